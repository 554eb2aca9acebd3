package dev.continuo.task;

import static dev.continuo.engine.Decision.accept;

import dev.continuo.engine.Decision;
import dev.continuo.engine.Moment;
import dev.continuo.task.State.Activity;
import dev.continuo.task.State.Why;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What follows from the end of a turn. */
final class Endings {
  private Endings() {}

  /** The turn's process has ended, or could not be started. */
  static Decision ended(Task task, TurnId turn, Exit exit, Moment at) {
    var outcome =
        stopping(task)
            .map(stopping -> stopped(stopping.why()))
            .orElse(exit.clean() ? Outcome.SUCCEEDED : Outcome.FAILED);
    var over = new TaskEvent.TurnEnded(task.id(), turn, outcome, exit);
    return switch (outcome) {
      case SUCCEEDED -> claimed(task, over);
      case FAILED -> failed(task, over, exit.detail(), at);
      case TIMED_OUT ->
          failed(
              task, over, "timed out after " + Durations.words(task.spec().timeout().after()), at);
      case CANCELLED -> accept(over, cancelled(task));
      case INTERRUPTED, LOST -> accept(over, new TaskEvent.TurnForfeited(task.id(), outcome));
      case SUSPENDED -> throw new IllegalStateException("bug: no exit says that a turn waits");
    };
  }

  /** The turn is gone and left no word: nobody's failure, but not without end. */
  static Decision lost(Task task, TurnId turn, String reason) {
    var exit = new Exit(false, reason, Result.NONE, Text.EMPTY);
    var over = new TaskEvent.TurnEnded(task.id(), turn, Outcome.LOST, exit);
    if (stopping(task).filter(stopping -> stopping.why() == Why.CANCEL).isPresent()) {
      return accept(over, cancelled(task));
    }
    return task.tally().losses() < Retries.LOSSES_MAX
        ? accept(over, new TaskEvent.TurnForfeited(task.id(), Outcome.LOST))
        : accept(
            over,
            new TaskEvent.Failed(
                task.id(), "lost " + (task.tally().losses() + 1) + " times: " + reason));
  }

  /** What the turn left is not enough to go on; one that was being stopped is stopped. */
  static Decision doubted(Task task, TurnId turn, Exit exit, Remedy.Block block, Moment at) {
    return stopping(task).isPresent()
        ? ended(task, turn, exit, at)
        : accept(
            new TaskEvent.TurnEnded(task.id(), turn, Outcome.SUCCEEDED, exit),
            new TaskEvent.Blocked(task.id(), block.kind(), block.reason()));
  }

  /** The turn has ended in order to wait; one that was being stopped is stopped. */
  static Decision suspended(Task task, TurnId turn, Exit exit, List<Latch> latches, Moment at) {
    if (stopping(task).isPresent()) {
      return ended(task, turn, exit, at);
    }
    var events = new ArrayList<TaskEvent>();
    events.add(new TaskEvent.TurnEnded(task.id(), turn, Outcome.SUSPENDED, exit));
    events.add(new TaskEvent.Suspended(task.id(), spent(task, at)));
    latches.forEach(latch -> events.add(new TaskEvent.LatchPut(task.id(), latch)));
    return accept(events);
  }

  /** How much of its timeout the attempt has used; all of it once somebody was told so. */
  private static Duration spent(Task task, Moment at) {
    var left =
        task.state() instanceof State.Paused(_, _, var kept, _)
            ? kept
            : task.turn().flatMap(State.Turn::deadline).map(end -> end.minus(at.awake()));
    return task.spec().timeout().spent(left);
  }

  private static Decision claimed(Task task, TaskEvent.TurnEnded over) {
    var claimed = new TaskEvent.Claimed(task.id(), over.turn().attempt(), over.exit().result());
    return task.closed(Door.FINISH)
        ? accept(over, claimed)
        : accept(over, claimed, new TaskEvent.Succeeded(task.id()));
  }

  private static Decision failed(Task task, TaskEvent.TurnEnded over, String reason, Moment at) {
    var retry = task.tally().failures() + 1;
    var retries = task.spec().retries();
    if (retry > retries.max()) {
      return accept(over, new TaskEvent.Failed(task.id(), reason));
    }
    var wait = retries.before(retry, at.seed() ^ task.id().value());
    return accept(over, new TaskEvent.RetryPlanned(task.id(), at.awake().plus(wait), wait));
  }

  private static Outcome stopped(Why why) {
    return switch (why) {
      case TIMEOUT -> Outcome.TIMED_OUT;
      case CANCEL -> Outcome.CANCELLED;
      case SHUTDOWN -> Outcome.INTERRUPTED;
    };
  }

  /** The wish was granted before; its reason is that of the end. */
  private static TaskEvent.Cancelled cancelled(Task task) {
    return new TaskEvent.Cancelled(
        task.id(), stopping(task).map(Activity.Stopping::reason).orElse("cancelled"));
  }

  private static Optional<Activity.Stopping> stopping(Task task) {
    return task.state() instanceof State.Running(_, Activity.Stopping stopping)
        ? Optional.of(stopping)
        : Optional.empty();
  }
}
