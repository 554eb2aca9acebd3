package dev.continuo.cli;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * What is said of a run whose slots, {@code limits.parallel} of them, are all taken while tasks
 * wait for one.
 */
final class Slots {
  private Slots() {}

  /**
   * Nothing while a slot is free, or while the run starts nothing for another reason.
   *
   * @param tasks all of the run, each behind those that it needs
   */
  static List<String> lines(RunView run, Collection<TaskView> tasks) {
    var taken = tasks.stream().filter(task -> task.state().equals("running")).count();
    var queued = tasks.stream().filter(Slots::queued).count();
    if (!run.state().equals("running") || taken < run.parallel() || queued == 0) {
      return List.of();
    }
    var lines = new ArrayList<String>();
    lines.add(
        tasks(taken, "") + " in progress (max). Queueing " + tasks(queued, "additional ") + ".");
    for (var batch : Batches.of(tasks)) {
      var waiting = batch.tasks().stream().filter(Slots::queued).count();
      if (waiting > 0) {
        lines.add(subBatch(batch, waiting));
      }
    }
    return lines;
  }

  /** What waits of a batch is its second part when the first has begun, and all of it if not. */
  private static String subBatch(Batches.Batch batch, long waiting) {
    var name =
        waiting < batch.tasks().size()
            ? "Sub-batch " + batch.number() + "b"
            : "Batch " + batch.number();
    return name + " queued (" + tasks(waiting, "") + " waiting for slots)";
  }

  /** A task that is held waits for a person. */
  private static boolean queued(TaskView task) {
    return !task.aside() && task.state().equals("queued") && task.text("heldBy").isEmpty();
  }

  private static String tasks(long count, String which) {
    return count + " " + which + (count == 1 ? "task" : "tasks");
  }
}
