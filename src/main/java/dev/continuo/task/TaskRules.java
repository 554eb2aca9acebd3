package dev.continuo.task;

import static dev.continuo.engine.Decision.accept;
import static dev.continuo.engine.Decision.refuse;

import dev.continuo.engine.Decision;
import dev.continuo.engine.Facts;
import dev.continuo.engine.Moment;
import dev.continuo.task.State.Activity;
import dev.continuo.task.State.Why;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** The rules of tasks: which wish is granted when, and what happens then. */
final class TaskRules {
  private final Tasks tasks;
  private final Groups groups;

  TaskRules(Tasks tasks) {
    this.tasks = tasks;
    groups = new Groups(tasks);
  }

  Decision decide(TaskCommand command, Moment at) {
    return switch (command) {
      case TaskCommand.Submit submit -> submit(submit);
      case TaskCommand.Change(var id, var revision) -> with(id, task -> change(task, revision));
      case TaskCommand.Settle settle -> settle(settle);
      case TaskCommand.Launch(var id) -> with(id, task -> openLatch(task, LaunchPart.LATCH));
      case TaskCommand.Decide(var id, var choice) -> with(id, task -> decide(task, choice));
      case TaskCommand.Listed(var id, var there, var count) ->
          with(id, task -> Groups.listed(task, there, count));
      case TaskCommand.GiveUp(var id, var reason) -> with(id, task -> Groups.giveUp(task, reason));
      case TaskCommand.Gather(var id) -> with(id, groups::gather);
      case TaskCommand.Assess(var id, var attempt, var answer) ->
          with(id, task -> UntilPart.assess(task, attempt, answer));
      case TaskCommand.Answer(var id, var answer) ->
          with(id, task -> Question.answered(task, answer));
      case TaskCommand.PutLatch(var id, var latch) -> with(id, task -> putLatch(task, latch));
      case TaskCommand.OpenLatch(var id, var latch) -> with(id, task -> openLatch(task, latch));
      case TaskCommand.BreakLatch(var id, var latch, var remedy) ->
          with(id, task -> breakLatch(task, latch, remedy));
      case TaskCommand.Start(var id, var leases) -> with(id, task -> start(task, leases, at));
      case TaskCommand.ConfirmLaunch(var turn, var process) ->
          withTurn(turn, task -> launched(task, turn, process));
      case TaskCommand.EndTurn(var turn, var exit) ->
          withTurn(turn, task -> Endings.ended(task, turn, exit, at));
      case TaskCommand.DoubtTurn(var turn, var exit, var kind, var reason) ->
          withTurn(
              turn, task -> Endings.doubted(task, turn, exit, new Remedy.Block(kind, reason), at));
      case TaskCommand.Arrive(var id, var point) -> with(id, task -> arrive(task, point));
      case TaskCommand.LoseTurn(var turn, var reason) ->
          withTurn(turn, task -> Endings.lost(task, turn, reason));
      case TaskCommand.ConfirmSweep(var turn) -> with(turn.task(), task -> swept(task, turn));
      case TaskCommand.Pause(var id, var by) -> with(id, task -> pause(task, by, at));
      case TaskCommand.Resume(var id) -> with(id, task -> resume(task, at));
      case TaskCommand.Cancel(var id, var reason) -> with(id, task -> cancel(task, reason));
      case TaskCommand.Abandon(var id, var reason) ->
          with(id, task -> task.state().terminal() ? accept() : cancel(task, reason));
      case TaskCommand.Interrupt(var id) -> with(id, TaskRules::interrupt);
      case TaskCommand.Retry(var id) -> with(id, TaskRules::retry);
      case TaskCommand.Wake(var id) -> with(id, TaskRules::wake);
    };
  }

  /** What would be said to these tasks; changes nothing. */
  Decision submit(TaskCommand.Submit submit) {
    var run = submit.run();
    var next = tasks.nextIndex(run);
    if (submit.first() != next) {
      return refuse(
          TaskRefusal.TASK_OUT_OF_ORDER,
          Facts.of("run", run).and("next", next).and("first", submit.first()));
    }
    var events = new ArrayList<TaskEvent>(submit.specs().size());
    var names = new HashSet<String>();
    for (var spec : submit.specs()) {
      if (!names.add(spec.name()) || tasks.named(run, spec.name()) != null) {
        return refuse(TaskRefusal.TASK_NAME_TAKEN, Facts.of("task", spec.name()));
      }
      var id = run.task(next++);
      var wrong = backwards(id, spec);
      if (wrong.isPresent()) {
        return wrong.get();
      }
      events.add(new TaskEvent.Submitted(id, spec));
      spec.part(LaunchPart.class)
          .ifPresent(_ -> events.add(new TaskEvent.LatchPut(id, LaunchPart.LATCH)));
      spec.part(SyncPart.class)
          .ifPresent(
              sync ->
                  sync.points()
                      .forEach(
                          point -> events.add(new TaskEvent.LatchPut(id, SyncPart.latch(point)))));
      spec.part(TakenOver.class)
          .ifPresent(earlier -> events.add(new TaskEvent.Skipped(id, earlier.reason())));
    }
    return accept(events);
  }

  /** Needs must point to earlier tasks, so that they can form no cycle. */
  private Optional<Decision> backwards(TaskId id, TaskSpec spec) {
    for (var need : spec.needs()) {
      if (need.index() == id.index()) {
        return Optional.of(refuse(TaskRefusal.NEED_ITSELF, Facts.of("task", spec.name())));
      }
      if (need.index() < 0 || need.index() > id.index()) {
        return Optional.of(
            refuse(
                TaskRefusal.NEED_NOT_EARLIER,
                Facts.of("task", spec.name()).and("need", named(id, need))));
      }
    }
    return Optional.empty();
  }

  private String named(TaskId id, Need need) {
    var needed =
        need.index() < 0 || need.index() > TaskId.INDEX_MAX
            ? null
            : tasks.get(id.run().task(need.index()));
    return needed == null ? "the task at index " + need.index() : "`" + needed.spec().name() + "`";
  }

  private Decision change(Task task, Revision revision) {
    if (task.spec().kind() != Kind.WORK) {
      return refused(TaskRefusal.TASK_IS_CHECK, task);
    }
    if (task.attempt() > 0) {
      return refused(TaskRefusal.TASK_STARTED, task);
    }
    if (task.state().terminal()) {
      return refused(TaskRefusal.TASK_ENDED, task);
    }
    // its group waits for it: needs that lead there would be a circle
    if (revision.needs().isPresent() && task.spec().subject().isPresent()) {
      return refused(TaskRefusal.NEEDS_OF_ITEM, task);
    }
    if (revision.prompt().isPresent() && task.spec().work().told().isEmpty()) {
      return refused(TaskRefusal.TASK_WITHOUT_PROMPT, task);
    }
    var revised = task.spec().revised(revision);
    return backwards(task.id(), revised)
        .orElseGet(
            () ->
                revised.equals(task.spec())
                    ? accept()
                    : accept(new TaskEvent.Changed(task.id(), revision)));
  }

  private Decision settle(TaskCommand.Settle settle) {
    var events = new ArrayList<TaskEvent>();
    settle.late().forEach(id -> events.add(new TaskEvent.Dequeued(id)));
    for (var id : settle.hopeless()) {
      events.add(
          Optional.ofNullable(tasks.get(id))
              .flatMap(task -> FollowsPart.skipped(task, tasks))
              .orElseGet(
                  () -> new TaskEvent.Blocked(id, "join", "too many of its needs were skipped")));
    }
    for (var id : settle.ready()) {
      var task = tasks.get(id);
      if (task != null) {
        events.add(ready(task));
      }
    }
    return accept(events);
  }

  private TaskEvent ready(Task task) {
    var skipped = FollowsPart.skipped(task, tasks);
    if (skipped.isPresent()) {
      return skipped.get();
    }
    return task.attempt() == 0 && task.spec().part(ConditionPart.class).isPresent()
        ? new TaskEvent.LatchPut(task.id(), ConditionPart.LATCH)
        : groups.wanted(task);
  }

  /** If its START door was closed otherwise meanwhile, the task waits, and is asked for again. */
  private Decision decide(Task task, Choice choice) {
    if (!ConditionPart.asked(task)) {
      return refuse(
          TaskRefusal.LATCH_NOT_FOUND,
          Facts.of("task", task.id()).and("latch", ConditionPart.LATCH.key()));
    }
    var opened = new TaskEvent.LatchOpened(task.id(), ConditionPart.LATCH);
    var latched = task.latches().stream().filter(latch -> latch.door() == Door.START).count() > 1;
    if (latched || tasks.waiting(task.id()) > 0) {
      return accept(opened);
    }
    return switch (choice) {
      case Choice.Do _ -> accept(opened, groups.wanted(task));
      case Choice.Skip(var reason) -> accept(opened, new TaskEvent.Skipped(task.id(), reason));
      case Choice.Fail(var reason) -> accept(opened, new TaskEvent.Failed(task.id(), reason));
    };
  }

  /** Who comes again has been there before. */
  private static Decision arrive(Task task, String point) {
    var points = task.spec().part(SyncPart.class).map(SyncPart::points).orElse(List.of());
    if (!points.contains(point)) {
      return refuse(
          TaskRefusal.SYNC_POINT_UNKNOWN, Facts.of("task", task.spec().name()).and("point", point));
    }
    return SyncPart.reached(task, point) ? accept() : openLatch(task, SyncPart.latch(point));
  }

  private static Decision putLatch(Task task, Latch latch) {
    return task.state().terminal()
        ? refused(TaskRefusal.TASK_ENDED, task)
        : accept(new TaskEvent.LatchPut(task.id(), latch));
  }

  static Decision openLatch(Task task, Latch latch) {
    if (!task.latches().contains(latch)) {
      return refuse(
          TaskRefusal.LATCH_NOT_FOUND, Facts.of("task", task.id()).and("latch", latch.key()));
    }
    var opened = new TaskEvent.LatchOpened(task.id(), latch);
    var last = task.latches().stream().filter(other -> other.door() == Door.FINISH).count() == 1;
    return task.state() instanceof State.Verifying && latch.door() == Door.FINISH && last
        ? accept(opened, new TaskEvent.Succeeded(task.id()))
        : accept(opened);
  }

  private static Decision breakLatch(Task task, Latch latch, Remedy remedy) {
    if (!task.latches().contains(latch)) {
      return refuse(
          TaskRefusal.LATCH_NOT_FOUND, Facts.of("task", task.id()).and("latch", latch.key()));
    }
    if (!(task.state() instanceof State.Verifying)) {
      return refused(TaskRefusal.LATCH_NOT_BREAKABLE, task);
    }
    return switch (remedy) {
      case Remedy.Rework(var findings) ->
          accept(new TaskEvent.Reworked(task.id(), task.tally().rounds() + 1, findings));
      case Remedy.Block(var kind, var reason) ->
          accept(new TaskEvent.Blocked(task.id(), kind, reason));
      case Remedy.Fail(var reason) -> accept(new TaskEvent.Failed(task.id(), reason));
    };
  }

  private Decision start(Task task, List<Lease> leases, Moment at) {
    var free = task.unswept().isEmpty() && task.heldBy().isEmpty();
    if (!(task.state() instanceof State.Queued(_, _, var next))
        || !free
        || task.closed(Door.START)
        || tasks.waiting(task.id()) > 0) {
      return refused(TaskRefusal.TASK_NOT_READY, task);
    }
    var attempt = task.attempt() + (next == State.Next.ATTEMPT || task.attempt() == 0 ? 1 : 0);
    var turn = new TurnId(task.id(), attempt, task.fence() + 1);
    var deadline = at.awake().plus(task.spec().timeout().after());
    return accept(new TaskEvent.Started(task.id(), turn, Optional.of(deadline), leases));
  }

  private static Decision launched(Task task, TurnId turn, OsProcess process) {
    var known = new TaskEvent.Launched(task.id(), turn, process);
    return switch (task.state()) {
      case State.Running(_, Activity.Starting _) -> accept(known);
      case State.Paused(_, Activity.Starting _, _, _) -> accept(known);
      case State.Running _, State.Paused _ -> accept();
      case State.Pending _, State.Queued _, State.Verifying _, State.Blocked _ -> stale(turn);
      case State.Succeeded _, State.Failed _, State.Cancelled _, State.Skipped _ -> stale(turn);
    };
  }

  private static Decision swept(Task task, TurnId turn) {
    return task.unswept().equals(Optional.of(turn))
        ? accept(new TaskEvent.Swept(task.id(), turn))
        : stale(turn);
  }

  private static Decision pause(Task task, String by, Moment at) {
    return switch (task.state()) {
      case State.Running(_, Activity.Stopping _) -> refused(TaskRefusal.TASK_NOT_PAUSABLE, task);
      case State.Running(var turn, _) ->
          accept(
              new TaskEvent.Paused(
                  task.id(), turn.deadline().map(deadline -> deadline.minus(at.awake())), by));
      case State.Pending _, State.Queued _ when task.heldBy().isEmpty() ->
          accept(new TaskEvent.Held(task.id(), by));
      case State.Pending _, State.Queued _, State.Paused _ ->
          refused(TaskRefusal.TASK_PAUSED_ALREADY, task);
      case State.Verifying _, State.Blocked _ -> refused(TaskRefusal.TASK_NOT_PAUSABLE, task);
      case State.Succeeded _, State.Failed _, State.Cancelled _, State.Skipped _ ->
          refused(TaskRefusal.TASK_NOT_PAUSABLE, task);
    };
  }

  private static Decision resume(Task task, Moment at) {
    if (task.state() instanceof State.Paused(_, _, var left, _)) {
      return accept(new TaskEvent.Resumed(task.id(), left.map(at.awake()::plus)));
    }
    return task.heldBy().isPresent() && !task.state().terminal()
        ? accept(new TaskEvent.Released(task.id()))
        : refused(TaskRefusal.TASK_NOT_PAUSED, task);
  }

  private static Decision cancel(Task task, String reason) {
    return switch (task.state()) {
      case State.Running(_, Activity.Stopping(var why, _)) when why == Why.CANCEL -> accept();
      case State.Running(var turn, _) -> stop(task, turn, Why.CANCEL, reason);
      case State.Paused(var turn, _, _, _) -> stop(task, turn, Why.CANCEL, reason);
      case State.Pending _, State.Queued _, State.Verifying _, State.Blocked _ ->
          accept(new TaskEvent.Cancelled(task.id(), reason));
      case State.Succeeded _, State.Failed _, State.Cancelled _, State.Skipped _ ->
          refused(TaskRefusal.TASK_ENDED, task);
    };
  }

  private static Decision interrupt(Task task) {
    return switch (task.state()) {
      case State.Running(_, Activity.Stopping _) -> accept();
      case State.Running(var turn, _) -> stop(task, turn, Why.SHUTDOWN, "the server stops");
      case State.Paused(var turn, _, _, _) -> stop(task, turn, Why.SHUTDOWN, "the server stops");
      case State.Pending _, State.Queued _, State.Verifying _, State.Blocked _ -> accept();
      case State.Succeeded _, State.Failed _, State.Cancelled _, State.Skipped _ -> accept();
    };
  }

  private static Decision retry(Task task) {
    return switch (task.state()) {
      case State.Failed _, State.Cancelled _, State.Blocked _ ->
          accept(new TaskEvent.Reopened(task.id()));
      case State.Pending(var backoff) when backoff.isPresent() ->
          accept(new TaskEvent.BackoffEnded(task.id()));
      case State.Pending _, State.Queued _, State.Running _, State.Paused _, State.Verifying _ ->
          refused(TaskRefusal.TASK_NOT_RETRYABLE, task);
      case State.Succeeded _, State.Skipped _ -> refused(TaskRefusal.TASK_NOT_RETRYABLE, task);
    };
  }

  private static Decision wake(Task task) {
    if (task.state() instanceof State.Pending(var backoff) && backoff.isPresent()) {
      return accept(new TaskEvent.BackoffEnded(task.id()));
    }
    if (task.state() instanceof State.Running(var turn, _) && turn.deadline().isPresent()) {
      var after = task.spec().timeout().after();
      return switch (task.spec().timeout().action()) {
        case ASK -> accept(new TaskEvent.Overdue(task.id(), turn.id(), after));
        case STOP -> stop(task, turn, Why.TIMEOUT, "timeout of " + Durations.words(after));
      };
    }
    return accept();
  }

  private static Decision stop(Task task, State.Turn turn, Why why, String reason) {
    return accept(new TaskEvent.StopRequested(task.id(), turn.id(), why, reason));
  }

  private Decision with(TaskId id, java.util.function.Function<Task, Decision> rule) {
    var task = tasks.get(id);
    return task == null
        ? refuse(TaskRefusal.TASK_NOT_FOUND, Facts.of("task", id))
        : rule.apply(task);
  }

  /** Only the turn that holds the fence has anything to say. */
  private Decision withTurn(TurnId turn, java.util.function.Function<Task, Decision> rule) {
    return with(
        turn.task(),
        task ->
            task.turn().filter(held -> held.id().equals(turn)).isPresent()
                ? rule.apply(task)
                : stale(turn));
  }

  private static Decision stale(TurnId turn) {
    return refuse(TaskRefusal.FENCE_STALE, Facts.of("turn", turn));
  }

  private static Decision refused(TaskRefusal why, Task task) {
    return refuse(
        why,
        Facts.of("task", task.spec().name())
            .and("state", task.state().word())
            .and("run", task.id().run()));
  }
}
