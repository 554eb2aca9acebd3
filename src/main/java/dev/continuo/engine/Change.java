package dev.continuo.engine;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row as it was before the batch and as it is after; null where it is not there. */
public record Change<K extends Comparable<K>, R extends Row>(
    Table<K, R> table, K key, @Nullable R before, @Nullable R after) {

  /** What the row wants now and did not want before. */
  public List<Effect> released() {
    if (after == null) {
      return List.of();
    }
    var wants = Table.wants(table.schema(), key, after);
    if (wants.isEmpty() || before == null) {
      return wants;
    }
    var released = new ArrayList<>(wants);
    released.removeAll(Table.wants(table.schema(), key, before));
    return released;
  }
}
