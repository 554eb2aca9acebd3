package dev.continuo.dispatch;

import dev.continuo.dispatch.DispatchReply.Reason;
import dev.continuo.engine.Moment;
import dev.continuo.run.RunState;
import dev.continuo.run.Runs;
import dev.continuo.task.Door;
import dev.continuo.task.JoinPart;
import dev.continuo.task.LatchOwner;
import dev.continuo.task.State;
import dev.continuo.task.State.Activity;
import dev.continuo.task.Task;
import dev.continuo.task.Tasks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.IntSupplier;

/** Says of every task why it stands where it stands. Derived at the moment of asking. */
final class Why {
  /** Of very many needs, the first are named and the rest counted. */
  private static final int NEEDS_NAMED_MAX = 10;

  private static final String SERVER_LIMIT = "`attempts` of the server (`continuo limit`)";

  private final Tasks tasks;
  private final Runs runs;
  private final Queue queue;
  private final Ledgers ledgers;
  private final IntSupplier limit;

  Why(Tasks tasks, Runs runs, Queue queue, Ledgers ledgers, IntSupplier limit) {
    this.tasks = tasks;
    this.runs = runs;
    this.queue = queue;
    this.ledgers = ledgers;
    this.limit = limit;
  }

  List<Reason> explain(Task task, Moment at) {
    return switch (task.state()) {
      case State.Pending(var backoff) -> pending(task, backoff.orElse(at.awake()), at);
      case State.Queued _ -> queued(task);
      case State.Running(var turn, var activity) -> List.of(running(turn, activity, at));
      case State.Paused(_, _, _, var by) ->
          List.of(new Reason("paused", "paused by " + by + ", `continuo resume` lets it go on"));
      case State.Suspended _ -> suspended(task);
      case State.Verifying _ -> latches(task, Door.FINISH);
      case State.Blocked(var kind, var reason) ->
          List.of(
              new Reason(
                  "blocked",
                  "blocked (" + kind + "): " + reason + "; `continuo retry` or `continuo cancel`"));
      case State.Succeeded _ -> List.of(new Reason("ended", "succeeded"));
      case State.Failed(var reason) -> List.of(new Reason("ended", "failed: " + reason));
      case State.Cancelled(var reason) -> List.of(new Reason("ended", "cancelled: " + reason));
      case State.Skipped(var reason) -> List.of(new Reason("ended", "skipped: " + reason));
    };
  }

  private List<Reason> pending(Task task, Duration backoffUntil, Moment at) {
    var reasons = new ArrayList<Reason>();
    var wait = backoffUntil.minus(at.awake());
    if (wait.isPositive()) {
      reasons.add(
          new Reason(
              "retry",
              "waits "
                  + (wait.toMillis() + 999) / 1000
                  + " s before retry "
                  + task.tally().failures()
                  + " of "
                  + task.spec().retries().max()));
    }
    needs(task, reasons);
    reasons.addAll(latches(task, Door.START));
    held(task, reasons);
    run(task, reasons);
    if (reasons.isEmpty()) {
      reasons.add(new Reason("settling", "about to be queued"));
    }
    return reasons;
  }

  private List<Reason> suspended(Task task) {
    var reasons = new ArrayList<>(latches(task, Door.RESUME));
    needs(task, reasons);
    reasons.addAll(latches(task, Door.START));
    held(task, reasons);
    if (reasons.isEmpty()) {
      reasons.add(new Reason("settling", "about to be queued for its next turn"));
    }
    return reasons;
  }

  private void needs(Task task, List<Reason> reasons) {
    var waiting = tasks.waiting(task.id());
    if (waiting == 0) {
      return;
    }
    var open =
        task.spec().needs().stream()
            .filter(need -> !tasks.satisfied(task, need))
            .map(need -> tasks.get(task.id().run().task(need.index())))
            .filter(Objects::nonNull)
            .limit(NEEDS_NAMED_MAX)
            .map(needed -> "`" + needed.spec().name() + "`, which is " + needed.state().word())
            .toList();
    if (task.spec().part(JoinPart.class).isPresent()) {
      reasons.add(new Reason("join", "waits for %d of: %s".formatted(waiting, both(open))));
      return;
    }
    open.forEach(needed -> reasons.add(new Reason("need", "waits for " + needed)));
    if (waiting > open.size()) {
      reasons.add(new Reason("need", "waits for " + (waiting - open.size()) + " more tasks"));
    }
  }

  private static String both(List<String> needed) {
    return String.join("; ", needed) + (needed.size() == NEEDS_NAMED_MAX ? " …" : "");
  }

  private List<Reason> latches(Task task, Door door) {
    return task.latches().stream()
        .filter(latch -> latch.door() == door)
        .map(latch -> new Reason(latch.owner(), sentence(tasks.explain(task, latch))))
        .toList();
  }

  private static String sentence(LatchOwner.Waiting waiting) {
    return "waits for "
        + waiting.reason()
        + (waiting.remedy().isEmpty() ? "" : "; " + waiting.remedy());
  }

  private static void held(Task task, List<Reason> reasons) {
    task.heldBy()
        .ifPresent(
            by ->
                reasons.add(
                    new Reason("held", "paused by " + by + ", `continuo resume` lets it start")));
  }

  private void run(Task task, List<Reason> reasons) {
    var run = runs.get(task.id().run());
    if (run == null) {
      return;
    }
    switch (run.state()) {
      case RunState.Running _ -> {}
      case RunState.Accepting(var next) ->
          reasons.add(
              new Reason(
                  "run_accepting",
                  "its run is being accepted, " + next + " of " + run.spec().total() + " tasks"));
      case RunState.Paused(var cause, var reason) ->
          reasons.add(
              new Reason("run_paused", "its run is paused: " + reason + "; " + remedy(cause)));
      case RunState.Ending(_, var reason, _) ->
          reasons.add(new Reason("run_ending", "its run is ending: " + reason));
      case RunState.Reopening _ -> reasons.add(new Reason("run_reopening", "its run is reopening"));
      case RunState.Ended _ -> reasons.add(new Reason("run_ended", "its run has ended"));
    }
  }

  private List<Reason> queued(Task task) {
    var reasons = new ArrayList<Reason>();
    held(task, reasons);
    run(task, reasons);
    task.unswept()
        .ifPresent(
            turn ->
                reasons.add(new Reason("sweep", "waits for the last processes of turn " + turn)));
    for (var claim : ledgers.claims(task)) {
      if (!ledgers.free(claim)) {
        reasons.add(
            new Reason(claim.account().ledger(), "waits for " + ledgers.explain(claim).text()));
      }
    }
    limits(task, reasons);
    if (reasons.isEmpty()) {
      reasons.add(new Reason("queue", "next in line"));
    }
    return reasons;
  }

  private void limits(Task task, List<Reason> reasons) {
    var run = runs.get(task.id().run());
    if (run != null && queue.used(run.id()) >= run.spec().parallel()) {
      reasons.add(full("run_limit", run.spec().limit().source(), run.spec().parallel(), task));
    }
    if (queue.used() >= limit.getAsInt()) {
      reasons.add(full("server_limit", SERVER_LIMIT, limit.getAsInt(), task));
    }
  }

  private Reason full(String code, String limit, int value, Task task) {
    return new Reason(
        code,
        "waits for a slot: "
            + limit
            + " is "
            + value
            + ", and "
            + queue.before(task.id())
            + " tasks are before it");
  }

  private static Reason running(State.Turn turn, Activity activity, Moment at) {
    return switch (activity) {
      case Activity.Starting _ -> new Reason("starting", "its process is being started");
      case Activity.Stopping(_, var reason) ->
          new Reason("stopping", "its process is being stopped: " + reason);
      case Activity.Working(var process) ->
          turn.deadline().isPresent()
              ? new Reason(
                  "running",
                  "process "
                      + process.pid()
                      + " runs, "
                      + Math.max(0, turn.deadline().get().minus(at.awake()).toSeconds())
                      + " s before its timeout")
              : new Reason("overdue", "process " + process.pid() + " runs past its timeout");
    };
  }

  private static String remedy(RunState.Cause cause) {
    return switch (cause) {
      case PERSON -> "`continuo resume` lets it go on";
      case FAILURE -> "`continuo retry` tries again, `continuo resume` goes on without it";
    };
  }
}
