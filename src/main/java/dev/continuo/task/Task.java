package dev.continuo.task;

import dev.continuo.engine.Due;
import dev.continuo.engine.Effect;
import dev.continuo.engine.Row;
import dev.continuo.task.State.Activity;
import dev.continuo.task.TaskEffect.Desired;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A task as it stands: its row.
 *
 * @param latches those that are closed
 * @param opened the owners of which a START latch was opened since the task was submitted or
 *     reopened, sorted
 * @param attempt the number of the newest attempt; 0 before the first
 * @param fence the fence of the newest turn; 0 before the first
 * @param unswept the ended turn whose processes may still be alive; it keeps locks and workspace
 * @param leases what it was given for its newest turn or attempt, as long as it has it
 * @param heldBy who paused the task before it started
 * @param result of the newest claim, or of the earlier run that did the work
 * @param findings of the check that sent the task back, for its next attempt
 * @param turns those that ended, the newest last, at most {@link #TURNS_KEPT}
 */
public record Task(
    TaskId id,
    TaskSpec spec,
    State state,
    Instant since,
    List<Latch> latches,
    List<String> opened,
    Tally tally,
    int attempt,
    int fence,
    Optional<TurnId> unswept,
    List<Lease> leases,
    Optional<String> heldBy,
    Result result,
    Text findings,
    List<EndedTurn> turns,
    Instant submitted)
    implements Row {
  /** Older turns are in the log alone. */
  public static final int TURNS_KEPT = 20;

  public Task {
    latches = List.copyOf(latches);
    opened = List.copyOf(opened);
    leases = List.copyOf(leases);
    turns = List.copyOf(turns);
  }

  static Task submitted(TaskId id, TaskSpec spec, Instant when) {
    return new Task(
        id,
        spec,
        new State.Pending(Optional.empty()),
        when,
        List.of(),
        List.of(),
        Tally.ZERO,
        0,
        0,
        Optional.empty(),
        List.of(),
        Optional.empty(),
        spec.part(TakenOver.class).map(TakenOver::result).orElse(Result.NONE),
        Text.EMPTY,
        List.of(),
        when);
  }

  @Override
  public Due due() {
    return switch (state) {
      case State.Pending(var backoff) -> backoff.<Due>map(Due.Awake::new).orElse(Due.NEVER);
      case State.Running(_, Activity.Stopping _) -> Due.NEVER;
      case State.Running(var turn, _) -> turn.deadline().<Due>map(Due.Awake::new).orElse(Due.NEVER);
      case State.Queued _, State.Paused _, State.Suspended _ -> Due.NEVER;
      case State.Verifying _, State.Blocked _ -> Due.NEVER;
      case State.Succeeded _, State.Failed _, State.Cancelled _, State.Skipped _ -> Due.NEVER;
    };
  }

  @Override
  public List<Effect> wants() {
    var wants = new ArrayList<Effect>(1);
    unswept.ifPresent(turn -> wants.add(new TaskEffect.Keep(turn, Desired.SWEPT)));
    switch (state) {
      case State.Running(var turn, Activity.Stopping _) ->
          wants.add(new TaskEffect.Keep(turn.id(), Desired.STOPPED));
      case State.Running(var turn, _) -> wants.add(new TaskEffect.Keep(turn.id(), Desired.RUNNING));
      case State.Paused(var turn, _, _, _) ->
          wants.add(new TaskEffect.Keep(turn.id(), Desired.FROZEN));
      case State.Pending _ -> resolve(Door.START, wants);
      case State.Suspended _ -> resolve(Door.RESUME, wants);
      case State.Verifying _ -> resolve(Door.FINISH, wants);
      case State.Queued _, State.Blocked _ -> {}
      case State.Succeeded _, State.Failed _, State.Cancelled _, State.Skipped _ -> {}
    }
    return wants;
  }

  private void resolve(Door door, List<Effect> wants) {
    for (var latch : latches) {
      if (latch.door() == door && latch.mover() == Mover.PROCESS) {
        wants.add(new TaskEffect.Resolve(id, attempt, latch));
      }
    }
  }

  /** What is over but not yet swept still matters, whatever became of its run. */
  @Override
  public boolean live() {
    return unswept.isPresent();
  }

  /** The turn that holds the fence: it runs, stands still or is being stopped. */
  public Optional<State.Turn> turn() {
    return switch (state) {
      case State.Running(var turn, _) -> Optional.of(turn);
      case State.Paused(var turn, _, _, _) -> Optional.of(turn);
      case State.Pending _, State.Queued _, State.Suspended _ -> Optional.empty();
      case State.Verifying _, State.Blocked _ -> Optional.empty();
      case State.Succeeded _, State.Failed _, State.Cancelled _, State.Skipped _ ->
          Optional.empty();
    };
  }

  /** What its next turn has as well, so that it claims none of it again. */
  public List<Lease> carried() {
    return leases.isEmpty() || !attempting()
        ? List.of()
        : leases.stream().filter(lease -> lease.until() == Lease.Until.VERIFIED).toList();
  }

  /** Without the shares that are over in the state that it has come to. */
  Task released() {
    if (leases.isEmpty() || turn().isPresent() || unswept.isPresent()) {
      return this;
    }
    var carried = carried();
    return carried.equals(leases) ? this : having(carried);
  }

  /** Whether its newest attempt goes on, though no turn of it may run. */
  private boolean attempting() {
    return switch (state) {
      case State.Running _, State.Paused _, State.Suspended _, State.Verifying _ -> true;
      case State.Queued(_, _, var next) -> next == State.Next.TURN;
      case State.Pending _, State.Blocked _ -> false;
      case State.Succeeded _, State.Failed _, State.Cancelled _, State.Skipped _ -> false;
    };
  }

  /** The latches that keep the door shut. */
  public List<Latch> latches(Door door) {
    return latches.stream().filter(latch -> latch.door() == door).toList();
  }

  /** Whether a latch keeps the door shut. */
  public boolean closed(Door door) {
    for (var latch : latches) {
      if (latch.door() == door) {
        return true;
      }
    }
    return false;
  }

  Task in(State next, Instant when) {
    return new Task(
        id, spec, next, when, latches, opened, tally, attempt, fence, unswept, leases, heldBy,
        result, findings, turns, submitted);
  }

  Task revised(Revision by) {
    return with(spec.revised(by));
  }

  Task assigned(Work work, Part part) {
    return with(spec.assigned(work, part));
  }

  private Task with(TaskSpec now) {
    return new Task(
        id, now, state, since, latches, opened, tally, attempt, fence, unswept, leases, heldBy,
        result, findings, turns, submitted);
  }

  Task doing(Activity activity) {
    return switch (state) {
      case State.Running(var turn, _) -> in(new State.Running(turn, activity), since);
      case State.Paused(var turn, _, var left, var by) ->
          in(new State.Paused(turn, activity, left, by), since);
      case State.Pending _, State.Queued _, State.Suspended _ -> impossible();
      case State.Verifying _, State.Blocked _ -> impossible();
      case State.Succeeded _, State.Failed _, State.Cancelled _, State.Skipped _ -> impossible();
    };
  }

  Task overdue() {
    return state instanceof State.Running(var turn, var activity)
        ? in(new State.Running(turn.until(Optional.empty()), activity), since)
        : impossible();
  }

  Task paused(Optional<Duration> left, String by, Instant when) {
    return state instanceof State.Running(var turn, var activity)
        ? in(new State.Paused(turn, activity, left, by), when)
        : impossible();
  }

  Task resumed(Optional<Duration> deadline, Instant when) {
    return state instanceof State.Paused(var turn, var activity, _, _)
        ? in(new State.Running(turn.until(deadline), activity), when)
        : impossible();
  }

  private Task impossible() {
    throw new IllegalStateException("bug: corrupt history, task " + id + " is " + state.word());
  }

  Task latched(Latch latch) {
    var more = new ArrayList<>(latches);
    more.add(latch);
    return having(more, opened);
  }

  Task opened(Latch latch) {
    if (latch.door() != Door.START || opened.contains(latch.owner())) {
      return without(latch);
    }
    var more = new TreeSet<>(opened);
    more.add(latch.owner());
    return having(without(latch).latches, List.copyOf(more));
  }

  Task without(Latch latch) {
    return having(latches.stream().filter(other -> !other.equals(latch)).toList(), opened);
  }

  /** A new attempt waits for nothing that an earlier one waited for between its turns. */
  Task begunAnew() {
    return having(latches.stream().filter(latch -> latch.door() != Door.RESUME).toList(), opened);
  }

  /** From now on all owners have a say again before its start. */
  Task unopened() {
    return having(latches, List.of());
  }

  /** An attempt that has begun waits between its turns, any other before its start. */
  Task dequeued(Instant when) {
    return in(resumes() ? new State.Suspended() : new State.Pending(Optional.empty()), when);
  }

  /** Whether what is queued, or waits for its queueing, is another turn of an attempt. */
  boolean resumes() {
    return state instanceof State.Suspended
        || (state instanceof State.Queued(_, _, var next)
            && next == State.Next.TURN
            && attempt > 0);
  }

  private Task having(List<Latch> now, List<String> opened) {
    return new Task(
        id, spec, state, since, now, opened, tally, attempt, fence, unswept, leases, heldBy, result,
        findings, turns, submitted);
  }

  Task counted(Tally now) {
    return new Task(
        id, spec, state, since, latches, opened, now, attempt, fence, unswept, leases, heldBy,
        result, findings, turns, submitted);
  }

  Task started(TurnId turn, List<Lease> granted) {
    return new Task(
        id,
        spec,
        state,
        since,
        latches,
        opened,
        tally,
        turn.attempt(),
        turn.fence(),
        unswept,
        granted,
        heldBy,
        result,
        findings,
        turns,
        submitted);
  }

  Task swept() {
    return new Task(
        id,
        spec,
        state,
        since,
        latches,
        opened,
        tally,
        attempt,
        fence,
        Optional.empty(),
        leases,
        heldBy,
        result,
        findings,
        turns,
        submitted);
  }

  private Task having(List<Lease> now) {
    return new Task(
        id, spec, state, since, latches, opened, tally, attempt, fence, unswept, now, heldBy,
        result, findings, turns, submitted);
  }

  Task held(Optional<String> by) {
    return new Task(
        id, spec, state, since, latches, opened, tally, attempt, fence, unswept, leases, by, result,
        findings, turns, submitted);
  }

  Task with(Result now) {
    return new Task(
        id, spec, state, since, latches, opened, tally, attempt, fence, unswept, leases, heldBy,
        now, findings, turns, submitted);
  }

  Task with(Text now) {
    return new Task(
        id, spec, state, since, latches, opened, tally, attempt, fence, unswept, leases, heldBy,
        result, now, turns, submitted);
  }

  Task after(EndedTurn ended) {
    var kept = new ArrayList<>(turns);
    kept.add(ended);
    var newest = kept.subList(Math.max(0, kept.size() - TURNS_KEPT), kept.size());
    return new Task(
        id,
        spec,
        state,
        since,
        latches,
        opened,
        tally,
        attempt,
        fence,
        Optional.of(ended.id()),
        leases,
        heldBy,
        result,
        findings,
        newest,
        submitted);
  }
}
