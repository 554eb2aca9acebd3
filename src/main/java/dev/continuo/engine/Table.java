package dev.continuo.engine;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The records of one kind. Writes are remembered by {@link Tables} until the batch is committed, so
 * that undoing costs what was touched; watches see the undone change as well.
 */
public final class Table<K extends Comparable<K>, R extends Row> {
  private final Schema<K, R> schema;
  private final Tables tables;
  private final Map<Long, NavigableMap<K, R>> homes = new HashMap<>();
  private final List<Watch<? super K, ? super R>> watches = new ArrayList<>();

  Table(Schema<K, R> schema, Tables tables) {
    this.schema = schema;
    this.tables = tables;
  }

  public Schema<K, R> schema() {
    return schema;
  }

  /** The row, or null when there is none. Undoes the whole command when its home is not loaded. */
  public @Nullable R get(K key) {
    var home = schema.home().applyAsLong(key);
    tables.touch(home);
    var rows = homes.get(home);
    if (rows == null) {
      demand(home);
      return null;
    }
    return rows.get(key);
  }

  /** All rows of a home, in the order of their keys; a view. */
  public NavigableMap<K, R> in(long home) {
    tables.touch(home);
    var rows = homes.get(home);
    if (rows != null) {
      return Collections.unmodifiableNavigableMap(rows);
    }
    demand(home);
    return Collections.emptyNavigableMap();
  }

  private void demand(long home) {
    if (!tables.resident(home)) {
      throw new Missing(home);
    }
  }

  /** Writes a row; only {@link Feature#apply} may. Its home must be in memory, as for a read. */
  public void put(K key, R row) {
    var home = schema.home().applyAsLong(key);
    demand(home);
    if (schema.isAlone() && !row.live()) {
      refuseUnkept(key, row);
    }
    tables.touch(home);
    var before = put(home, key, row);
    tables.remember(this, key, before); // first, so that a watch that fails leaves no row behind
    tell(key, before, row);
  }

  /** A row that leaves memory would never be woken, and what it wants would not be resumed. */
  private void refuseUnkept(K key, R row) {
    if (!row.due().equals(Due.NEVER) || !row.wants().isEmpty()) {
      throw new IllegalStateException(
          "bug: " + schema.name() + " " + key + " is due or wants something, and is not live");
    }
  }

  /** Deletes a row; only {@link Feature#apply} may. */
  public void delete(K key) {
    var home = schema.home().applyAsLong(key);
    demand(home);
    var before = get(key);
    if (before != null) {
      tables.touch(home);
      removed(home, key);
      tables.remember(this, key, before);
      tell(key, before, null);
    }
  }

  /** The row in memory, whether or not its home is all there. */
  @Nullable R seen(K key) {
    var rows = homes.get(schema.home().applyAsLong(key));
    return rows == null ? null : rows.get(key);
  }

  /** Keeps the keys of rows by a derived value. Call it before the first row is there. */
  public <I> Index<I, K, R> index(Function<R, List<I>> by) {
    var index = new Index<I, K, R>(by);
    watch(index);
    return index;
  }

  /** Tells {@code watch} every change from now on. Call it before the first row is there. */
  public void watch(Watch<? super K, ? super R> watch) {
    watches.add(watch);
  }

  /** Sets or, with null, removes a row and tells the watches; returns what stood there. */
  @Nullable R set(K key, @Nullable R row) {
    var home = schema.home().applyAsLong(key);
    var before = row == null ? removed(home, key) : put(home, key, row);
    tell(key, before, row);
    return before;
  }

  private void tell(K key, @Nullable R before, @Nullable R after) {
    try {
      for (var watch : watches) {
        watch.changed(key, before, after);
      }
    } catch (RuntimeException | Error bug) {
      tables.doubt();
      throw bug;
    }
  }

  private @Nullable R put(long home, K key, R row) {
    var rows = homes.get(home);
    if (rows == null) {
      rows = new TreeMap<>();
      homes.put(home, rows);
    }
    return rows.put(key, row);
  }

  private @Nullable R removed(long home, K key) {
    var rows = homes.get(home);
    if (rows == null) {
      return null;
    }
    var before = rows.remove(key);
    if (rows.isEmpty()) {
      homes.remove(home);
    }
    return before;
  }

  /** The homes that have a row in memory. */
  Set<Long> homes() {
    return Collections.unmodifiableSet(homes.keySet());
  }

  List<Effect> wanted() {
    var wanted = new ArrayList<Effect>();
    homes
        .values()
        .forEach(rows -> rows.forEach((key, row) -> wanted.addAll(wants(schema, key, row))));
    return wanted;
  }

  /**
   * What a row wants.
   *
   * @throws StepBug when it is one that cannot say it
   */
  static <K extends Comparable<K>> List<Effect> wants(Schema<K, ?> schema, K key, Row row) {
    try {
      return row.wants();
    } catch (RuntimeException | Error bug) {
      throw StepBug.row(schema, key, schema.home().applyAsLong(key), bug);
    }
  }

  void evict(long home) {
    var rows = homes.get(home);
    if (rows != null) {
      // from the last, so that watches see rows leave in the reverse order of their coming
      List.copyOf(rows.descendingKeySet()).forEach(key -> set(key, null));
    }
  }
}
