package dev.continuo.run;

import dev.continuo.engine.Command;
import dev.continuo.engine.Decision;
import dev.continuo.engine.Effect;
import dev.continuo.engine.Feature;
import dev.continuo.engine.Moment;
import dev.continuo.engine.Reactions;
import dev.continuo.engine.Refusal;
import dev.continuo.engine.Schema;
import dev.continuo.engine.Table;
import dev.continuo.engine.Tables;
import dev.continuo.task.Blame;
import dev.continuo.task.Door;
import dev.continuo.task.Kind;
import dev.continuo.task.RunId;
import dev.continuo.task.TaskEvent;
import dev.continuo.task.Tasks;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The feature that owns the table of runs. What it decides stands in {@link RunRules}. */
public final class Runs implements Feature<RunCommand, RunEvent> {
  private final Tables tables;
  private final Table<RunId, Run> runs;
  private final Tasks tasks;
  private final Census census = new Census();
  private final RunRules rules;
  private final TreeSet<RunId> closable = new TreeSet<>();

  public Runs(Tables tables, Tasks tasks) {
    this.tables = tables;
    this.tasks = tasks;
    runs =
        tables.create(
            new Schema<>("run", RunId.class, Run.class, RunId::number, RunCommand.Wake::new));
    tasks.table().watch(census);
    rules = new RunRules(this, tasks, census);
    tasks.table().watch((id, _, _) -> recheck(id.run()));
    runs.watch((id, _, _) -> recheck(id));
  }

  private void recheck(RunId id) {
    var run = census.still(id) ? runs.get(id) : null;
    if (run != null && rules.closable(run)) {
      closable.add(id);
    } else {
      closable.remove(id);
    }
  }

  public Table<RunId, Run> table() {
    return runs;
  }

  public @Nullable Run get(RunId id) {
    return runs.get(id);
  }

  /** Why these tasks would not be added; empty when they would. */
  public Optional<Decision.Refused> refusal(RunCommand.Add add) {
    return rules.refusal(add);
  }

  /** The number of the next run. */
  RunId next() {
    return new RunId(tables.highestHome() + 1);
  }

  @Override
  public Class<RunCommand> commands() {
    return RunCommand.class;
  }

  @Override
  public Class<RunEvent> events() {
    return RunEvent.class;
  }

  @Override
  public List<Class<?>> vocabulary() {
    return List.of(RunReply.class);
  }

  @Override
  public List<Class<? extends Effect>> effects() {
    return List.of(RunEffect.FeedTasks.class);
  }

  @Override
  public List<? extends Refusal> refusals() {
    return List.of(RunRefusal.values());
  }

  @Override
  public Decision decide(RunCommand command, Moment at) {
    return rules.decide(command);
  }

  @Override
  public void react(Reactions on) {
    on.on(TaskEvent.Failed.class, this::failed);
  }

  private List<Command> failed(TaskEvent.Failed event) {
    var task = tasks.get(event.task());
    return task != null
            && (task.spec().kind() == Kind.WORK || task.closed(Door.START))
            && task.spec().blame() == Blame.RUN
        ? List.of(new RunCommand.NoteFailure(event.task(), event.reason()))
        : List.of();
  }

  @Override
  public Optional<Command> settle(Moment at) {
    return closable.isEmpty()
        ? Optional.empty()
        : Optional.of(new RunCommand.Close(closable.first()));
  }

  @Override
  public void apply(RunEvent event, Instant when) {
    var next =
        event instanceof RunEvent.Submitted(var id, var spec)
            ? new Run(id, spec, new RunState.Accepting(0), when, when)
            : evolve(known(event.run()), event, when);
    runs.put(event.run(), next);
  }

  private Run known(RunId id) {
    var run = runs.get(id);
    if (run == null) {
      throw new IllegalStateException("bug: the log speaks of run " + id + " that is not there");
    }
    return run;
  }

  private static Run evolve(Run run, RunEvent event, Instant when) {
    return switch (event) {
      case RunEvent.Submitted _ -> throw new IllegalStateException("bug: submitted twice " + run);
      case RunEvent.Fed(_, var next) -> run.in(new RunState.Accepting(next), run.since());
      case RunEvent.Opened _ -> run.in(new RunState.Running(), when);
      case RunEvent.Extended(_, _, var count, var syncs) -> run.as(run.spec().and(count, syncs));
      case RunEvent.ParallelSet(_, var parallel) -> run.as(run.spec().at(RunLimit.set(parallel)));
      case RunEvent.Paused(_, var cause, var reason) ->
          run.in(new RunState.Paused(cause, reason), when);
      case RunEvent.Resumed _ -> run.in(new RunState.Running(), when);
      case RunEvent.EndRequested(_, var verdict, var reason) ->
          run.in(new RunState.Ending(verdict, reason, 0), when);
      case RunEvent.EndAdvanced(_, var cursor) ->
          run.state() instanceof RunState.Ending(var verdict, var reason, _)
              ? run.in(new RunState.Ending(verdict, reason, cursor), run.since())
              : impossible(run);
      case RunEvent.ReopenRequested(_, var only, var then) ->
          run.in(new RunState.Reopening(0, only, then), when);
      case RunEvent.ReopenAdvanced(_, var cursor) ->
          run.state() instanceof RunState.Reopening(_, var only, var then)
              ? run.in(new RunState.Reopening(cursor, only, then), run.since())
              : impossible(run);
      case RunEvent.Reopened _ ->
          run.state() instanceof RunState.Reopening(_, _, var then)
              ? run.in(then, when)
              : impossible(run);
      case RunEvent.Ended(_, var verdict, var reason) ->
          run.in(new RunState.Ended(verdict, reason), when);
    };
  }

  private static Run impossible(Run run) {
    throw new IllegalStateException(
        "bug: corrupt history, run " + run.id() + " is " + run.state().word());
  }
}
