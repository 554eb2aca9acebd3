package dev.continuo.journal;

import dev.continuo.engine.Batch;
import dev.continuo.engine.Change;
import dev.continuo.engine.Recorded;
import dev.continuo.engine.Row;
import dev.continuo.engine.Schema;
import dev.continuo.engine.Table;
import dev.continuo.engine.Tables;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** A journal that lasts as long as the object: for tests and the simulation. Thread-safe. */
public final class MemoryJournal implements Journal {
  private final List<Recorded> log = new ArrayList<>();

  /** By home, then by table. */
  private final TreeMap<Long, Map<String, NavigableMap<Object, Row>>> homes = new TreeMap<>();

  @Override
  public synchronized Head head() {
    if (log.isEmpty()) {
      return Head.EMPTY;
    }
    var last = log.getLast();
    return new Head(last.sequence(), last.wall(), last.awake());
  }

  @Override
  public synchronized void loadLive(Tables tables) {
    if (!homes.isEmpty()) {
      tables.known(homes.lastKey());
    }
    load(tables, Schema.EVERYWHERE); // first: it says which homes are barred
    homes.forEach(
        (home, rows) -> {
          if (home != Schema.EVERYWHERE && !tables.barred(home) && live(rows)) {
            load(tables, home);
          }
        });
  }

  private static boolean live(Map<String, NavigableMap<Object, Row>> byTable) {
    for (var rows : byTable.values()) {
      for (var row : rows.values()) {
        if (row.live()) {
          return true;
        }
      }
    }
    return false;
  }

  @Override
  public synchronized void load(Tables tables, long home) {
    tables.admit(home);
    for (var table : tables.all()) {
      loadInto(tables, table, home);
    }
  }

  private <K extends Comparable<K>, R extends Row> void loadInto(
      Tables tables, Table<K, R> table, long home) {
    var schema = table.schema();
    rows(schema, home)
        .forEach((key, row) -> tables.load(table, schema.key().cast(key), schema.row().cast(row)));
  }

  /** The stored rows of one table and home, in the order of their keys; a view. */
  public synchronized NavigableMap<Object, Row> rows(Schema<?, ?> schema, long home) {
    var rows = homes.getOrDefault(home, Map.of()).get(schema.name());
    return rows == null
        ? Collections.emptyNavigableMap()
        : Collections.unmodifiableNavigableMap(rows);
  }

  @Override
  public synchronized Appended append(Batch batch) {
    var next = log.size() + 1;
    for (var event : batch.events()) {
      if (event.sequence() != next++) {
        throw new IllegalStateException("bug: event " + event.sequence() + " comes out of order");
      }
    }
    log.addAll(batch.events());
    batch.changes().forEach(this::write);
    return new Appended.Committed();
  }

  private <K extends Comparable<K>, R extends Row> void write(Change<K, R> change) {
    var schema = change.table().schema();
    homes
        .computeIfAbsent(schema.home().applyAsLong(change.key()), _ -> new HashMap<>())
        .computeIfAbsent(schema.name(), _ -> new TreeMap<>())
        .put(change.key(), change.after());
  }

  @Override
  public synchronized List<Recorded> events(long after, int max) {
    var from = (int) Math.min(after, log.size());
    return List.copyOf(log.subList(from, from + Math.min(log.size() - from, max)));
  }

  /** All rows, home by home. */
  synchronized List<Row> rows() {
    return homes.values().stream()
        .flatMap(byTable -> byTable.values().stream())
        .flatMap(rows -> rows.values().stream())
        .toList();
  }

  @Override
  public void close() {}
}
