package dev.continuo.engine;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row as it was before the batch (null: not there) and as it is after. */
public record Change<K extends Comparable<K>, R extends Row>(
    Table<K, R> table, K key, @Nullable R before, R after) {

  /** What the row wants now and did not want before. */
  public List<Effect> released() {
    var wants = Table.wants(table.schema(), key, after);
    if (wants.isEmpty() || before == null) {
      return wants;
    }
    var released = new ArrayList<>(wants);
    released.removeAll(Table.wants(table.schema(), key, before));
    return released;
  }
}
