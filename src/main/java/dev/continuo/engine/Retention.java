package dev.continuo.engine;

import java.time.Instant;
import java.util.List;

/**
 * Deletes rows that have ended and have been kept for as long as they say, for every table whose
 * rows are {@link Alone}. Recorded as an event, so that a replay deletes the same rows.
 */
final class Retention implements Feature<RetentionCommand, RetentionEvent> {
  private final Tables tables;

  Retention(Tables tables) {
    this.tables = tables;
  }

  @Override
  public Class<RetentionCommand> commands() {
    return RetentionCommand.class;
  }

  @Override
  public Class<RetentionEvent> events() {
    return RetentionEvent.class;
  }

  @Override
  public Decision decide(RetentionCommand command, Moment at) {
    return switch (command) {
      case RetentionCommand.Forget(var name, var keys) -> {
        var table = tables.named(name);
        var expired = keys.stream().filter(key -> expired(table, key, at.wall())).toList();
        yield expired.isEmpty()
            ? Decision.accept()
            : Decision.accept(new RetentionEvent.Forgotten(name, expired));
      }
    };
  }

  private static <K extends Comparable<K>, R extends Row> boolean expired(
      Table<K, R> table, String key, Instant now) {
    var row = table.get(table.schema().alone().of().apply(key));
    return row != null
        && !row.live()
        && row.keptUntil().filter(until -> !until.isAfter(now)).isPresent();
  }

  @Override
  public void apply(RetentionEvent event, Instant when) {
    switch (event) {
      case RetentionEvent.Forgotten(var name, var keys) -> delete(tables.named(name), keys);
    }
  }

  private static <K extends Comparable<K>> void delete(Table<K, ?> table, List<String> keys) {
    keys.forEach(key -> table.delete(table.schema().alone().of().apply(key)));
  }
}
