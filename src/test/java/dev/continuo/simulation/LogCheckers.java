package dev.continuo.simulation;

import dev.continuo.approval.ApprovalEvent;
import dev.continuo.condition.FollowsPart;
import dev.continuo.engine.Actor;
import dev.continuo.engine.Recorded;
import dev.continuo.expansion.EachPart;
import dev.continuo.gate.GateEvent;
import dev.continuo.gate.GateSpec;
import dev.continuo.round.Assessment;
import dev.continuo.run.RunEvent;
import dev.continuo.task.Door;
import dev.continuo.task.GroupPart;
import dev.continuo.task.JoinPart;
import dev.continuo.task.Lease;
import dev.continuo.task.Outcome;
import dev.continuo.task.ResourcePart;
import dev.continuo.task.TakenOver;
import dev.continuo.task.TaskEvent;
import dev.continuo.task.TurnId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Judges each committed event by what the log said before it. */
final class LogCheckers {
  private static final Set<String> PASSING = Set.of("pass", "passed", "approve", "approved");
  private static final Set<Seen.Stand> UNSTARTED =
      Set.of(Seen.Stand.PENDING, Seen.Stand.QUEUED, Seen.Stand.BLOCKED);
  private final History history;
  private final Machine machine;

  LogCheckers(History history, Machine machine) {
    this.history = history;
    this.machine = machine;
  }

  void check(Recorded recorded) {
    Invariant.ACKNOWLEDGED_IS_KEPT.holds(
        recorded.sequence() == history.head + 1,
        () -> "event " + recorded.sequence() + " leaves a gap");
    switch (recorded.event()) {
      case TaskEvent.Submitted _ -> {}
      case TaskEvent event -> {
        terminalIsFinal(event);
        oneTurnHoldsTheFence(event);
        if (event instanceof TaskEvent.Started started) {
          startsThroughOpenDoors(started);
          withinLimits(started);
        }
        if (event instanceof TaskEvent.Changed changed) {
          onlyTheUnstartedChange(changed);
        }
        if (event instanceof TaskEvent.Skipped skipped) {
          skippedOnPurpose(skipped);
        }
        if (event instanceof TaskEvent.Failed) {
          groupFailedWithItsMembers(history.task(event.task()));
        }
        if (event instanceof TaskEvent.Blocked(_, var kind, _) && kind.equals("join")) {
          blockedForGood(history.task(event.task()));
        }
        if (event instanceof TaskEvent.Succeeded succeeded) {
          succeededIsVerified(succeeded);
        }
        if (event instanceof TaskEvent.Swept(_, var turn)) {
          nothingIsLeftAlive(turn);
        }
      }
      case GateEvent.Passed passed -> passedIsTrue(passed);
      case GateEvent.Warned warned -> warnedIsAdvisory(warned);
      case ApprovalEvent event -> decidedWhileAsked(event);
      case RunEvent.Submitted _ -> {}
      case RunEvent event -> {
        runEndIsFinal(event);
        if (event instanceof RunEvent.EndRequested && recorded.cause() == 0) {
          nothingIsGivenUp(recorded, history.run(event.run()));
        }
      }
      default -> {}
    }
  }

  private void terminalIsFinal(TaskEvent event) {
    var task = history.task(event.task());
    // what is left of its last turn, and of its latches, is cleared away afterwards
    var allowed =
        event instanceof TaskEvent.Reopened
            || event instanceof TaskEvent.Swept
            || event instanceof TaskEvent.LatchOpened;
    Invariant.TERMINAL_IS_FINAL.holds(!task.stand.ended() || allowed, () -> task + " got " + event);
    Invariant.TERMINAL_IS_FINAL.holds(
        !(event instanceof TaskEvent.Reopened) || !task.done(), () -> task + " was reopened");
  }

  private void runEndIsFinal(RunEvent event) {
    var run = history.run(event.run());
    if (run.stand == History.Stand.ENDED) {
      Invariant.TERMINAL_IS_FINAL.holds(
          event instanceof RunEvent.ReopenRequested, () -> run.id + " has ended and got " + event);
    }
    if (event instanceof RunEvent.Ended) {
      run.tasks.forEach(
          task ->
              Invariant.TERMINAL_IS_FINAL.holds(
                  task.stand.ended(), () -> "the run of " + task + " has ended before it"));
    }
  }

  /** The engine itself ends a run only when what is left can never start. */
  private void nothingIsGivenUp(Recorded recorded, History.SeenRun run) {
    if (recorded.actor().kind() != Actor.Kind.ENGINE || run.stand == History.Stand.ACCEPTING) {
      return;
    }
    for (var task : run.tasks) {
      Invariant.EVERYTHING_MOVES_ON.holds(
          task.stand.ended() || !history.met(task), () -> task + " is given up, and could start");
    }
  }

  /** Turns come one after the other, and only the newest one's word counts. */
  private void oneTurnHoldsTheFence(TaskEvent event) {
    var task = history.task(event.task());
    switch (event) {
      case TaskEvent.Started(_, var turn, _, _, _) -> {
        holds(task.turn == null, event, () -> "and turn " + task.turn + " has the fence");
        holds(
            turn.fence() > task.fence, event, () -> "and the fence was " + task.fence + " before");
        holds(turn.attempt() >= task.attempt, event, () -> "after attempt " + task.attempt);
      }
      case TaskEvent.Launched(_, var turn, _) -> hasTheFence(task, turn, event);
      case TaskEvent.Overdue(_, var turn, _) -> hasTheFence(task, turn, event);
      case TaskEvent.StopRequested(_, var turn, _, _) -> hasTheFence(task, turn, event);
      case TaskEvent.TurnEnded(_, var turn, var outcome, _) -> {
        hasTheFence(task, turn, event);
        holds(
            outcome == Outcome.LOST || !machine.alive(turn),
            event,
            () -> "and its process is alive");
      }
      case TaskEvent.Swept(_, var turn) ->
          holds(Objects.equals(turn, task.unswept), event, () -> "unswept is " + task.unswept);
      default -> {}
    }
  }

  private static void hasTheFence(Seen task, TurnId turn, TaskEvent event) {
    holds(Objects.equals(turn, task.turn), event, () -> "and turn " + task.turn + " has the fence");
  }

  private static void holds(boolean that, TaskEvent event, Supplier<String> otherwise) {
    Invariant.ONE_TURN_HOLDS_THE_FENCE.holds(that, () -> event + ", " + otherwise.get());
  }

  private void startsThroughOpenDoors(TaskEvent.Started event) {
    var task = history.task(event.task());
    var run = history.run(task.id.run());
    var doors = Invariant.STARTS_THROUGH_OPEN_DOORS;
    doors.holds(task.stand == Seen.Stand.QUEUED, () -> task + " started");
    doors.holds(
        run.stand == History.Stand.RUNNING, () -> task + " started, its run is " + run.stand);
    doors.holds(!task.held, () -> task + " started, it is held");
    doors.holds(task.unswept == null, () -> task + " started, " + task.unswept + " is not swept");
    doors.holds(
        task.latches.stream()
            .noneMatch(
                latch ->
                    latch.door() == Door.START || (task.resumes && latch.door() == Door.RESUME)),
        () -> task + " started, its latches are " + task.latches);
    doors.holds(history.met(task), () -> task + " started, its needs are " + needs(task));
    doors.holds(task.approved(Door.START), () -> task + " started, nobody has approved its start");
    doors.holds(!task.asks(), () -> task + " started, nobody has answered its question");
    doors.holds(Conditions.mayStart(task.spec), () -> task + " started, its condition says no");
    // one whose needs were changed may have queued before the other was left out
    doors.holds(
        task.revised || !followed(task), () -> task + " started, its needs are " + needs(task));
    doors.holds(
        !group(task) || members(task).allMatch(Seen::done),
        () -> task + " started, it stands for " + needs(task));
    doors.holds(
        task.spec.part(EachPart.class).isEmpty() || members(task).count() == Lists.count(task),
        () -> task + " started, not all of its items are there");
  }

  /** Whether the one that it is left out with was left out. */
  private boolean followed(Seen task) {
    var with = task.spec.part(FollowsPart.class).map(FollowsPart::task);
    return with.isPresent()
        && history.run(task.id.run()).tasks.stream()
            .anyMatch(other -> with.get().equals(other.spec.name()) && other.leftOut());
  }

  private void groupFailedWithItsMembers(Seen task) {
    Invariant.SUCCEEDED_IS_VERIFIED.holds(
        !group(task)
            || task.attempt > 0
            || Conditions.mayFail(task.spec)
            || (Lists.count(task) < 0 && task.spec.part(EachPart.class).isPresent())
            || members(task).anyMatch(member -> member.stand == Seen.Stand.FAILED),
        () -> task + " failed, it stands for " + needs(task));
  }

  private static boolean group(Seen task) {
    return task.spec.part(GroupPart.class).isPresent();
  }

  private Stream<Seen> members(Seen group) {
    if (group.spec.part(EachPart.class).isPresent()) {
      return history.items(group);
    }
    return group.spec.needs().stream()
        .map(need -> Objects.requireNonNull(history.needed(group, need.index())));
  }

  private List<?> needs(Seen task) {
    return task.spec.needs().stream().map(need -> history.needed(task, need.index())).toList();
  }

  private void onlyTheUnstartedChange(TaskEvent.Changed event) {
    var task = history.task(event.task());
    var doors = Invariant.STARTS_THROUGH_OPEN_DOORS;
    doors.holds(
        task.attempt == 0 && UNSTARTED.contains(task.stand),
        () -> task + " was changed, its attempt is " + task.attempt);
    doors.holds(
        event.revision().needs().orElse(List.of()).stream()
            .allMatch(need -> need.index() >= 0 && need.index() < task.id.index()),
        () -> task + " was given needs that are not before it: " + event);
  }

  private void skippedOnPurpose(TaskEvent.Skipped event) {
    var task = history.task(event.task());
    if (followed(task)) {
      Invariant.STARTS_THROUGH_OPEN_DOORS.holds(
          history.met(task), () -> task + " was skipped, its needs are " + needs(task));
    } else if (group(task)
        && task.spec.part(TakenOver.class).isEmpty()
        && !Conditions.maySkip(task.spec)) {
      Invariant.STARTS_THROUGH_OPEN_DOORS.holds(
          members(task).allMatch(Seen::leftOut),
          () -> task + " was skipped, it stands for " + needs(task));
    } else if (task.spec.part(TakenOver.class).isPresent() || !Conditions.maySkip(task.spec)) {
      skippedIsDoneElsewhere(event, task);
    } else {
      Invariant.STARTS_THROUGH_OPEN_DOORS.holds(
          history.met(task) && task.attempt == 0,
          () -> task + " was skipped, its needs are " + needs(task));
    }
  }

  /** Whatever happens now, too few of its needs were not left out. */
  private void blockedForGood(Seen task) {
    var left =
        task.spec.needs().stream()
            .map(need -> history.needed(task, need.index()))
            .filter(needed -> needed == null || !needed.leftOut())
            .count();
    var enough = task.spec.part(JoinPart.class).map(JoinPart::atLeast).orElse(0);
    Invariant.EVERYTHING_MOVES_ON.holds(
        left < enough, () -> task + " was blocked, its needs are " + needs(task));
  }

  /** Nothing runs for it, so another run must have done it, and all that it needs. */
  private void skippedIsDoneElsewhere(TaskEvent.Skipped event, Seen task) {
    var verified = Invariant.SUCCEEDED_IS_VERIFIED;
    var source = task.spec.part(TakenOver.class).map(TakenOver::task).map(history::task);
    verified.holds(
        source.filter(Seen::done).isPresent() && task.attempt == 0,
        () -> event + ", and it comes from " + source);
    verified.holds(
        !source.get().id.run().equals(task.id.run())
            && source.get().spec.name().equals(task.spec.name()),
        () -> event + ", and it is not " + source);
    for (var need : task.spec.needs()) {
      var needed = history.needed(task, need.index());
      verified.holds(
          needed != null && needed.stand == Seen.Stand.SKIPPED,
          () -> event + ", and it needs " + needed);
    }
  }

  private void withinLimits(TaskEvent.Started event) {
    var task = history.task(event.task());
    var run = history.run(task.id.run());
    Invariant.WITHIN_LIMITS.holds(
        history.alive < history.limit,
        () ->
            task + " started, " + history.alive + " live, the server's limit is " + history.limit);
    Invariant.WITHIN_LIMITS.holds(
        run.alive < run.spec.parallel(),
        () -> task + " started, " + run.alive + " live, the run's limit is " + run.spec.parallel());
    for (var lock : task.spec.locks()) {
      var holders = history.locks.getOrDefault(lock, java.util.List.of());
      Invariant.WITHIN_LIMITS.holds(
          holders.isEmpty(), () -> task + " started, lock " + lock + " is held by " + holders);
    }
    for (var lease : event.leases()) {
      var held = history.leases.get(History.Share.of(lease));
      Invariant.WITHIN_LIMITS.holds(
          held == null || keeps(held, event, task),
          () -> task + " started, " + lease + " is held: " + held);
    }
    onlyWhatItClaims(event, task);
  }

  /** Another turn of an attempt has what the attempt was given. */
  private static boolean keeps(History.Held held, TaskEvent.Started event, Seen task) {
    return held.task().equals(task)
        && held.until() == Lease.Until.VERIFIED
        && held.attempt() == event.turn().attempt();
  }

  private static void onlyWhatItClaims(TaskEvent.Started event, Seen task) {
    var given = new ArrayList<>(event.leases());
    for (var lock : task.spec.locks()) {
      var found = given.remove(new Lease("lock", lock, "", Lease.Until.SWEPT));
      Invariant.WITHIN_LIMITS.holds(found, () -> event + " and claims the lock " + lock);
    }
    for (var ask : ResourcePart.of(task.spec)) {
      for (int i = 0; i < ask.count(); i++) {
        var found =
            ask.values().stream()
                .anyMatch(
                    value ->
                        given.remove(new Lease("resource", ask.pool(), value, Lease.Until.SWEPT)));
        Invariant.WITHIN_LIMITS.holds(found, () -> event + " and asked for " + ask);
      }
    }
    if (Folders.wants(task.id, task.spec)) {
      var found =
          Folders.VALUES.stream()
              .anyMatch(
                  value ->
                      given.remove(
                          new Lease(Folders.NAME, Folders.KEY, value, Lease.Until.VERIFIED)));
      Invariant.WITHIN_LIMITS.holds(found, () -> event + " and claims a folder");
    }
    Invariant.WITHIN_LIMITS.holds(given.isEmpty(), () -> event + " and never asked for " + given);
  }

  private void succeededIsVerified(TaskEvent.Succeeded event) {
    var task = history.task(event.task());
    Invariant.SUCCEEDED_IS_VERIFIED.holds(
        task.stand == Seen.Stand.VERIFYING && task.claimed == task.attempt,
        () -> task + " succeeded, claimed " + task.claimed + " of " + task.attempt);
    for (int i = 0; i < task.gates().size(); i++) {
      Invariant.SUCCEEDED_IS_VERIFIED.holds(
          task.passed.contains(i) || task.warned.contains(i),
          () -> task + " succeeded, passed are " + task.passed + ", warned " + task.warned);
    }
    Invariant.SUCCEEDED_IS_VERIFIED.holds(
        task.approved(Door.FINISH), () -> task + " succeeded, nobody has approved it");
    Invariant.SUCCEEDED_IS_VERIFIED.holds(
        Conditions.assessment(task.spec, task.attempt) instanceof Assessment.Done,
        () -> task + " succeeded, and is not what it was to be done until");
  }

  /** A gate passes by the word of a check of this very claim. */
  private void passedIsTrue(GateEvent.Passed event) {
    var task = history.task(event.gate().task());
    var spec = task.gates().get(event.gate().index());
    Invariant.SUCCEEDED_IS_VERIFIED.holds(
        task.stand == Seen.Stand.VERIFYING && task.claimed == event.attempt(),
        () -> event + " for " + task + " which claimed " + task.claimed);
    var said =
        history.checks.entrySet().stream()
            .filter(check -> check.getValue().gate().equals(event.gate()))
            .filter(check -> check.getValue().attempt() == event.attempt())
            .map(check -> history.task(check.getKey()))
            .anyMatch(check -> passes(check, spec.judge()));
    Invariant.SUCCEEDED_IS_VERIFIED.holds(said, () -> event + " and no check of it said so");
  }

  /** Only a gate that is not required lets a task go on that did not pass it. */
  private void warnedIsAdvisory(GateEvent.Warned event) {
    var task = history.task(event.gate().task());
    var spec = task.gates().get(event.gate().index());
    Invariant.SUCCEEDED_IS_VERIFIED.holds(
        task.advisory().contains(spec.name()) && task.claimed == event.attempt(),
        () -> event + " for " + task + " which claimed " + task.claimed);
  }

  /** One question at a time, and each decision is about the one that is open. */
  private void decidedWhileAsked(ApprovalEvent event) {
    var task = history.task(event.approval().task());
    var door = event.approval().door();
    var open = task.approvals.get(door);
    var stands =
        switch (event) {
          case ApprovalEvent.Asked _ ->
              task.approvals.isEmpty() && task.stand == Agreement.at(door);
          case ApprovalEvent.Approved(_, var round, _, _) -> open != null && open == round;
          case ApprovalEvent.Rejected(_, var round, _, _) -> open != null && open == round;
          case ApprovalEvent.Expired(_, var round) -> open != null && open == round;
          case ApprovalEvent.Withdrawn(_, var round) -> open != null && open == round;
        };
    Invariant.STARTS_THROUGH_OPEN_DOORS.holds(
        stands, () -> event + " for " + task + ", open are " + task.approvals);
  }

  private static boolean passes(Seen check, GateSpec.Judge judge) {
    var word = check.result.verdict();
    return check.stand == Seen.Stand.SUCCEEDED
        && switch (judge) {
          case EXIT -> true;
          case VERDICT -> word != null && PASSING.contains(word);
        };
  }

  private void nothingIsLeftAlive(TurnId turn) {
    Invariant.NOTHING_IS_LEFT_ALIVE.holds(
        !machine.anyAlive(turn), () -> "turn " + turn + " is swept and has living processes");
  }
}
