package dev.continuo.engine;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row as it was before the batch and as it is after; null where it is not there.
 *
 * @param between what it was meanwhile, in order; null where it was not there
 */
public record Change<K extends Comparable<K>, R extends Row>(
    Table<K, R> table, K key, @Nullable R before, List<@Nullable R> between, @Nullable R after) {

  /**
   * What the row wants now and did not want all the time: what it did not want for a moment was
   * called off, and has to be made true again.
   */
  public List<Effect> released() {
    if (after == null) {
      return List.of();
    }
    var wants = Table.wants(table.schema(), key, after);
    if (wants.isEmpty() || before == null) {
      return wants;
    }
    var released = new ArrayList<>(wants);
    released.removeAll(wantedThroughout(before));
    return released;
  }

  private List<Effect> wantedThroughout(R first) {
    var wanted = new ArrayList<>(Table.wants(table.schema(), key, first));
    for (var row : between) {
      if (!wanted.isEmpty()) {
        wanted.retainAll(row == null ? List.of() : Table.wants(table.schema(), key, row));
      }
    }
    return wanted;
  }
}
