package dev.continuo.journal;

import dev.continuo.engine.Batch;
import dev.continuo.engine.Change;
import dev.continuo.engine.Recorded;
import dev.continuo.engine.Row;
import dev.continuo.engine.Schema;
import dev.continuo.engine.Table;
import dev.continuo.engine.Tables;
import dev.continuo.journal.columns.Columns;
import dev.continuo.journal.columns.TableColumns;
import dev.continuo.run.Run;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A journal that lasts as long as the object: for tests and the simulation. Thread-safe. */
public final class MemoryJournal implements Journal {
  /** What all journals over the same memory see. */
  private static final class Shared {
    final List<Recorded> log = new ArrayList<>();

    /** The leader of each event of the log. */
    final List<Long> leaders = new ArrayList<>();

    /** By home, then by table. */
    final TreeMap<Long, Map<String, NavigableMap<Object, Row>>> homes = new TreeMap<>();

    final EventHomes eventHomes;
    final List<TableColumns<?, ?>> columns;
    long leader;
    long opened;
    long floor;

    Shared(EventHomes eventHomes, List<TableColumns<?, ?>> columns) {
      this.eventHomes = eventHomes;
      this.columns = List.copyOf(columns);
    }
  }

  private final Shared shared;
  private final Leadership leadership;
  private final MemoryReader reader;

  /** How long the log was when the host asked for its head, or when this was opened. */
  private int seen;

  /** An empty one; {@code tables} say which event is about which home. */
  public MemoryJournal(Tables tables) {
    this(tables, Columns.ALL);
  }

  /** An empty one for other tables than the product's. */
  public MemoryJournal(Tables tables, List<TableColumns<?, ?>> columns) {
    this(new Shared(new EventHomes(tables), columns));
  }

  private MemoryJournal(Shared shared) {
    this.shared = shared;
    this.reader = new MemoryReader(this, shared.eventHomes, shared.columns);
    synchronized (shared) {
      seen = shared.log.size();
      leadership = new Leadership(shared.leader, ++shared.opened);
    }
  }

  /** Another candidate over the same memory; with its first append, it fences this one. */
  public MemoryJournal successor() {
    return new MemoryJournal(shared);
  }

  @Override
  public Leadership leadership() {
    return leadership;
  }

  @Override
  public Head head() {
    synchronized (shared) {
      seen = shared.log.size();
      if (shared.log.isEmpty()) {
        return Head.EMPTY;
      }
      var last = shared.log.getLast();
      return new Head(last.sequence(), last.wall(), last.awake());
    }
  }

  @Override
  public void loadLive(Tables tables) {
    synchronized (shared) {
      if (!shared.homes.isEmpty()) {
        tables.known(shared.homes.lastKey());
      }
      load(tables, Schema.EVERYWHERE); // first: it says which homes are barred
      shared.homes.forEach(
          (home, rows) -> {
            if (home != Schema.EVERYWHERE && !tables.barred(home) && live(rows)) {
              load(tables, home);
            }
          });
    }
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
  public void load(Tables tables, long home) {
    synchronized (shared) {
      tables.admit(home);
      for (var table : tables.all()) {
        loadInto(tables, table, home);
      }
    }
  }

  private <K extends Comparable<K>, R extends Row> void loadInto(
      Tables tables, Table<K, R> table, long home) {
    var schema = table.schema();
    rows(schema, home)
        .forEach((key, row) -> tables.load(table, schema.key().cast(key), schema.row().cast(row)));
  }

  /** The stored rows of one table and home, in the order of their keys; a view. */
  public NavigableMap<Object, Row> rows(Schema<?, ?> schema, long home) {
    synchronized (shared) {
      var rows = shared.homes.getOrDefault(home, Map.of()).get(schema.name());
      return rows == null
          ? Collections.emptyNavigableMap()
          : Collections.unmodifiableNavigableMap(rows);
    }
  }

  @Override
  public Appended append(Batch batch) {
    synchronized (shared) {
      if (shared.leader != leadership.own() && !mayLead()) {
        return new Appended.Fenced("leader " + shared.leader);
      }
      var next = shared.log.size() + 1;
      for (var event : batch.events()) {
        if (event.sequence() != next++) {
          throw new IllegalStateException("bug: event " + event.sequence() + " comes out of order");
        }
      }
      shared.leader = leadership.own();
      shared.log.addAll(batch.events());
      shared.leaders.addAll(Collections.nCopies(batch.events().size(), leadership.own()));
      batch.changes().forEach(this::write);
      return new Appended.Committed();
    }
  }

  /** Whether nobody has written anything that the host has not seen. */
  private boolean mayLead() {
    return shared.leader == leadership.before() && shared.log.size() == seen;
  }

  private <K extends Comparable<K>, R extends Row> void write(Change<K, R> change) {
    var schema = change.table().schema();
    var home = schema.home().applyAsLong(change.key());
    var after = change.after();
    if (after == null) {
      delete(home, schema.name(), change.key());
      return;
    }
    shared
        .homes
        .computeIfAbsent(home, _ -> new HashMap<>())
        .computeIfAbsent(schema.name(), _ -> new TreeMap<>())
        .put(change.key(), after);
  }

  private void delete(long home, String table, Object key) {
    shared.homes.computeIfPresent(
        home,
        (_, byTable) -> {
          byTable.computeIfPresent(
              table,
              (_, rows) -> {
                rows.remove(key);
                return rows.isEmpty() ? null : rows;
              });
          return byTable.isEmpty() ? null : byTable;
        });
  }

  @Override
  public Resolved resolve(Batch batch) {
    synchronized (shared) {
      var last = batch.events().getLast().sequence();
      return last <= shared.log.size() && shared.leaders.get((int) last - 1) == leadership.own()
          ? new Resolved.In()
          : new Resolved.Out();
    }
  }

  @Override
  public Reader reader() {
    return reader;
  }

  @Override
  public Optional<Part> archive(Instant before) {
    synchronized (shared) {
      var last = shared.floor;
      for (var event : shared.log.subList((int) shared.floor, Math.max(0, shared.log.size() - 1))) {
        if (!event.wall().isBefore(before) || stays(event, before)) {
          break;
        }
        last = event.sequence();
      }
      return last == shared.floor
          ? Optional.empty()
          : Optional.of(new Part(shared.floor + 1, last, "memory"));
    }
  }

  private boolean stays(Recorded event, Instant before) {
    var home = shared.eventHomes.of(event.event());
    var rows = shared.homes.getOrDefault(home, Map.of());
    return home > 0
        && (live(rows)
            || rows.getOrDefault("run", Collections.emptyNavigableMap()).values().stream()
                .noneMatch(row -> row instanceof Run run && run.since().isBefore(before)));
  }

  @Override
  public void forget(Part part) {
    synchronized (shared) {
      shared.floor = part.last();
    }
  }

  @Override
  public boolean prune() {
    return false; // what is archived stays in the same memory
  }

  @Override
  public List<Recorded> events(long after, int max) {
    return log(after, max);
  }

  List<Recorded> log(long after, int max) {
    synchronized (shared) {
      if (after < shared.floor) {
        throw new Archived(shared.floor);
      }
      var from = (int) Math.min(after, shared.log.size());
      return List.copyOf(shared.log.subList(from, from + Math.min(shared.log.size() - from, max)));
    }
  }

  @Override
  public long floor() {
    synchronized (shared) {
      return shared.floor;
    }
  }

  /** The rows of one table, of all homes or of one. */
  Map<Object, Row> table(String name, @Nullable Long home) {
    synchronized (shared) {
      var found = new HashMap<Object, Row>();
      for (var each : home == null ? shared.homes.keySet() : List.of(home)) {
        found.putAll(
            shared
                .homes
                .getOrDefault(each, Map.of())
                .getOrDefault(name, Collections.emptyNavigableMap()));
      }
      return found;
    }
  }

  @Override
  public void close() {}
}
