package dev.continuo.plan;

import dev.continuo.expansion.EachPart;
import dev.continuo.sync.SyncPart;
import dev.continuo.task.TaskSpec;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The sync points at which tasks of a plan meet. One that they could never all be at together is
 * told before the start: whoever comes there first would wait for ever.
 */
public final class Meetings {
  /** How many points a plan may have. */
  private static final int POINTS_MAX = 100;

  private final List<TaskSpec> tasks;
  private final Function<String, Place> places;
  private final Problems problems;

  /**
   * The meetings of these tasks, each of which stands behind all that it needs.
   *
   * @param places where the plan has the name of a task
   */
  public Meetings(List<TaskSpec> tasks, Function<String, Place> places, Problems problems) {
    this.tasks = List.copyOf(tasks);
    this.places = places;
    this.problems = problems;
  }

  /** {@code parallel} is how many tasks may run at once. */
  public void check(int parallel) {
    var points = points();
    if (points.size() > POINTS_MAX) {
      problems.add(
          new Problem(
              Flaw.LIST_TOO_LONG,
              place(points.values().iterator().next().getFirst()),
              "the plan has too many sync points, found "
                  + points.size()
                  + ", must be at most "
                  + POINTS_MAX,
              "let tasks meet by `needs` instead"));
      return;
    }
    points.forEach((point, members) -> check(point, members, parallel));
  }

  /** Which tasks meet at each; of a list nobody knows yet how many. */
  private SortedMap<String, List<Integer>> points() {
    var points = new TreeMap<String, List<Integer>>();
    for (int i = 0; i < tasks.size(); i++) {
      for (var point : of(tasks.get(i))) {
        points.computeIfAbsent(point, _ -> new ArrayList<>()).add(i);
      }
    }
    return points;
  }

  private static List<String> of(TaskSpec task) {
    var done = task.part(EachPart.class).map(EachPart::task).orElse(task);
    return done.part(SyncPart.class).map(SyncPart::points).orElse(List.of());
  }

  private void check(String point, List<Integer> members, int parallel) {
    var first = members.getFirst();
    if (members.size() == 1 && tasks.get(first).part(EachPart.class).isEmpty()) {
      tell(first, point, "nobody else comes to the sync point", "name it at another task too");
      return;
    }
    if (members.size() > parallel) {
      tell(
          first,
          point,
          members.size() + " tasks meet, of which at most " + parallel + " run at once, at",
          "`limits.parallel` has to be at least " + members.size());
      return;
    }
    var meeting = new BitSet();
    members.forEach(meeting::set);
    var behind = new BitSet();
    behind.set(first);
    for (int i = first + 1; i <= members.getLast(); i++) {
      var needed =
          tasks.get(i).needs().stream().mapToInt(need -> need.index()).anyMatch(behind::get);
      if (needed && meeting.get(i)) {
        tell(
            i,
            point,
            "needs a task that waits for it at the sync point",
            "remove the need, or the point at one of the two");
        return;
      }
      if (needed || meeting.get(i)) {
        behind.set(i);
      }
    }
  }

  private void tell(int task, String point, String what, String hint) {
    problems.add(
        new Problem(
            Flaw.SYNC_POINT_UNREACHABLE,
            place(task),
            "task `" + tasks.get(task).name() + "`: " + what + " `" + point + "`",
            hint));
  }

  private Place place(int task) {
    return places.apply(tasks.get(task).name());
  }
}
