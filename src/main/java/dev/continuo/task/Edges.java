package dev.continuo.task;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Who needs whom in one run, and how many needs of each task are not satisfied. */
final class Edges {
  private static final int[] NONE = {};
  private int[] waiting = new int[16];
  private int[] @Nullable [] dependants = new int[16][];
  private int[] degree = new int[16];
  private int edges;

  void add(Need need, int dependant, boolean satisfied) {
    var needed = need.index();
    grow(Math.max(needed, dependant));
    var list = dependants[needed] == null ? NONE : dependants[needed];
    if (list.length == degree[needed]) {
      list = Arrays.copyOf(list, Math.max(2, list.length * 2));
    }
    list[degree[needed]++] = edge(dependant, need.on());
    dependants[needed] = list;
    waiting[dependant] += satisfied ? 0 : 1;
    edges++;
  }

  /** Cheap when edges are removed in the reverse order of their being added. */
  void remove(Need need, int dependant) {
    var needed = need.index();
    var list = dependants[needed];
    var edge = edge(dependant, need.on());
    for (int i = degree[needed] - 1; list != null && i >= 0; i--) {
      if (list[i] == edge) {
        System.arraycopy(list, i + 1, list, i, --degree[needed] - i);
        edges--;
        return;
      }
    }
  }

  void forget(int index) {
    if (index < waiting.length) {
      waiting[index] = 0;
    }
  }

  void count(int index, int change) {
    waiting[index] += change;
  }

  int waiting(int index) {
    return index < waiting.length ? waiting[index] : 0;
  }

  /** The indexes of all tasks that need the task at {@code index}. */
  IntStream dependants(int index) {
    return edges(index).map(edge -> edge >> 1);
  }

  /** The indexes of those that need it in this way. */
  IntStream dependants(Need need) {
    return edges(need.index())
        .filter(edge -> (edge & 1) == need.on().ordinal())
        .map(edge -> edge >> 1);
  }

  private IntStream edges(int index) {
    var list = index < dependants.length ? dependants[index] : null;
    return list == null ? IntStream.empty() : Arrays.stream(list, 0, degree[index]);
  }

  private static int edge(int dependant, Need.On on) {
    return dependant << 1 | on.ordinal();
  }

  boolean isEmpty() {
    return edges == 0;
  }

  private void grow(int index) {
    if (index >= waiting.length) {
      var length = Math.max(index + 1, waiting.length * 2);
      waiting = Arrays.copyOf(waiting, length);
      dependants = Arrays.copyOf(dependants, length);
      degree = Arrays.copyOf(degree, length);
    }
  }
}
