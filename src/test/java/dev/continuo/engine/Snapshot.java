package dev.continuo.engine;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
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

  /** The rows of one table and home; empty when none is in memory. A view. */
  public static SortedMap<?, ? extends Row> rows(Table<?, ?> table, long home) {
    return table.homes().contains(home) ? table.in(home) : Collections.emptySortedMap();
  }

  /** The rows in which two tellings of one table and home differ. */
  public static List<String> difference(
      SortedMap<?, ? extends Row> one, SortedMap<?, ? extends Row> two) {
    var keys = new LinkedHashSet<Object>(one.keySet());
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
