package dev.continuo.task;

import dev.continuo.engine.Command;
import java.util.List;

/** What can be wished of tasks. */
public sealed interface TaskCommand extends Command {
  /** Adds tasks to a run, the first at {@code first}, which must be the next free index. */
  record Submit(RunId run, int first, List<TaskSpec> specs) implements TaskCommand {
    public Submit {
      specs = List.copyOf(specs);
    }
  }

  /** Makes a task that has not started another one. */
  record Change(TaskId task, Revision revision) implements TaskCommand {}

  /**
   * Lets tasks queue whose START door is open, takes back those whose door has closed, and blocks
   * those whose needs can never be satisfied.
   */
  record Settle(List<TaskId> ready, List<TaskId> late, List<TaskId> hopeless)
      implements TaskCommand {
    public Settle {
      ready = List.copyOf(ready);
      late = List.copyOf(late);
      hopeless = List.copyOf(hopeless);
    }
  }

  /** Lets a task start that waits for a person. */
  record Launch(TaskId task) implements TaskCommand {}

  /** Somebody says what the condition of a task comes to. */
  record Decide(TaskId task, Choice choice) implements TaskCommand {}

  /** So many items of the group's list are there now, of as many as it has. */
  record Listed(TaskId group, int there, int count) implements TaskCommand {}

  /** Somebody says why the list of a group cannot be told. */
  record GiveUp(TaskId group, String reason) implements TaskCommand {}

  /** All items of the group have ended. */
  record Gather(TaskId group) implements TaskCommand {}

  /** Says whether what this attempt claims is what the task was to be done until. */
  record Assess(TaskId task, int attempt, Assessment assessment) implements TaskCommand {}

  /** Somebody answers the question of a task with the number of an option. */
  record Answer(TaskId task, int answer) implements TaskCommand {}

  record PutLatch(TaskId task, Latch latch) implements TaskCommand {}

  record OpenLatch(TaskId task, Latch latch) implements TaskCommand {}

  /** Of a FINISH latch: what was claimed is not so. */
  record BreakLatch(TaskId task, Latch latch, Remedy remedy) implements TaskCommand {}

  /** Starts a queued task; whoever says so knows that these leases are free. */
  record Start(TaskId task, List<Lease> leases) implements TaskCommand {
    public Start {
      leases = List.copyOf(leases);
    }

    public Start(TaskId task) {
      this(task, List.of());
    }
  }

  /** A worker says that a turn's process lives. */
  record ConfirmLaunch(TurnId turn, OsProcess process) implements TaskCommand {}

  /** A worker says that a turn's process has ended, or could not be started. */
  record EndTurn(TurnId turn, Exit exit) implements TaskCommand {}

  /**
   * The same of a turn that has ended as it should, and left open what only a person can decide.
   */
  record DoubtTurn(TurnId turn, Exit exit, String kind, String reason) implements TaskCommand {}

  /** The task has come to a point at which it meets others. */
  record Arrive(TaskId task, String point) implements TaskCommand {}

  /** A worker says that a turn is gone and left no word. */
  record LoseTurn(TurnId turn, String reason) implements TaskCommand {}

  /** A worker says that no process of an ended turn is alive. */
  record ConfirmSweep(TurnId turn) implements TaskCommand {}

  /** Freezes a running task; one that has not started keeps its place but does not start. */
  record Pause(TaskId task, String by) implements TaskCommand {}

  record Resume(TaskId task) implements TaskCommand {}

  record Cancel(TaskId task, String reason) implements TaskCommand {}

  /** Cancels a task unless it has ended or is ending: for those who clear up. */
  record Abandon(TaskId task, String reason) implements TaskCommand {}

  /** Ends the turn because the server is about to stop; the task goes on when it is back. */
  record Interrupt(TaskId task) implements TaskCommand {}

  /** Gives a task that ended badly, or waits to be retried, a new attempt now. */
  record Retry(TaskId task) implements TaskCommand {}

  record Wake(TaskId task) implements TaskCommand {}
}
