package dev.continuo.task;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Who needs whom in one run, and how many more needs of each task have to be satisfied. A join that
 * asks for fewer than all of them leaves a task slack: so many may stay as they are.
 */
final class Edges {
  /** What satisfies an edge, as it comes of the need and of the join that it is a part of. */
  enum Kind {
    ALL_SUCCEEDED,
    ALL_ENDED,
    SOME_SUCCEEDED,
    SOME_ENDED;

    static final List<Kind> EACH = List.of(values());

    static Kind of(TaskSpec spec, Need need) {
      var some = spec.part(JoinPart.class).isPresent();
      return switch (need.on()) {
        case SUCCEEDED -> some ? SOME_SUCCEEDED : ALL_SUCCEEDED;
        case ENDED -> some ? SOME_ENDED : ALL_ENDED;
      };
    }

    boolean satisfiedBy(Task needed) {
      var state = needed.state();
      return switch (this) {
        case ALL_SUCCEEDED -> state instanceof State.Succeeded || state instanceof State.Skipped;
        case ALL_ENDED -> state.terminal();
        case SOME_SUCCEEDED -> state instanceof State.Succeeded || takenOver(needed);
        case SOME_ENDED -> state.terminal() && !lostBy(needed);
      };
    }

    /** Whether the needed task will never satisfy the edge, whatever a person does. */
    boolean lostBy(Task needed) {
      return switch (this) {
        case ALL_SUCCEEDED, ALL_ENDED -> false;
        case SOME_SUCCEEDED, SOME_ENDED ->
            needed.state() instanceof State.Skipped && !takenOver(needed);
      };
    }

    private static boolean takenOver(Task task) {
      return task.state() instanceof State.Skipped && task.spec().part(TakenOver.class).isPresent();
    }
  }

  private static final int[] NONE = {};
  private static final int KIND_BITS = 2;

  private int[] open = new int[16];
  private int[] lost = new int[16];
  private int[] slack = new int[16];
  private int[] @Nullable [] dependants = new int[16][];
  private int[] degree = new int[16];
  private int edges;

  /** Lets a task start with so many of its needs unsatisfied. */
  void slack(int dependant, int needs) {
    grow(dependant);
    slack[dependant] = needs;
  }

  void add(int needed, int dependant, Kind kind) {
    grow(Math.max(needed, dependant));
    var list = dependants[needed] == null ? NONE : dependants[needed];
    if (list.length == degree[needed]) {
      list = Arrays.copyOf(list, Math.max(2, list.length * 2));
    }
    list[degree[needed]++] = edge(dependant, kind);
    dependants[needed] = list;
    edges++;
  }

  /** Cheap when edges are removed in the reverse order of their being added. */
  void remove(int needed, int dependant, Kind kind) {
    var list = dependants[needed];
    var edge = edge(dependant, kind);
    for (int i = degree[needed] - 1; list != null && i >= 0; i--) {
      if (list[i] == edge) {
        System.arraycopy(list, i + 1, list, i, --degree[needed] - i);
        edges--;
        return;
      }
    }
  }

  void forget(int index) {
    if (index < open.length) {
      open[index] = 0;
      lost[index] = 0;
      slack[index] = 0;
    }
  }

  /** So many needs of the task more, or fewer, are unsatisfied, and will be for ever. */
  void count(int index, int opened, int lostToo) {
    open[index] += opened;
    lost[index] += lostToo;
  }

  /** How many more needs of the task have to be satisfied. */
  int waiting(int index) {
    return index < open.length ? Math.max(0, open[index] - slack[index]) : 0;
  }

  /** Whether too few of the task's needs can ever be satisfied. */
  boolean hopeless(int index) {
    return index < lost.length && lost[index] > slack[index];
  }

  /** The indexes of all tasks that need the task at {@code index}. */
  IntStream dependants(int index) {
    return edges(index).map(edge -> edge >> KIND_BITS);
  }

  /** The indexes of those that need it in this way. */
  IntStream dependants(int index, Kind kind) {
    return edges(index)
        .filter(edge -> (edge & (1 << KIND_BITS) - 1) == kind.ordinal())
        .map(edge -> edge >> KIND_BITS);
  }

  private IntStream edges(int index) {
    var list = index < dependants.length ? dependants[index] : null;
    return list == null ? IntStream.empty() : Arrays.stream(list, 0, degree[index]);
  }

  private static int edge(int dependant, Kind kind) {
    return dependant << KIND_BITS | kind.ordinal();
  }

  boolean isEmpty() {
    return edges == 0;
  }

  private void grow(int index) {
    if (index >= open.length) {
      var length = Math.max(index + 1, open.length * 2);
      open = Arrays.copyOf(open, length);
      lost = Arrays.copyOf(lost, length);
      slack = Arrays.copyOf(slack, length);
      dependants = Arrays.copyOf(dependants, length);
      degree = Arrays.copyOf(degree, length);
    }
  }
}
