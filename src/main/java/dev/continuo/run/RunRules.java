package dev.continuo.run;

import static dev.continuo.engine.Decision.accept;
import static dev.continuo.engine.Decision.refuse;

import dev.continuo.engine.Command;
import dev.continuo.engine.Decision;
import dev.continuo.engine.Facts;
import dev.continuo.run.RunState.Cause;
import dev.continuo.run.RunState.Verdict;
import dev.continuo.task.RunId;
import dev.continuo.task.State;
import dev.continuo.task.Task;
import dev.continuo.task.TaskCommand;
import dev.continuo.task.TaskId;
import dev.continuo.task.TaskRefusal;
import dev.continuo.task.Tasks;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The rules of runs: which wish is granted when, and what happens then. */
final class RunRules {
  /** Marks the tasks that were frozen with their whole run. */
  private static final String BY_RUN = "run";

  private final Runs runs;
  private final Tasks tasks;
  private final Census census;
  private final Intake intake;
  private final Reopening reopening;

  RunRules(Runs runs, Tasks tasks, Census census) {
    this.runs = runs;
    this.tasks = tasks;
    this.census = census;
    intake = new Intake(tasks);
    reopening = new Reopening(tasks);
  }

  Decision decide(RunCommand command) {
    return switch (command) {
      case RunCommand.Submit(var spec, var first) -> intake.submit(runs.next(), spec, first);
      case RunCommand.Feed(var id, var first, var more) ->
          with(id, run -> intake.feed(run, first, more));
      case RunCommand.GiveUp(var id, var reason) -> with(id, run -> giveUp(run, reason));
      case RunCommand.Add(var id, var first, var more) ->
          with(id, run -> intake.add(run, first, more));
      case RunCommand.SetParallel(var id, var parallel) ->
          with(id, run -> setParallel(run, parallel));
      case RunCommand.Pause(var id, var reach, var by) -> with(id, run -> pause(run, reach, by));
      case RunCommand.Resume(var id) -> with(id, this::resume);
      case RunCommand.Cancel(var id, var reason) -> with(id, run -> cancel(run, reason));
      case RunCommand.Retry(var id) -> with(id, run -> retry(run, Optional.empty()));
      case RunCommand.RetryTask(var task) -> with(task.run(), run -> retry(run, Optional.of(task)));
      case RunCommand.NoteFailure(var task, var reason) ->
          with(task.run(), run -> failed(run, task, reason));
      case RunCommand.Close(var id) -> with(id, this::close);
      case RunCommand.Wake(var id) -> with(id, this::wake);
    };
  }

  private static Decision setParallel(Run run, int parallel) {
    if (run.state() instanceof RunState.Ended) {
      return refused(RunRefusal.RUN_ENDED, run);
    }
    if (parallel < 1 || parallel > RunSpec.PARALLEL_MAX) {
      return refuse(
          RunRefusal.PARALLEL_OUT_OF_RANGE,
          Facts.of("run", run.id()).and("value", parallel).and("max", RunSpec.PARALLEL_MAX));
    }
    return parallel == run.spec().parallel()
        ? accept()
        : accept(new RunEvent.ParallelSet(run.id(), parallel));
  }

  private Decision pause(Run run, RunCommand.Reach reach, String by) {
    var paused = new RunEvent.Paused(run.id(), Cause.PERSON, "paused by " + by);
    return switch (run.state()) {
      case RunState.Running _ -> accept(paused).then(freeze(run, reach));
      case RunState.Paused(var cause, _) when cause == Cause.FAILURE ->
          accept(paused).then(freeze(run, reach));
      case RunState.Paused _ -> {
        var more = freeze(run, reach);
        yield more.isEmpty() ? refused(RunRefusal.RUN_PAUSED_ALREADY, run) : accept().then(more);
      }
      case RunState.Accepting _, RunState.Ending _, RunState.Reopening _ ->
          refused(RunRefusal.RUN_BUSY, run);
      case RunState.Ended _ -> refused(RunRefusal.RUN_ENDED, run);
    };
  }

  private List<Command> freeze(Run run, RunCommand.Reach reach) {
    return switch (reach) {
      case STARTS -> List.of();
      case PROCESSES ->
          each(
              run,
              task ->
                  task.state() instanceof State.Running(_, var activity)
                          && !(activity instanceof State.Activity.Stopping)
                      ? Optional.of(new TaskCommand.Pause(task.id(), BY_RUN))
                      : Optional.empty());
    };
  }

  private Decision resume(Run run) {
    return switch (run.state()) {
      case RunState.Paused _ ->
          accept(new RunEvent.Resumed(run.id()))
              .then(
                  each(
                      run,
                      task ->
                          task.state() instanceof State.Paused(_, _, _, var by) && by.equals(BY_RUN)
                              ? Optional.of(new TaskCommand.Resume(task.id()))
                              : Optional.empty()));
      case RunState.Accepting _, RunState.Running _, RunState.Ending _, RunState.Reopening _ ->
          refused(RunRefusal.RUN_NOT_PAUSED, run);
      case RunState.Ended _ -> refused(RunRefusal.RUN_ENDED, run);
    };
  }

  /** Commands for the tasks that have a process: never more than the run's limit allows. */
  private List<Command> each(Run run, Function<Task, Optional<Command>> wish) {
    return tasks.of(run.id()).values().stream()
        .filter(task -> task.turn().isPresent())
        .flatMap(task -> wish.apply(task).stream())
        .toList();
  }

  private static Decision cancel(Run run, String reason) {
    var end = new RunEvent.EndRequested(run.id(), Verdict.CANCELLED, reason);
    return switch (run.state()) {
      case RunState.Accepting _, RunState.Running _, RunState.Paused _, RunState.Reopening _ ->
          accept(end);
      case RunState.Ending _ -> accept();
      case RunState.Ended _ -> refused(RunRefusal.RUN_ENDED, run);
    };
  }

  private static Decision giveUp(Run run, String reason) {
    return run.state() instanceof RunState.Accepting
        ? accept(new RunEvent.EndRequested(run.id(), Verdict.FAILED, reason))
        : refused(RunRefusal.RUN_NOT_ACCEPTING, run);
  }

  private Decision retry(Run run, Optional<TaskId> only) {
    var there = tasks.nextIndex(run.id());
    if (run.state() instanceof RunState.Ended && there < run.spec().total()) {
      return refuse(
          RunRefusal.RUN_INCOMPLETE,
          Facts.of("run", run.id()).and("there", there).and("total", run.spec().total()));
    }
    if (only.isPresent()) {
      var task = tasks.get(only.get());
      if (task == null) {
        return refuse(TaskRefusal.TASK_NOT_FOUND, Facts.of("task", only.get()));
      }
      if (!Reopening.badly(task)) {
        return hurried(task);
      }
    } else if (tasks.of(run.id()).values().stream().noneMatch(Reopening::badly)) {
      return refused(RunRefusal.RUN_HAS_NOTHING_TO_RETRY, run);
    }
    return switch (run.state()) {
      case RunState.Running _, RunState.Ended _ -> reopen(run, only, new RunState.Running());
      case RunState.Paused(var cause, _) ->
          reopen(run, only, cause == Cause.FAILURE ? new RunState.Running() : run.state());
      case RunState.Accepting _, RunState.Ending _, RunState.Reopening _ ->
          refused(RunRefusal.RUN_BUSY, run);
    };
  }

  /** A task that has not ended can only be spared the wait before its next attempt. */
  private static Decision hurried(Task task) {
    return task.state() instanceof State.Pending(var backoff) && backoff.isPresent()
        ? accept().then(new TaskCommand.Retry(task.id()))
        : refuse(
            TaskRefusal.TASK_NOT_RETRYABLE,
            Facts.of("task", task.spec().name()).and("state", task.state().word()));
  }

  private static Decision reopen(Run run, Optional<TaskId> only, RunState then) {
    return accept(new RunEvent.ReopenRequested(run.id(), only, then));
  }

  private Decision failed(Run run, TaskId task, String reason) {
    if (!(run.state() instanceof RunState.Running) || census.of(run.id()).allEnded()) {
      return accept();
    }
    var failed = tasks.get(task);
    var name = failed == null ? task.toString() : failed.spec().name();
    var why = "task `" + name + "` failed: " + reason;
    return switch (run.spec().onFailure()) {
      case PAUSE -> accept(new RunEvent.Paused(run.id(), Cause.FAILURE, why));
      case CONTINUE -> accept();
      case CANCEL -> accept(new RunEvent.EndRequested(run.id(), Verdict.FAILED, why));
    };
  }

  /** Whether the run, of which nothing moves, has anything left to decide. */
  boolean closable(Run run) {
    var allEnded = census.of(run.id()).allEnded();
    return switch (run.state()) {
      case RunState.Running _ -> true;
      case RunState.Paused _ -> allEnded;
      case RunState.Ending ending -> allEnded && ending.told();
      case RunState.Accepting _, RunState.Reopening _, RunState.Ended _ -> false;
    };
  }

  private Decision close(Run run) {
    if (!census.still(run.id()) || !closable(run)) {
      return accept();
    }
    var counts = census.of(run.id());
    var ended = counts.allEnded();
    if (run.state() instanceof RunState.Ending(var verdict, var reason, _) && ended) {
      return accept(new RunEvent.Ended(run.id(), verdict, reason));
    }
    var verdict = verdict(counts);
    return ended
        ? accept(new RunEvent.Ended(run.id(), verdict, ""))
        : accept(
            new RunEvent.EndRequested(
                run.id(),
                verdict == Verdict.SUCCEEDED ? Verdict.FAILED : verdict,
                "what is left needs tasks that did not succeed"));
  }

  private static Verdict verdict(Counts counts) {
    if (counts.of(Standing.FAILED) > 0) {
      return Verdict.FAILED;
    }
    if (counts.of(Standing.CANCELLED) == 0) {
      return Verdict.SUCCEEDED;
    }
    return counts.of(Standing.TOLERATED) > 0 ? Verdict.FAILED : Verdict.CANCELLED;
  }

  private Decision wake(Run run) {
    return switch (run.state()) {
      case RunState.Ending ending -> ending.told() ? accept() : end(run, ending.cursor());
      case RunState.Reopening(var cursor, var only, _) -> reopening.step(run, cursor, only);
      case RunState.Accepting _, RunState.Running _, RunState.Paused _, RunState.Ended _ ->
          accept();
    };
  }

  private Decision end(Run run, int cursor) {
    var commands = new ArrayList<Command>();
    var next =
        Chore.step(
            tasks,
            run,
            cursor,
            task -> !task.state().terminal(),
            task -> commands.add(new TaskCommand.Abandon(task.id(), "its run was ended")));
    var last = next >= tasks.nextIndex(run.id());
    return accept(new RunEvent.EndAdvanced(run.id(), last ? RunState.Ending.ALL : next))
        .then(commands);
  }

  /** Why these tasks would not be added; empty when they would. */
  Optional<Decision.Refused> refusal(RunCommand.Add add) {
    return with(add.run(), run -> intake.add(run, add.first(), add.tasks()))
            instanceof Decision.Refused refused
        ? Optional.of(refused)
        : Optional.empty();
  }

  private Decision with(RunId id, Function<Run, Decision> rule) {
    var run = runs.get(id);
    return run == null ? refuse(RunRefusal.RUN_NOT_FOUND, Facts.of("run", id)) : rule.apply(run);
  }

  static Decision refused(RunRefusal why, Run run) {
    return refuse(why, Facts.of("run", run.id()).and("state", run.state().word()));
  }
}
