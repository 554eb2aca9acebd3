package dev.continuo.cli;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The batches of a run, as they follow from who needs whom. */
final class Batches {
  /**
   * What can be done at the same time.
   *
   * @param number of the first one 1
   * @param unlaunched whether it waits for somebody to launch it
   */
  record Batch(int number, List<TaskView> tasks, boolean unlaunched) {
    long complete() {
      return tasks.stream().filter(Batch::complete).count();
    }

    private static boolean complete(TaskView task) {
      return task.state().equals("succeeded") || task.state().equals("skipped");
    }

    private boolean blocked() {
      return tasks.stream().anyMatch(task -> task.state().equals("blocked"));
    }

    /** {@code Batch 1: 3/5 tasks complete (60%)} (SPEC S2-20), or that it is blocked. */
    String line() {
      var head = "Batch " + number + ": " + complete() + "/" + tasks.size();
      return blocked()
          ? head + " (blocked)"
          : head + " tasks complete (" + 100 * complete() / tasks.size() + "%)";
    }
  }

  private Batches() {}

  /**
   * The batches in their order. A task is one behind the last that it needs; what only holds others
   * together is in none, and makes those behind it no later than they are.
   *
   * @param tasks all of a run, each behind those that it needs
   */
  static List<Batch> of(Collection<TaskView> tasks) {
    var behind = new HashMap<String, Integer>();
    var members = new ArrayList<List<TaskView>>();
    var unlaunched = new HashMap<Integer, Boolean>();
    for (var task : tasks) {
      if (task.aside() && !task.sync()) {
        continue;
      }
      var number = number(task, behind);
      if (task.sync()) {
        behind.put(task.id(), number);
        unlaunched.put(number, task.unlaunched());
        continue;
      }
      behind.put(task.id(), number + 1);
      while (members.size() <= number) {
        members.add(new ArrayList<>());
      }
      members.get(number).add(task);
    }
    var batches = new ArrayList<Batch>();
    for (int i = 0; i < members.size(); i++) {
      batches.add(new Batch(i + 1, members.get(i), unlaunched.getOrDefault(i, false)));
    }
    return batches;
  }

  private static int number(TaskView task, Map<String, Integer> behind) {
    return task.needs().stream()
        .mapToInt(need -> behind.getOrDefault(need.task(), 0))
        .max()
        .orElse(0);
  }
}
