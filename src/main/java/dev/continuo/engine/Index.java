package dev.continuo.engine;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The keys of the rows that share a derived value, in order. */
public final class Index<I, K extends Comparable<K>, R> implements Watch<K, R> {
  private final Function<R, List<I>> by;
  private final Map<I, NavigableSet<K>> keys = new HashMap<>();

  Index(Function<R, List<I>> by) {
    this.by = by;
  }

  public NavigableSet<K> get(I value) {
    var found = keys.get(value);
    return found == null
        ? Collections.emptyNavigableSet()
        : Collections.unmodifiableNavigableSet(found);
  }

  public int count(I value) {
    var found = keys.get(value);
    return found == null ? 0 : found.size();
  }

  @Override
  public void changed(K key, @Nullable R before, @Nullable R after) {
    List<I> old = before == null ? List.of() : by.apply(before);
    List<I> now = after == null ? List.of() : by.apply(after);
    if (old.equals(now)) {
      return;
    }
    for (I value : old) {
      keys.computeIfPresent(value, (_, set) -> set.remove(key) && set.isEmpty() ? null : set);
    }
    for (I value : now) {
      keys.computeIfAbsent(value, _ -> new TreeSet<>()).add(key);
    }
  }
}
