package dev.continuo.engine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** All tables of a store, the batch's old records, and which homes are in memory. */
public final class Tables {
  private final Map<String, Table<?, ?>> byName = new LinkedHashMap<>();
  private final List<Old<?, ?>> undo = new ArrayList<>();
  private final Set<Long> resident = new HashSet<>();
  private final Map<Long, Integer> live = new HashMap<>();
  private final Set<Long> idle = new TreeSet<>();
  private final Set<Long> barred = new HashSet<>();
  private final Agenda agenda = new Agenda();
  private long highestHome;
  private long touched;
  private boolean doubted;

  public Tables() {
    resident.add(Schema.EVERYWHERE);
  }

  public <K extends Comparable<K>, R extends Row> Table<K, R> create(Schema<K, R> schema) {
    var table = new Table<>(schema, this);
    if (byName.putIfAbsent(schema.name(), table) != null) {
      throw new IllegalArgumentException("table " + schema.name() + " exists");
    }
    table.watch((key, before, after) -> agenda.changed(table, key, before, after));
    table.watch((key, before, after) -> residence(schema.home().applyAsLong(key), before, after));
    return table;
  }

  public Collection<Table<?, ?>> all() {
    return Collections.unmodifiableCollection(byName.values());
  }

  /** The table of this name. */
  Table<?, ?> named(String name) {
    var table = byName.get(name);
    if (table == null) {
      throw new IllegalArgumentException("bug: no table `" + name + "`");
    }
    return table;
  }

  /** The highest run that this store has ever known; the next one is free. */
  public long highestHome() {
    return highestHome;
  }

  /** Says up to which home the store has rows, before any of them is loaded. */
  public void known(long highest) {
    highestHome = Math.max(highestHome, highest);
  }

  /** Announces that all rows of {@code home} follow, or that it has none. */
  public void admit(long home) {
    if (barred.contains(home)) {
      throw new IllegalStateException("bug: home " + home + " is in quarantine and is loaded");
    }
    resident.add(home);
    idle.add(home);
  }

  /**
   * Puts a stored row back into memory. Its home must have been admitted.
   *
   * @throws StepBug when the row is one that no rule can deal with
   */
  public <K extends Comparable<K>, R extends Row> void load(Table<K, R> table, K key, R row) {
    try {
      table.set(key, row);
    } catch (RuntimeException | Error bug) {
      throw StepBug.row(table.schema(), key, table.schema().home().applyAsLong(key), bug);
    }
  }

  /** Keeps the rows of a home out of memory; those that are in it leave with the next commit. */
  public void bar(long home) {
    barred.add(home);
    idle.add(home);
  }

  void unbar(long home) {
    barred.remove(home);
  }

  /** Whether the rows of this home are not to be loaded. */
  public boolean barred(long home) {
    return barred.contains(home);
  }

  /** The homes whose rows are not to be loaded. */
  public Set<Long> barred() {
    return Set.copyOf(barred);
  }

  /** Forgets the homes that have no live row or are barred. Nothing may be uncommitted. */
  void evictIdle() {
    if (idle.isEmpty()) {
      return;
    }
    for (var home : List.copyOf(idle)) {
      if (home != Schema.EVERYWHERE && (!live.containsKey(home) || barred.contains(home))) {
        evict(home);
      }
    }
    idle.clear();
  }

  private void evict(long home) {
    try {
      byName.values().forEach(table -> table.evict(home));
      resident.remove(home);
    } catch (RuntimeException | Error bug) {
      throw new StepBug("eviction of run", home, 0, StepBug.State.IN_DOUBT, bug);
    }
  }

  boolean resident(long home) {
    return home > highestHome || resident.contains(home);
  }

  /** Remembers whose rows were looked at last: whom a bug that names nobody was about. */
  void touch(long home) {
    touched = home;
  }

  long touched() {
    return touched;
  }

  /** A watch was not told a change to the end: what it keeps may be wrong from now on. */
  void doubt() {
    doubted = true;
  }

  boolean doubted() {
    return doubted;
  }

  /** The home of a row's key, or the one that is named outright; empty for anything else. */
  Optional<Long> homeOf(Object key) {
    if (key instanceof Home(var number)) {
      return Optional.of(number);
    }
    return byName.values().stream()
        .map(Table::schema)
        .filter(schema -> schema.key() != String.class && schema.key().isInstance(key))
        .findFirst()
        .map(schema -> home(schema, key));
  }

  private static <K extends Comparable<K>> long home(Schema<K, ?> schema, Object key) {
    return schema.home().applyAsLong(schema.key().cast(key));
  }

  private void residence(long home, @Nullable Row before, @Nullable Row after) {
    if (home > highestHome) {
      highestHome = home;
      resident.add(home);
    }
    var change =
        (after != null && after.live() ? 1 : 0) - (before != null && before.live() ? 1 : 0);
    var count = live.getOrDefault(home, 0) + change;
    if (count == 0) {
      live.remove(home);
      idle.add(home);
    } else if (change != 0) {
      live.put(home, count);
    }
  }

  Agenda agenda() {
    return agenda;
  }

  int mark() {
    return undo.size();
  }

  /** Restores every row even where a watch cannot bear it; that leaves what is derived in doubt. */
  void undoTo(int mark) {
    while (undo.size() > mark) {
      try {
        undo.removeLast().restore();
      } catch (RuntimeException | Error bug) {
        doubted = true;
      }
    }
  }

  void forget() {
    undo.clear();
  }

  /** Each changed row once, in the order of its first change. */
  List<Change<?, ?>> changes() {
    if (undo.isEmpty()) {
      return List.of();
    }
    var olds = new LinkedHashMap<Place, List<Old<?, ?>>>();
    for (var old : undo) {
      olds.computeIfAbsent(new Place(old.table(), old.key()), _ -> new ArrayList<>(1)).add(old);
    }
    var changes = new ArrayList<Change<?, ?>>(olds.size());
    for (var ofRow : olds.values()) {
      var change = ofRow.getFirst().change(ofRow.subList(1, ofRow.size()));
      if (change.before() != null || change.after() != null) {
        changes.add(change);
      }
    }
    return changes;
  }

  <K extends Comparable<K>, R extends Row> void remember(
      Table<K, R> table, K key, @Nullable R before) {
    undo.add(new Old<>(table, key, before));
  }

  private record Place(Table<?, ?> table, Comparable<?> key) {}

  private record Old<K extends Comparable<K>, R extends Row>(
      Table<K, R> table, K key, @Nullable R before) {
    void restore() {
      table.set(key, before);
    }

    @SuppressWarnings("unchecked") // those of one place are of one table
    Change<K, R> change(List<Old<?, ?>> later) {
      var between = new ArrayList<@Nullable R>(later.size());
      later.forEach(old -> between.add((R) old.before()));
      return new Change<>(table, key, before, between, table.seen(key));
    }
  }
}
