package dev.continuo.plan;

import dev.continuo.launch.LaunchPart;
import dev.continuo.task.Need;
import dev.continuo.task.Part;
import dev.continuo.task.TaskSpec;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts tasks into batches that come one after the other: between two stands a sync point, which
 * waits for the end of all of the first and is needed by all of the second.
 */
final class Batches {
  private static final String NAME = "batch/";

  private Batches() {}

  /**
   * The tasks with sync points between them.
   *
   * @param tasks each behind all that it needs
   * @param first the index that the first of them will have
   */
  static List<TaskSpec> strict(List<TaskSpec> tasks, int first, Scheduling scheduling) {
    var moved = new int[tasks.size()];
    var batched = new ArrayList<TaskSpec>();
    var batches = batches(tasks, first);
    for (int number = 1; number <= batches.size(); number++) {
      var batch = batches.get(number - 1);
      var gate = first + batched.size();
      if (number > 1) {
        batched.add(sync(number, before(batches.get(number - 2), moved, first), scheduling));
      }
      for (int index : batch) {
        moved[index] = batched.size();
        batched.add(behind(tasks.get(index), moved, first, number > 1 ? gate : -1));
      }
    }
    return batched;
  }

  /**
   * The indexes of the tasks of each batch; a task is one batch behind the last that it needs. What
   * holds others together is in their last one.
   */
  private static List<List<Integer>> batches(List<TaskSpec> tasks, int first) {
    var number = new int[tasks.size()];
    var batches = new ArrayList<List<Integer>>();
    for (int i = 0; i < tasks.size(); i++) {
      var task = tasks.get(i);
      var further = task.joins() ? 0 : 1;
      for (var need : task.needs()) {
        if (need.index() >= first) {
          number[i] = Math.max(number[i], number[need.index() - first] + further);
        }
      }
      while (batches.size() <= number[i]) {
        batches.add(new ArrayList<>());
      }
      batches.get(number[i]).add(i);
    }
    return batches;
  }

  private static List<Need> before(List<Integer> batch, int[] moved, int first) {
    return batch.stream().map(index -> new Need(first + moved[index], Need.On.ENDED)).toList();
  }

  private static TaskSpec behind(TaskSpec task, int[] moved, int first, int gate) {
    var needs = new ArrayList<Need>();
    for (var need : task.needs()) {
      needs.add(
          need.index() < first ? need : new Need(first + moved[need.index() - first], need.on()));
    }
    if (gate >= 0 && !task.joins()) {
      needs.add(new Need(gate, Need.On.SUCCEEDED));
    }
    return task.needing(needs);
  }

  private static TaskSpec sync(int number, List<Need> needs, Scheduling scheduling) {
    List<Part> parts =
        scheduling == Scheduling.LAUNCHED_BATCHES ? List.of(new LaunchPart()) : List.of();
    return TaskSpec.sync(NAME + number, needs, parts);
  }
}
