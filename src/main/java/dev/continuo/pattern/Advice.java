package dev.continuo.pattern;

import dev.continuo.condition.ConditionPart;
import dev.continuo.gate.GatePart;
import dev.continuo.task.Need;
import dev.continuo.task.TaskSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which pattern a graph of tasks is, and what it would gain from another.
 *
 * @param shape empty when it is none of them
 */
public record Advice(Optional<Shape> shape, String reason, String gain) {
  /** The advice about a plan's tasks, each behind those that it needs. */
  public static Advice of(List<TaskSpec> tasks) {
    var graph = Degrees.of(tasks);
    if (tasks.stream().anyMatch(task -> task.part(ConditionPart.class).isPresent())) {
      return advice(
          Shape.CONDITIONAL_BRANCHING,
          "some tasks are done on a condition",
          "an analyzer that chooses nothing waits for a person instead of leaving all of them out");
    }
    if (tasks.size() == 1) {
      return single(tasks.getFirst());
    }
    if (graph.edges() == 0) {
      return advice(
          Shape.PARALLEL_INDEPENDENT,
          "no task needs another",
          "a task that puts the results together would make it `fan-out-fan-in`");
    }
    if (graph.chain()) {
      return chain(tasks);
    }
    return joined(tasks, graph);
  }

  private static Advice single(TaskSpec task) {
    return gated(task)
        ? advice(
            Shape.PRIMARY_WITH_REVIEWERS,
            "one task is checked by others",
            "nothing: it has what it needs")
        : advice(
            Shape.PRIMARY_WITH_REVIEWERS,
            "one task alone is a primary without reviewers",
            "reviewers would send it back until it holds");
  }

  private static Advice chain(List<TaskSpec> tasks) {
    return tasks.stream().allMatch(Advice::gated)
        ? advice(
            Shape.INCREMENTAL_WITH_VALIDATION,
            "each task needs the one before it, and is checked",
            "where the parts are independent, `parallel-independent` takes as long as the longest")
        : advice(
            Shape.SEQUENTIAL_HANDOFF,
            "each task needs the one before it",
            "`incremental-with-validation` would check each step before the next one starts");
  }

  private static Advice joined(List<TaskSpec> tasks, Degrees graph) {
    var inner = tasks.size() - 1;
    if (graph.roots() == inner && graph.leaves() == 1) {
      return advice(
          Shape.FAN_OUT_FAN_IN,
          "one task needs all of the others, which need nothing",
          "a first task that all of them need would make it `parallel-with-sync-points`");
    }
    if (graph.roots() == 1 && (graph.leaves() == 1 || graph.leaves() == inner) && graph.flat()) {
      return advice(
          Shape.PARALLEL_WITH_SYNC_POINTS,
          "between a common start and what follows, tasks run at the same time",
          "points in the middle would let them agree before they end");
    }
    return new Advice(
        Optional.empty(),
        "it is none of the seven",
        "as `stages` of a combination, each part of it could be one of them");
  }

  private static Advice advice(Shape shape, String reason, String gain) {
    return new Advice(Optional.of(shape), reason, gain);
  }

  private static boolean gated(TaskSpec task) {
    return task.part(GatePart.class).isPresent();
  }

  /**
   * How tasks hang together.
   *
   * @param depth of the longest path, in tasks
   */
  private record Degrees(int edges, int roots, int leaves, int most, int depth) {
    static Degrees of(List<TaskSpec> tasks) {
      var dependants = new int[tasks.size()];
      var depths = new ArrayList<Integer>(tasks.size());
      var edges = 0;
      var roots = 0;
      var most = 0;
      for (var task : tasks) {
        var needs = task.needs().stream().map(Need::index).filter(i -> i < tasks.size()).toList();
        needs.forEach(index -> dependants[index]++);
        edges += needs.size();
        roots += needs.isEmpty() ? 1 : 0;
        most = Math.max(most, needs.size());
        depths.add(1 + needs.stream().mapToInt(depths::get).max().orElse(0));
      }
      var leaves = 0;
      for (int count : dependants) {
        leaves += count == 0 ? 1 : 0;
        most = Math.max(most, count);
      }
      var depth = depths.stream().mapToInt(Integer::intValue).max().orElse(0);
      return new Degrees(edges, roots, leaves, most, depth);
    }

    /** Whether each has at most one before and one behind it, and all hang together. */
    boolean chain() {
      return most == 1 && roots == 1;
    }

    /** Whether nothing in the middle waits for anything else there. */
    boolean flat() {
      return depth <= 3;
    }
  }
}
