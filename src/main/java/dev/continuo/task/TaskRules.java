package dev.continuo.task;

import static dev.continuo.engine.Decision.accept;
import static dev.continuo.engine.Decision.refuse;

import dev.continuo.engine.Decision;
import dev.continuo.engine.Facts;
import dev.continuo.engine.Moment;
import dev.continuo.task.State.Activity;
import dev.continuo.task.State.Why;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** The rules of tasks: which wish is granted when, and what happens then. */
final class TaskRules {
  private final Tasks tasks;

  TaskRules(Tasks tasks) {
    this.tasks = tasks;
  }

  Decision decide(TaskCommand command, Moment at) {
    return switch (command) {
      case TaskCommand.Submit submit -> submit(submit);
      case TaskCommand.Change(var id, var revision) -> with(id, task -> change(task, revision));
      case TaskCommand.Settle settle -> settle(settle);
      case TaskCommand.Assign(var id, var work, var part) ->
          with(id, task -> assign(task, work, part));
      case TaskCommand.PutLatch(var id, var latch) -> with(id, task -> putLatch(task, latch));
      case TaskCommand.OpenLatch(var id, var latch) -> with(id, task -> openLatch(task, latch));
      case TaskCommand.WithdrawLatch(var id, var latch) ->
          with(id, task -> withdrawLatch(task, latch));
      case TaskCommand.BreakLatch(var id, var latch, var remedy) ->
          with(id, task -> breakLatch(task, latch, remedy));
      case TaskCommand.Start start -> with(start.task(), task -> start(task, start, at));
      case TaskCommand.ConfirmLaunch(var turn, var process) ->
          withTurn(turn, task -> launched(task, turn, process));
      case TaskCommand.EndTurn(var turn, var exit) ->
          withTurn(turn, task -> Endings.ended(task, turn, exit, at));
      case TaskCommand.DoubtTurn(var turn, var exit, var kind, var reason) ->
          withTurn(
              turn, task -> Endings.doubted(task, turn, exit, new Remedy.Block(kind, reason), at));
      case TaskCommand.SuspendTurn(var turn, var exit, var latches) ->
          withTurn(turn, task -> Endings.suspended(task, turn, exit, latches, at));
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
    settle.hopeless().forEach(id -> there(id, task -> events.add(hopeless(task))));
    settle.ready().forEach(id -> there(id, task -> events.add(ready(task))));
    return accept(events);
  }

  private void there(TaskId id, Consumer<Task> act) {
    var task = tasks.get(id);
    if (task != null) {
      act.accept(task);
    }
  }

  private TaskEvent hopeless(Task task) {
    return tasks.admit(task) instanceof Admission.Ends(var remedy)
        ? ended(task, remedy)
        : new TaskEvent.Blocked(task.id(), "join", "too many of its needs were skipped");
  }

  private TaskEvent ready(Task task) {
    if (task.resumes()) {
      return new TaskEvent.Queued(task.id(), State.Place.HEAD, State.Next.TURN);
    }
    return switch (tasks.admit(task)) {
      case Admission.Closed(var latch) -> new TaskEvent.LatchPut(task.id(), latch);
      case Admission.Ends(var remedy) -> ended(task, remedy);
      case Admission.Open _ ->
          task.spec()
              .part(GroupPart.class)
              .flatMap(_ -> GroupPart.ended(task.id(), tasks.members(task)))
              .orElseGet(() -> queued(task));
    };
  }

  private static TaskEvent queued(Task task) {
    var ahead = task.tally().rounds() > 0 || task.spec().kind() == Kind.CHECK;
    return new TaskEvent.Queued(
        task.id(), ahead ? State.Place.HEAD : State.Place.TAIL, State.Next.ATTEMPT);
  }

  private static TaskEvent ended(Task task, Remedy remedy) {
    return switch (remedy) {
      case Remedy.Rework(var findings) ->
          new TaskEvent.Reworked(task.id(), task.tally().rounds() + 1, findings);
      case Remedy.Block(var kind, var reason) -> new TaskEvent.Blocked(task.id(), kind, reason);
      case Remedy.Fail(var reason) -> new TaskEvent.Failed(task.id(), reason);
      case Remedy.Skip(var reason) -> new TaskEvent.Skipped(task.id(), reason);
    };
  }

  private static Decision assign(Task task, Work work, Part part) {
    return task.state().terminal()
        ? refused(TaskRefusal.TASK_ENDED, task)
        : accept(new TaskEvent.Assigned(task.id(), work, part));
  }

  private static Decision putLatch(Task task, Latch latch) {
    return task.state().terminal()
        ? refused(TaskRefusal.TASK_ENDED, task)
        : accept(new TaskEvent.LatchPut(task.id(), latch));
  }

  private static Decision openLatch(Task task, Latch latch) {
    if (!task.latches().contains(latch)) {
      return noLatch(task, latch);
    }
    var opened = new TaskEvent.LatchOpened(task.id(), latch);
    var last = task.latches(Door.FINISH).equals(List.of(latch));
    return task.state() instanceof State.Verifying && last
        ? accept(opened, new TaskEvent.Succeeded(task.id()))
        : accept(opened);
  }

  private static Decision withdrawLatch(Task task, Latch latch) {
    return task.latches().contains(latch)
        ? accept(new TaskEvent.LatchWithdrawn(task.id(), latch))
        : noLatch(task, latch);
  }

  private static Decision breakLatch(Task task, Latch latch, Remedy remedy) {
    if (!task.latches().contains(latch)) {
      return noLatch(task, latch);
    }
    return standsAt(task, latch.door())
        ? accept(ended(task, remedy))
        : refused(TaskRefusal.LATCH_NOT_BREAKABLE, task);
  }

  private static boolean standsAt(Task task, Door door) {
    return switch (door) {
      case START -> task.state() instanceof State.Pending || task.state() instanceof State.Queued;
      case RESUME -> task.state() instanceof State.Suspended;
      case FINISH -> task.state() instanceof State.Verifying;
    };
  }

  private static Decision noLatch(Task task, Latch latch) {
    return refuse(
        TaskRefusal.LATCH_NOT_FOUND, Facts.of("task", task.id()).and("latch", latch.key()));
  }

  private Decision start(Task task, TaskCommand.Start start, Moment at) {
    var free = task.unswept().isEmpty() && task.heldBy().isEmpty();
    if (!(task.state() instanceof State.Queued(_, _, var next)) || !free || !tasks.open(task)) {
      return refused(TaskRefusal.TASK_NOT_READY, task);
    }
    var attempt = task.attempt() + (next == State.Next.ATTEMPT || task.attempt() == 0 ? 1 : 0);
    var turn = new TurnId(task.id(), attempt, task.fence() + 1);
    var spent = attempt == task.attempt() ? task.tally().spent() : Duration.ZERO;
    var left = task.spec().timeout().left(spent);
    return accept(
        new TaskEvent.Started(
            task.id(), turn, left.map(at.awake()::plus), start.leases(), start.worker()));
  }

  private static Decision launched(Task task, TurnId turn, OsProcess process) {
    var known = new TaskEvent.Launched(task.id(), turn, process);
    return switch (task.state()) {
      case State.Running(_, Activity.Starting _) -> accept(known);
      case State.Paused(_, Activity.Starting _, _, _) -> accept(known);
      case State.Running _, State.Paused _ -> accept();
      case State.Pending _, State.Queued _, State.Suspended _ -> stale(turn);
      case State.Verifying _, State.Blocked _ -> stale(turn);
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
      case State.Pending _, State.Queued _, State.Suspended _ when task.heldBy().isEmpty() ->
          accept(new TaskEvent.Held(task.id(), by));
      case State.Pending _, State.Queued _, State.Suspended _, State.Paused _ ->
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
      case State.Pending _, State.Queued _, State.Suspended _ ->
          accept(new TaskEvent.Cancelled(task.id(), reason));
      case State.Verifying _, State.Blocked _ -> accept(new TaskEvent.Cancelled(task.id(), reason));
      case State.Succeeded _, State.Failed _, State.Cancelled _, State.Skipped _ ->
          refused(TaskRefusal.TASK_ENDED, task);
    };
  }

  private static Decision interrupt(Task task) {
    return switch (task.state()) {
      case State.Running(_, Activity.Stopping _) -> accept();
      case State.Running(var turn, _) -> stop(task, turn, Why.SHUTDOWN, "the server stops");
      case State.Paused(var turn, _, _, _) -> stop(task, turn, Why.SHUTDOWN, "the server stops");
      case State.Pending _, State.Queued _, State.Suspended _ -> accept();
      case State.Verifying _, State.Blocked _ -> accept();
      case State.Succeeded _, State.Failed _, State.Cancelled _, State.Skipped _ -> accept();
    };
  }

  private static Decision retry(Task task) {
    return switch (task.state()) {
      case State.Failed _, State.Cancelled _, State.Blocked _ ->
          accept(new TaskEvent.Reopened(task.id()));
      case State.Pending(var backoff) when backoff.isPresent() ->
          accept(new TaskEvent.BackoffEnded(task.id()));
      case State.Pending _, State.Queued _, State.Running _, State.Paused _, State.Suspended _ ->
          refused(TaskRefusal.TASK_NOT_RETRYABLE, task);
      case State.Verifying _, State.Succeeded _, State.Skipped _ ->
          refused(TaskRefusal.TASK_NOT_RETRYABLE, task);
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

  private Decision with(TaskId id, Function<Task, Decision> rule) {
    var task = tasks.get(id);
    return task == null
        ? refuse(TaskRefusal.TASK_NOT_FOUND, Facts.of("task", id))
        : rule.apply(task);
  }

  /** Only the turn that holds the fence has anything to say. */
  private Decision withTurn(TurnId turn, Function<Task, Decision> rule) {
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
