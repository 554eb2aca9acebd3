package dev.continuo.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** The rows in memory, laid open for a comparison. */
public final class Snapshot {
  private Snapshot() {}

  /** Every home that has a row in memory. */
  public static Set<Long> homes(Tables tables) {
    var homes = new TreeSet<Long>();
    tables.all().forEach(table -> homes.addAll(table.homes()));
    return homes;
  }

  /** Of these homes those whose rows are in memory. */
  public static Set<Long> resident(Tables tables, Set<Long> homes) {
    var resident = new TreeSet<Long>();
    homes.stream().filter(tables::resident).forEach(resident::add);
    return resident;
  }

  /** The homes that are in memory and have a row. */
  public static Set<Long> known(Tables tables) {
    return resident(tables, homes(tables));
  }

  /** Table, key and row of everything in these homes. */
  public static SortedMap<String, Row> rows(Tables tables, Set<Long> homes) {
    var rows = new TreeMap<String, Row>();
    for (var table : tables.all()) {
      for (var home : homes) {
        if (table.homes().contains(home)) {
          copy(table, home, rows);
        }
      }
    }
    return rows;
  }

  private static <K extends Comparable<K>, R extends Row> void copy(
      Table<K, R> table, long home, Map<String, Row> rows) {
    var name = table.schema().name();
    table.in(home).forEach((key, row) -> rows.put(name + " " + key, row));
  }

  /** The rows in which two snapshots differ. */
  public static List<String> difference(SortedMap<String, Row> one, SortedMap<String, Row> two) {
    var keys = new TreeSet<>(one.keySet());
    keys.addAll(two.keySet());
    var lines = new ArrayList<String>();
    for (var key : keys) {
      var first = one.get(key);
      var second = two.get(key);
      if (first == null || !first.equals(second)) {
        lines.add(key + ":\n  " + first + "\n  " + second);
      }
    }
    return lines;
  }
}
