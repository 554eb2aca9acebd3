package dev.continuo.plan;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Predicate;

/** Finds the circles of a graph, and in each the need that it can best do without. */
final class Cycles {
  /** Of a longer circle, only so many of its last needs are looked at. */
  private static final int NEEDS_TRIED_MAX = 20;

  private final List<List<Integer>> needs;
  private final BitSet ordered;
  private final List<List<Integer>> dependants = new ArrayList<>();

  /**
   * {@code needs} of each task, by index; {@code ordered} are those that are in no circle and need
   * none that is.
   */
  Cycles(List<List<Integer>> needs, BitSet ordered) {
    this.needs = List.copyOf(needs);
    this.ordered = ordered;
    needs.forEach(_ -> dependants.add(new ArrayList<>(2)));
    for (int i = 0; i < needs.size(); i++) {
      for (int need : needs.get(i)) {
        dependants.get(need).add(i);
      }
    }
  }

  /**
   * Circles that have no task in common, each beginning with its first task. What is not ordered
   * needs something that is not; following such needs ends in a circle.
   */
  List<List<Integer>> all() {
    var found = new ArrayList<List<Integer>>();
    var walked = new BitSet();
    for (int start = ordered.nextClearBit(0);
        start < needs.size();
        start = ordered.nextClearBit(start + 1)) {
      var path = new LinkedHashSet<Integer>();
      var at = start;
      while (!walked.get(at) && path.add(at)) {
        at = unordered(at);
      }
      if (path.contains(at)) {
        var cycle = path.stream().dropWhile(Predicate.not(Predicate.isEqual(at))).toList();
        found.add(rotated(cycle));
      }
      path.forEach(walked::set);
    }
    return found;
  }

  /** The first of a task's needs that is not ordered. */
  int unordered(int task) {
    return needs.get(task).stream().filter(need -> !ordered.get(need)).findFirst().orElseThrow();
  }

  private static List<Integer> rotated(List<Integer> cycle) {
    var rotated = new ArrayList<>(cycle);
    Collections.rotate(rotated, -cycle.indexOf(Collections.min(cycle)));
    return rotated;
  }

  /**
   * The place of the task whose need of the next one all circles around have in common, the last if
   * there are several; when there is none, that of the need that closes this circle.
   */
  int dispensable(List<Integer> cycle) {
    var around = around(cycle.getFirst());
    var last = cycle.size() - 1;
    for (int i = last; i >= 0 && i > last - NEEDS_TRIED_MAX; i--) {
      if (acyclicWithout(cycle.get(i), cycle.get((i + 1) % cycle.size()), around)) {
        return i;
      }
    }
    return last;
  }

  /** All that need this task and that it needs, directly or not. */
  private BitSet around(int task) {
    var around = reached(task, needs);
    around.and(reached(task, dependants));
    return around;
  }

  private static BitSet reached(int from, List<List<Integer>> edges) {
    var reached = new BitSet();
    var next = new ArrayDeque<Integer>();
    next.add(from);
    for (var at = next.poll(); at != null; at = next.poll()) {
      if (!reached.get(at)) {
        reached.set(at);
        next.addAll(edges.get(at));
      }
    }
    return reached;
  }

  private boolean acyclicWithout(int from, int to, BitSet tasks) {
    var waiting = new int[needs.size()];
    var free = new ArrayDeque<Integer>();
    for (int i = tasks.nextSetBit(0); i >= 0; i = tasks.nextSetBit(i + 1)) {
      for (int need : needs.get(i)) {
        waiting[i] += tasks.get(need) && !(i == from && need == to) ? 1 : 0;
      }
      if (waiting[i] == 0) {
        free.add(i);
      }
    }
    var done = 0;
    for (var at = free.poll(); at != null; at = free.poll()) {
      done++;
      for (int dependant : dependants.get(at)) {
        var counted = tasks.get(dependant) && !(dependant == from && at == to);
        if (counted && --waiting[dependant] == 0) {
          free.add(dependant);
        }
      }
    }
    return done == tasks.cardinality();
  }
}
