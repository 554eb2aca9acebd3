package dev.continuo.task;

import dev.continuo.engine.Budget;
import dev.continuo.engine.Command;
import dev.continuo.engine.Decision;
import dev.continuo.engine.Effect;
import dev.continuo.engine.Feature;
import dev.continuo.engine.Moment;
import dev.continuo.engine.Refusal;
import dev.continuo.engine.Schema;
import dev.continuo.engine.Table;
import dev.continuo.engine.Tables;
import dev.continuo.task.State.Activity;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The feature that owns the table of tasks. What it decides stands in {@link TaskRules}. */
public final class Tasks implements Feature<TaskCommand, TaskEvent> {
  private final Table<TaskId, Task> tasks;
  private final Readiness readiness;
  private final Names names = new Names();
  private final Members members;
  private final SequencedMap<String, LatchOwner> owners = new LinkedHashMap<>();
  private final TaskRules rules;

  public Tasks(Tables tables) {
    tasks =
        tables.create(
            new Schema<>(
                "task", TaskId.class, Task.class, id -> id.run().number(), TaskCommand.Wake::new));
    readiness = new Readiness(tasks);
    tasks.watch(readiness);
    tasks.watch(names);
    members = new Members();
    tasks.watch(members);
    rules = new TaskRules(this);
  }

  public Table<TaskId, Task> table() {
    return tasks;
  }

  public @Nullable Task get(TaskId id) {
    return tasks.get(id);
  }

  public NavigableMap<TaskId, Task> of(RunId run) {
    return tasks.in(run.number());
  }

  public @Nullable TaskId named(RunId run, String name) {
    tasks.in(run.number());
    return names.named(run, name);
  }

  /** The index that the next task of the run will have. */
  public int nextIndex(RunId run) {
    var all = of(run);
    return all.isEmpty() ? 0 : all.lastKey().index() + 1;
  }

  /** Why these tasks would not be added; empty when they would. For who adds them as a part. */
  public Optional<Decision.Refused> refusal(TaskCommand.Submit submit) {
    return rules.submit(submit) instanceof Decision.Refused refused
        ? Optional.of(refused)
        : Optional.empty();
  }

  /** Lets a feature put latches on tasks; owners are asked for admission in this order. */
  public void register(LatchOwner owner) {
    if (owners.putIfAbsent(owner.owner(), owner) != null) {
      throw new IllegalArgumentException("bug: two owners of latches are called " + owner.owner());
    }
  }

  /** What the latch waits for, as its owner says. */
  public LatchOwner.Waiting explain(Task task, Latch latch) {
    var owner = owners.get(latch.owner());
    return owner == null
        ? LatchOwner.Waiting.on(latch.owner() + " " + latch.key())
        : owner.explain(task, latch);
  }

  /** The first thing that an owner of latches has against a new attempt of the task. */
  Admission admit(Task task) {
    for (var owner : owners.values()) {
      var admission = owner.admit(task);
      if (!(admission instanceof Admission.Open)) {
        return admission;
      }
    }
    return Admission.OPEN;
  }

  /** How many more of the task's needs have to be satisfied. */
  public int waiting(TaskId id) {
    return readiness.waiting(id);
  }

  /** Whether nothing but capacity keeps the task from its next turn. */
  boolean open(Task task) {
    return readiness.open(task);
  }

  /** Whether one need of the task is satisfied. */
  public boolean satisfied(Task task, Need need) {
    return readiness.satisfied(task, need);
  }

  /** The tasks that were added to the group, in their order. */
  public NavigableSet<TaskId> items(TaskId group) {
    return members.of(group);
  }

  /** How many of the tasks that were added to the group have not ended. */
  public int open(TaskId group) {
    return members.open(group);
  }

  /** The tasks that a group stands for, in their order. */
  public List<Task> members(Task group) {
    return group.spec().part(GroupPart.class).filter(GroupPart::grows).isPresent()
        ? there(items(group.id()).stream())
        : needed(group);
  }

  /** The tasks that this one needs, in the order of its needs. */
  public List<Task> needed(Task task) {
    return there(task.spec().needs().stream().map(need -> task.id().run().task(need.index())));
  }

  private List<Task> there(Stream<TaskId> ids) {
    return ids.map(this::get).filter(Objects::nonNull).toList();
  }

  /** The tasks of the same run that need this one. */
  public List<TaskId> dependants(TaskId id) {
    return readiness.dependants(id);
  }

  @Override
  public Class<TaskCommand> commands() {
    return TaskCommand.class;
  }

  @Override
  public Class<TaskEvent> events() {
    return TaskEvent.class;
  }

  @Override
  public List<Class<?>> vocabulary() {
    return List.of(
        ArtifactPart.class,
        ChoicePart.class,
        ExpectedPart.class,
        FilesPart.class,
        GroupPart.class,
        JoinPart.class,
        ResourcePart.class,
        RoutedPart.class,
        SecretPart.class,
        TagsPart.class,
        TakenOver.class,
        TitlePart.class);
  }

  @Override
  public List<Class<? extends Effect>> effects() {
    return List.of(TaskEffect.Keep.class, TaskEffect.Resolve.class);
  }

  @Override
  public List<? extends Refusal> refusals() {
    return List.of(TaskRefusal.values());
  }

  @Override
  public Decision decide(TaskCommand command, Moment at) {
    return rules.decide(command, at);
  }

  @Override
  public Optional<Command> settle(Moment at) {
    if (readiness.settled()) {
      return Optional.empty();
    }
    var budget = new Budget();
    var late = budget.next(readiness.late(), this::weight);
    var hopeless = budget.next(readiness.hopeless(), this::weight);
    var ready = budget.next(readiness.ready(), this::weight);
    return Optional.of(new TaskCommand.Settle(ready, late, hopeless));
  }

  /** How many events one change of the task may lead to, at most. */
  public int weight(TaskId id) {
    return known(id).spec().weight();
  }

  @Override
  public void apply(TaskEvent event, Instant when) {
    var next =
        event instanceof TaskEvent.Submitted(var id, var spec)
            ? Task.submitted(id, spec, when)
            : evolve(known(event.task()), event, when);
    tasks.put(event.task(), next.released());
  }

  private Task known(TaskId id) {
    var task = tasks.get(id);
    if (task == null) {
      throw new IllegalStateException("bug: the log speaks of task " + id + " that is not there");
    }
    return task;
  }

  private static Task evolve(Task task, TaskEvent event, Instant when) {
    return switch (event) {
      case TaskEvent.Submitted _ -> throw new IllegalStateException("bug: submitted twice " + task);
      case TaskEvent.Changed(_, var revision) -> task.revised(revision);
      case TaskEvent.Assigned(_, var work, var part) -> task.assigned(work, part);
      case TaskEvent.LatchPut(_, var latch) -> task.latched(latch);
      case TaskEvent.LatchOpened(_, var latch) -> task.opened(latch);
      case TaskEvent.LatchWithdrawn(_, var latch) -> task.without(latch);
      case TaskEvent.Queued(_, var place, var next) ->
          task.in(new State.Queued(when, place, next), when);
      case TaskEvent.Dequeued _ -> task.dequeued(when);
      case TaskEvent.Started(_, var turn, var deadline, var leases, var worker) ->
          task.started(turn, leases)
              .in(
                  new State.Running(
                      new State.Turn(turn, when, deadline, worker), new Activity.Starting()),
                  when);
      case TaskEvent.Launched(_, _, var process) -> task.doing(new Activity.Working(process));
      case TaskEvent.Overdue _ -> task.overdue();
      case TaskEvent.StopRequested(_, _, var why, var reason) ->
          task.in(new State.Running(turn(task), new Activity.Stopping(why, reason)), task.since());
      case TaskEvent.Paused(_, var left, var by) -> task.paused(left, by, when);
      case TaskEvent.Resumed(_, var deadline) -> task.resumed(deadline, when);
      case TaskEvent.Held(_, var by) -> task.held(Optional.of(by));
      case TaskEvent.Released _ -> task.held(Optional.empty());
      case TaskEvent.TurnEnded(_, var turn, var outcome, var exit) ->
          task.after(new EndedTurn(turn, turn(task).since(), when, outcome, exit));
      case TaskEvent.Swept _ -> task.swept();
      case TaskEvent.Claimed(_, var attempt, var result) ->
          task.with(result).in(new State.Verifying(attempt), when);
      case TaskEvent.RetryPlanned(_, var until, _) ->
          task.counted(task.tally().failed()).in(new State.Pending(Optional.of(until)), when);
      case TaskEvent.BackoffEnded _ -> task.in(new State.Pending(Optional.empty()), when);
      case TaskEvent.TurnForfeited(_, var outcome) ->
          task.counted(outcome == Outcome.LOST ? task.tally().lost() : task.tally())
              .in(new State.Queued(when, State.Place.HEAD, State.Next.TURN), when);
      case TaskEvent.Suspended(_, var spent) ->
          task.counted(task.tally().spent(spent)).in(new State.Suspended(), when);
      case TaskEvent.Reworked(_, _, var findings) ->
          task.with(findings)
              .begunAnew()
              .counted(task.tally().reworked())
              .in(new State.Pending(Optional.empty()), when);
      case TaskEvent.Blocked(_, var kind, var reason) ->
          task.in(new State.Blocked(kind, reason), when);
      case TaskEvent.Reopened _ ->
          task.counted(Tally.ZERO)
              .begunAnew()
              .unopened()
              .with(Result.NONE)
              .held(Optional.empty())
              .in(new State.Pending(Optional.empty()), when);
      case TaskEvent.Succeeded _ -> task.in(new State.Succeeded(), when);
      case TaskEvent.Failed(_, var reason) -> task.in(new State.Failed(reason), when);
      case TaskEvent.Cancelled(_, var reason) -> task.in(new State.Cancelled(reason), when);
      case TaskEvent.Skipped(_, var reason) -> task.in(new State.Skipped(reason), when);
    };
  }

  private static State.Turn turn(Task task) {
    return task.turn().orElseThrow(() -> new IllegalStateException("bug: no turn in " + task));
  }
}
