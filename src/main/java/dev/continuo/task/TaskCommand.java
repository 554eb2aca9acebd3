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

  /** Gives a task its work, with the part that says why it is this. */
  record Assign(TaskId task, Work work, Part part) implements TaskCommand {}

  record PutLatch(TaskId task, Latch latch) implements TaskCommand {}

  record OpenLatch(TaskId task, Latch latch) implements TaskCommand {}

  /** Takes a latch away that never opened; its owner may put it again. */
  record WithdrawLatch(TaskId task, Latch latch) implements TaskCommand {}

  /** What the task waits for at this door will not come; the remedy says what follows. */
  record BreakLatch(TaskId task, Latch latch, Remedy remedy) implements TaskCommand {}

  /** Starts a queued task on this worker; whoever says so knows that these leases are free. */
  record Start(TaskId task, List<Lease> leases, String worker) implements TaskCommand {
    public Start {
      leases = List.copyOf(leases);
    }

    public Start(TaskId task) {
      this(task, List.of(), State.Turn.LOCAL);
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

  /**
   * A turn has ended in order to wait for these latches, which are at the RESUME door. When they
   * and all others there are open, the attempt gets another turn.
   */
  record SuspendTurn(TurnId turn, Exit exit, List<Latch> latches) implements TaskCommand {
    public SuspendTurn {
      latches = List.copyOf(latches);
      if (latches.stream().anyMatch(latch -> latch.door() != Door.RESUME)) {
        throw new IllegalArgumentException("suspended for " + latches);
      }
    }
  }

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
