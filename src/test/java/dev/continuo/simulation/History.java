package dev.continuo.simulation;

import dev.continuo.approval.ApprovalEvent;
import dev.continuo.dispatch.DispatchEvent;
import dev.continuo.dispatch.Limit;
import dev.continuo.engine.Event;
import dev.continuo.engine.Recorded;
import dev.continuo.engine.RequestEvent;
import dev.continuo.gate.GateEvent;
import dev.continuo.gate.GateId;
import dev.continuo.run.RunEvent;
import dev.continuo.run.RunLimit;
import dev.continuo.run.RunSpec;
import dev.continuo.run.RunState;
import dev.continuo.task.Door;
import dev.continuo.task.JoinPart;
import dev.continuo.task.Kind;
import dev.continuo.task.Lease;
import dev.continuo.task.Need;
import dev.continuo.task.Outcome;
import dev.continuo.task.RunId;
import dev.continuo.task.State;
import dev.continuo.task.TaskEvent;
import dev.continuo.task.TaskId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the committed log says, read event by event into a model of its own. It shares the events
 * with the engine and nothing else, so that the engine's indexes are not judged by themselves.
 */
final class History {
  /** Where a run stands. */
  enum Stand {
    ACCEPTING,
    RUNNING,
    PAUSED,
    ENDING,
    REOPENING,
    ENDED
  }

  /** A run as the log tells it. */
  static final class SeenRun {
    final RunId id;
    RunSpec spec;
    final List<Seen> tasks = new ArrayList<>();
    Stand stand = Stand.ACCEPTING;
    Stand then = Stand.RUNNING;
    int alive;

    SeenRun(RunId id, RunSpec spec) {
      this.id = id;
      this.spec = spec;
    }

    /** The run with other figures. */
    void counts(int parallel, int total, int syncs) {
      spec =
          new RunSpec(
              spec.name(),
              spec.project(),
              spec.inputs(),
              spec.env(),
              spec.plan(),
              new RunLimit(parallel, spec.limit().source()),
              spec.onFailure(),
              total,
              syncs);
    }
  }

  /** One value of one account, whatever it was given for. */
  record Share(String ledger, String key, String value) {
    static Share of(Lease lease) {
      return new Share(lease.ledger(), lease.key(), lease.value());
    }
  }

  /** Who has it, and since which attempt. */
  record Held(Seen task, int attempt, Lease.Until until) {}

  /** The claim that a check was started for. */
  record Claim(GateId gate, int attempt) {}

  final Map<RunId, SeenRun> runs = new TreeMap<>();
  final Map<TaskId, Seen> tasks = new LinkedHashMap<>();
  final Map<TaskId, Claim> checks = new HashMap<>();

  /** Which living or unswept tasks have each lock. */
  final Map<String, List<Seen>> locks = new HashMap<>();

  /** Which task has each value of each pool. */
  final Map<Share, Held> leases = new HashMap<>();

  /** When each idempotency key was answered. */
  final Map<String, List<Instant>> answered = new TreeMap<>();

  /** How many runs each plan became. */
  final Map<String, Integer> submissions = new HashMap<>();

  int alive;
  int limit = Limit.ATTEMPTS_DEFAULT;
  long head;
  Instant wall = Instant.EPOCH;

  Seen task(TaskId id) {
    var task = tasks.get(id);
    if (task == null) {
      throw new Invariant.Violation(Invariant.NO_BUG, "the log speaks of an unknown task " + id);
    }
    return task;
  }

  SeenRun run(RunId id) {
    var run = runs.get(id);
    if (run == null) {
      throw new Invariant.Violation(Invariant.NO_BUG, "the log speaks of an unknown run " + id);
    }
    return run;
  }

  @Nullable Seen needed(Seen task, int index) {
    return tasks.get(task.id.run().task(index));
  }

  /** What came of the list of a group. */
  Stream<Seen> items(Seen group) {
    return run(group.id.run()).tasks.stream()
        .filter(task -> task.spec.kind() == Kind.WORK)
        .filter(task -> task.spec.subject().equals(Optional.of(group.id)));
  }

  /** Whether enough of the task's needs are satisfied. */
  boolean met(Seen task) {
    var needs = task.spec.needs();
    var enough = task.spec.part(JoinPart.class).map(JoinPart::atLeast).orElse(needs.size());
    return needs.stream().filter(need -> satisfied(task, need)).count()
        >= Math.min(enough, needs.size());
  }

  boolean satisfied(Seen task, Need need) {
    var needed = needed(task, need.index());
    return needed != null
        && (need.on() == Need.On.ENDED ? needed.stand.ended() : needed.done())
        && (task.spec.part(JoinPart.class).isEmpty() || !needed.leftOut());
  }

  void apply(Recorded recorded) {
    head = recorded.sequence();
    wall = recorded.wall();
    Event event = recorded.event();
    switch (event) {
      case TaskEvent.Submitted(var id, var spec) -> {
        var task = new Seen(id, spec);
        tasks.put(id, task);
        run(id.run()).tasks.add(task);
      }
      case TaskEvent of -> {
        var task = task(of.task());
        task.again = of instanceof TaskEvent.TurnForfeited || (task.again && !moves(of));
        apply(of, task);
        release(task);
      }
      case RunEvent.Submitted(var id, var spec) -> {
        runs.put(id, new SeenRun(id, spec));
        submissions.merge(spec.name(), 1, Integer::sum);
      }
      case RunEvent of -> apply(of, run(of.run()));
      case GateEvent.CheckStarted(var gate, _, var attempt, var check) ->
          checks.put(check, new Claim(gate, attempt));
      case GateEvent.Passed(var gate, _) -> task(gate.task()).passed.add(gate.index());
      case GateEvent.Warned(var gate, _, _) -> task(gate.task()).warned.add(gate.index());
      case ApprovalEvent of -> apply(of, task(of.approval().task()));
      case DispatchEvent.LimitSet(_, var value) -> limit = value;
      case RequestEvent.Answered(var key, _, _) ->
          answered.computeIfAbsent(key, _ -> new ArrayList<>()).add(recorded.wall());
      default -> {}
    }
  }

  private static void apply(ApprovalEvent event, Seen task) {
    var door = event.approval().door();
    switch (event) {
      case ApprovalEvent.Asked asked -> task.approvals.put(door, asked.round());
      case ApprovalEvent.Approved _ -> {
        task.approvals.remove(door);
        task.approved.add(door);
      }
      case ApprovalEvent.Rejected _, ApprovalEvent.Expired _, ApprovalEvent.Withdrawn _ ->
          task.approvals.remove(door);
    }
  }

  /** Whether a task that was to have another turn of its attempt is elsewhere now. */
  private static boolean moves(TaskEvent event) {
    return !(event instanceof TaskEvent.Swept
        || event instanceof TaskEvent.Held
        || event instanceof TaskEvent.Released
        || event instanceof TaskEvent.LatchPut
        || event instanceof TaskEvent.LatchOpened);
  }

  private static void apply(RunEvent event, SeenRun run) {
    switch (event) {
      case RunEvent.Opened _, RunEvent.Resumed _ -> run.stand = Stand.RUNNING;
      case RunEvent.Paused _ -> run.stand = Stand.PAUSED;
      case RunEvent.EndRequested _ -> run.stand = Stand.ENDING;
      case RunEvent.ReopenRequested(_, _, var then) -> {
        run.stand = Stand.REOPENING;
        run.then = then instanceof RunState.Paused ? Stand.PAUSED : Stand.RUNNING;
      }
      case RunEvent.Reopened _ -> run.stand = run.then;
      case RunEvent.Ended _ -> run.stand = Stand.ENDED;
      case RunEvent.Extended(_, _, var count, var syncs) ->
          run.counts(run.spec.parallel(), run.spec.total() + count, run.spec.syncs() + syncs);
      case RunEvent.ParallelSet(_, var parallel) ->
          run.counts(parallel, run.spec.total(), run.spec.syncs());
      case RunEvent.Submitted _, RunEvent.Fed _ -> {}
      case RunEvent.EndAdvanced _, RunEvent.ReopenAdvanced _ -> {}
    }
  }

  private void apply(TaskEvent event, Seen task) {
    switch (event) {
      case TaskEvent.Submitted _, TaskEvent.Launched _, TaskEvent.Overdue _ -> {}
      case TaskEvent.Changed(_, var revision) -> task.revise(revision);
      case TaskEvent.Assigned _ -> task.answered = true;
      case TaskEvent.LatchPut(_, var latch) -> task.latches.add(latch);
      case TaskEvent.LatchOpened(_, var latch) -> task.latches.remove(latch);
      case TaskEvent.LatchWithdrawn(_, var latch) -> task.latches.remove(latch);
      case TaskEvent.Queued(_, _, var next) -> {
        task.stand = Seen.Stand.QUEUED;
        task.resumes = next == State.Next.TURN;
      }
      case TaskEvent.Dequeued _ -> {
        if (task.resumes) {
          task.stand = Seen.Stand.SUSPENDED;
        } else {
          waits(task, false);
        }
      }
      case TaskEvent.Suspended _ -> task.stand = Seen.Stand.SUSPENDED;
      case TaskEvent.Reworked _ -> anew(task);
      case TaskEvent.Reopened _ -> {
        task.held = false;
        task.approved.clear();
        anew(task);
      }
      case TaskEvent.RetryPlanned _ -> waits(task, true);
      case TaskEvent.BackoffEnded _ -> waits(task, false);
      case TaskEvent.Started started -> started(started, task);
      case TaskEvent.StopRequested _, TaskEvent.Resumed _ -> task.stand = Seen.Stand.RUNNING;
      case TaskEvent.Paused _ -> task.stand = Seen.Stand.PAUSED;
      case TaskEvent.Held _ -> task.held = true;
      case TaskEvent.Released _ -> task.held = false;
      case TaskEvent.TurnEnded ended -> ended(ended, task);
      case TaskEvent.Swept _ -> task.unswept = null;
      case TaskEvent.Claimed(_, var attempt, var result) -> {
        task.stand = Seen.Stand.VERIFYING;
        task.claimed = attempt;
        task.result = result;
        task.passed.clear();
        task.warned.clear();
        task.approved.remove(Door.FINISH);
      }
      case TaskEvent.TurnForfeited _ -> {
        task.stand = Seen.Stand.QUEUED;
        task.resumes = true;
      }
      case TaskEvent.Blocked _ -> task.stand = Seen.Stand.BLOCKED;
      case TaskEvent.Succeeded _ -> task.stand = Seen.Stand.SUCCEEDED;
      case TaskEvent.Failed _ -> task.stand = Seen.Stand.FAILED;
      case TaskEvent.Cancelled _ -> task.stand = Seen.Stand.CANCELLED;
      case TaskEvent.Skipped _ -> task.stand = Seen.Stand.SKIPPED;
    }
  }

  /** The next attempt waits for nothing that this one waited for between its turns. */
  private static void anew(Seen task) {
    task.latches.removeIf(latch -> latch.door() == Door.RESUME);
    waits(task, false);
  }

  private static void waits(Seen task, boolean backoff) {
    task.stand = Seen.Stand.PENDING;
    task.backoff = backoff;
  }

  private void started(TaskEvent.Started started, Seen task) {
    if (!task.holdsLocks()) {
      task.spec
          .locks()
          .forEach(lock -> locks.computeIfAbsent(lock, _ -> new ArrayList<>()).add(task));
    }
    if (task.turn == null) {
      alive++;
      run(task.id.run()).alive++;
    }
    started
        .leases()
        .forEach(
            lease ->
                leases.put(
                    Share.of(lease), new Held(task, started.turn().attempt(), lease.until())));
    task.stand = Seen.Stand.RUNNING;
    task.turn = started.turn();
    task.fence = started.turn().fence();
    task.attempt = started.turn().attempt();
  }

  private void ended(TaskEvent.TurnEnded ended, Seen task) {
    alive--;
    run(task.id.run()).alive--;
    task.turn = null;
    task.unswept = ended.turn();
    if (ended.outcome() == Outcome.LOST) {
      task.result = dev.continuo.task.Result.NONE;
    }
  }

  private void release(Seen task) {
    if (!task.holdsLocks()) {
      locks.values().forEach(holders -> holders.remove(task));
      leases
          .values()
          .removeIf(
              held ->
                  held.task().equals(task)
                      && (held.until() == Lease.Until.SWEPT || !task.attempting()));
    }
  }
}
