package dev.continuo.operation;

import dev.continuo.journal.Reader;
import dev.continuo.run.Run;
import dev.continuo.run.RunCommand;
import dev.continuo.task.Kind;
import dev.continuo.task.SecretPart;
import dev.continuo.task.Task;
import dev.continuo.task.TaskSpec;
import dev.continuo.task.TurnId;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a task may add to its own run: a bounded number of tasks, none of which gets a secret that
 * the task was not given itself.
 */
final class Additions {
  /** How large a run may become by the additions of its own tasks. */
  static final int TASKS_MAX = 10_000;

  private final Reader store;
  private final Access access;

  Additions(Reader store, Access access) {
    this.store = store;
    this.access = access;
  }

  /** Refuses a caller that may add nothing, before the plan is read. */
  void checkCaller(Who who) {
    if (who instanceof Who.Attempt(var turn)) {
      checkKind(task(turn));
    }
  }

  /** Refuses an addition that the caller may not make; a person may make any. */
  void check(Run run, RunCommand.Add more, Who who) {
    if (who instanceof Who.Attempt(var turn)) {
      // reading a plan takes time, in which the turn may have ended
      if (!access.holdsFence(turn)) {
        throw Problems.fenceLost(turn);
      }
      check(run, task(turn), more);
    }
  }

  private Task task(TurnId turn) {
    return store.task(turn.task()).orElseThrow(() -> Problems.noTask("" + turn.task()));
  }

  static void check(Run run, Task by, RunCommand.Add more) {
    checkKind(by);
    if (run.spec().work() + more.tasks().size() > TASKS_MAX) {
      throw Problems.forbidden(
          "run `%s`: has %d tasks, its own tasks may add to it up to %d"
              .formatted(run.id(), run.spec().work(), TASKS_MAX),
          "`continuo add` outside of a task has no such limit");
    }
    var others = handedOut(more.tasks());
    others.removeAll(given(by.spec()));
    if (!others.isEmpty()) {
      throw Problems.forbidden(
          "task `%s`: may not give away the secret `%s`, which it does not have itself"
              .formatted(by.spec().name(), others.first()),
          "give it to the task under `secrets`, or have a person add these tasks");
    }
  }

  /**
   * A check runs in the files of the task that it checks, so that task could act through it with
   * the secrets of the gate.
   */
  private static void checkKind(Task by) {
    if (by.spec().kind() != Kind.WORK) {
      throw Problems.forbidden(
          "task `%s`: is a check, which may not add tasks".formatted(by.spec().name()),
          "the task that it checks may add them");
    }
  }

  /** The secrets that the task's own processes have; those of its gates are not among them. */
  private static Set<String> given(TaskSpec spec) {
    return spec.part(SecretPart.class).map(part -> Set.copyOf(part.names())).orElse(Set.of());
  }

  /** The secrets that any process has which runs because of these tasks. */
  private static SortedSet<String> handedOut(List<TaskSpec> tasks) {
    var secrets = new TreeSet<String>();
    tasks.stream().map(TaskSpec::secrets).flatMap(Collection::stream).forEach(secrets::add);
    return secrets;
  }
}
