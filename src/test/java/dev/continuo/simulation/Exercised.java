package dev.continuo.simulation;

import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Counts what the lives went through, so that nobody trusts a simulation that never did it. */
final class Exercised {
  private final Map<Object, long[]> counts = new HashMap<>();

  void count(Object what) {
    counts.computeIfAbsent(what, _ -> new long[1])[0]++;
  }

  void add(Exercised other) {
    other.counts.forEach(
        (what, count) -> counts.computeIfAbsent(what, _ -> new long[1])[0] += count[0]);
  }

  long of(Object what) {
    var count = counts.get(what);
    return count == null ? 0 : count[0];
  }

  /** How often each thing of this kind happened. */
  SortedMap<String, Long> all(Class<?> kind) {
    var all = new TreeMap<String, Long>();
    counts.forEach(
        (what, count) -> {
          if (kind.isInstance(what)) {
            all.merge(name(what), count[0], Long::sum);
          }
        });
    return all;
  }

  static String name(Object what) {
    return what instanceof Class<?> type
        ? type.getName().substring(type.getName().lastIndexOf('.') + 1).replace('$', '.')
        : what.toString();
  }
}
