package dev.continuo.delivery;

import dev.continuo.approval.ApprovalEvent;
import dev.continuo.run.RunEvent;
import dev.continuo.run.Runs;
import dev.continuo.task.Door;
import dev.continuo.task.Kind;
import dev.continuo.task.Mover;
import dev.continuo.task.Task;
import dev.continuo.task.TaskEvent;
import dev.continuo.task.TaskId;
import dev.continuo.task.Tasks;
import dev.continuo.task.Text;
import java.util.Locale;
import java.util.Optional;

/** Says which events of runs and tasks are facts that a receiver can be told. */
final class FactSource {
  private final Tasks tasks;
  private final Runs runs;

  FactSource(Tasks tasks, Runs runs) {
    this.tasks = tasks;
    this.runs = runs;
  }

  Optional<Fact> of(RunEvent.Ended event) {
    var run = runs.get(event.run());
    return Optional.of(
        new Fact(
            Fact.Kind.RUN_ENDED,
            event.run(),
            Optional.empty(),
            run == null ? "" : run.spec().name(),
            event.verdict().name().toLowerCase(Locale.ROOT),
            Text.EMPTY,
            event.reason()));
  }

  Optional<Fact> of(TaskEvent.Succeeded event) {
    return work(event.task())
        .map(task -> fact(Fact.Kind.TASK_SUCCEEDED, task, task.result().json(), ""));
  }

  Optional<Fact> of(TaskEvent.Failed event) {
    return work(event.task())
        .map(task -> fact(Fact.Kind.TASK_FAILED, task, Text.EMPTY, event.reason()));
  }

  Optional<Fact> of(TaskEvent.Blocked event) {
    return work(event.task()).map(task -> waits(task, event.reason()));
  }

  /** Only where nothing else keeps the task: a latch may close long before it stands there. */
  Optional<Fact> of(TaskEvent.LatchPut event) {
    var latch = event.latch();
    var stands =
        switch (latch.door()) {
          case START -> tasks.waiting(event.task()) == 0;
          case RESUME -> true;
          case FINISH -> false;
        };
    return latch.mover() == Mover.PERSON && stands
        ? work(event.task())
            .map(task -> waits(task, "waits for " + tasks.explain(task, latch).reason()))
        : Optional.empty();
  }

  /** At the START door the latch itself says it. */
  Optional<Fact> of(ApprovalEvent.Asked event) {
    return event.approval().door() == Door.FINISH
        ? work(event.approval().task())
            .map(task -> waits(task, "waits for an approval of its work"))
        : Optional.empty();
  }

  private static Fact waits(Task task, String reason) {
    return fact(Fact.Kind.TASK_WAITS, task, Text.EMPTY, reason);
  }

  private static Fact fact(Fact.Kind kind, Task task, Text result, String reason) {
    return new Fact(
        kind,
        task.id().run(),
        Optional.of(task.id()),
        task.spec().name(),
        task.state().word(),
        result,
        reason);
  }

  /** Checks and sync points are told by the tasks that they are there for. */
  private Optional<Task> work(TaskId id) {
    return Optional.ofNullable(tasks.get(id)).filter(task -> task.spec().kind() == Kind.WORK);
  }
}
