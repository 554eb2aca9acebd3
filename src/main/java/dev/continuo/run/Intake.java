package dev.continuo.run;

import static dev.continuo.engine.Decision.accept;
import static dev.continuo.engine.Decision.refuse;

import dev.continuo.engine.Budget;
import dev.continuo.engine.Decision;
import dev.continuo.engine.Facts;
import dev.continuo.task.Kind;
import dev.continuo.task.Need;
import dev.continuo.task.RunId;
import dev.continuo.task.TaskCommand;
import dev.continuo.task.TaskSpec;
import dev.continuo.task.Tasks;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How tasks come into runs: with a plan, after it when it is large, and while it goes on. */
final class Intake {
  private final Tasks tasks;

  Intake(Tasks tasks) {
    this.tasks = tasks;
  }

  Decision submit(RunId id, RunSpec spec, List<TaskSpec> first) {
    if (first.isEmpty()) {
      return refuse(RunRefusal.RUN_EMPTY, Facts.NONE);
    }
    var excess = excess(first);
    if (excess.isPresent()) {
      return excess.get();
    }
    var events = new ArrayList<RunEvent>();
    events.add(new RunEvent.Submitted(id, spec));
    events.add(fed(id, first.size(), spec.total()));
    return accept(events)
        .then(new TaskCommand.Submit(id, 0, first))
        .replying(new RunReply.Submitted(id));
  }

  Decision feed(Run run, int first, List<TaskSpec> more) {
    if (!(run.state() instanceof RunState.Accepting(var next)) || next != first) {
      return RunRules.refused(RunRefusal.RUN_NOT_ACCEPTING, run);
    }
    var excess = excess(more);
    if (excess.isPresent()) {
      return excess.get();
    }
    return accept(fed(run.id(), first + more.size(), run.spec().total()))
        .then(new TaskCommand.Submit(run.id(), first, more));
  }

  /** The rest of the plan has fixed indexes, so nothing comes between before it is there. */
  Decision add(Run run, int first, List<TaskSpec> more) {
    return switch (run.state()) {
      case RunState.Running _, RunState.Paused _ -> added(run, first, more);
      case RunState.Accepting _, RunState.Reopening _ -> RunRules.refused(RunRefusal.RUN_BUSY, run);
      case RunState.Ending _, RunState.Ended _ -> RunRules.refused(RunRefusal.RUN_CLOSED, run);
    };
  }

  private Decision added(Run run, int first, List<TaskSpec> more) {
    if (more.isEmpty()) {
      return refuse(RunRefusal.RUN_EMPTY, Facts.NONE);
    }
    var excess = excess(more);
    if (excess.isPresent()) {
      return excess.get();
    }
    var next = tasks.nextIndex(run.id());
    var moved = more.stream().map(spec -> moved(spec, first, next)).toList();
    var submit = new TaskCommand.Submit(run.id(), next, moved);
    var refusal = tasks.refusal(submit);
    return refusal.isPresent()
        ? refusal.get()
        : accept(new RunEvent.Extended(run.id(), next, moved.size(), Kind.SYNC.count(moved)))
            .then(submit)
            .replying(
                new RunReply.Extended(run.id().task(next), moved.size() - Kind.SYNC.count(moved)));
  }

  private static TaskSpec moved(TaskSpec spec, int first, int next) {
    return spec.needing(
        spec.needs().stream()
            .map(
                need ->
                    need.index() < first ? need : new Need(need.index() - first + next, need.on()))
            .toList());
  }

  private static RunEvent fed(RunId id, int next, int total) {
    return next < total ? new RunEvent.Fed(id, next) : new RunEvent.Opened(id);
  }

  private static Optional<Decision> excess(List<TaskSpec> tasks) {
    if (tasks.size() > RunCommand.TASKS_MAX) {
      return Optional.of(
          refuse(
              RunRefusal.TASKS_TOO_MANY,
              Facts.of("count", tasks.size()).and("max", RunCommand.TASKS_MAX)));
    }
    var fit = RunCommand.piece(tasks).size();
    return fit < tasks.size()
        ? Optional.of(
            refuse(
                RunRefusal.TASKS_TOO_HEAVY,
                Facts.of("count", tasks.size()).and("fit", fit).and("max", Budget.STEP_EVENTS)))
        : Optional.empty();
  }
}
