package dev.continuo.expansion;

import static dev.continuo.engine.Decision.accept;
import static dev.continuo.engine.Decision.refuse;

import dev.continuo.engine.Command;
import dev.continuo.engine.Decision;
import dev.continuo.engine.Facts;
import dev.continuo.engine.Feature;
import dev.continuo.engine.Moment;
import dev.continuo.engine.NoEvent;
import dev.continuo.engine.Reactions;
import dev.continuo.run.RunCommand;
import dev.continuo.run.Runs;
import dev.continuo.task.Admission;
import dev.continuo.task.Kind;
import dev.continuo.task.Latch;
import dev.continuo.task.LatchOwner;
import dev.continuo.task.Remedy;
import dev.continuo.task.State;
import dev.continuo.task.Task;
import dev.continuo.task.TaskCommand;
import dev.continuo.task.TaskEvent;
import dev.continuo.task.TaskId;
import dev.continuo.task.TaskRefusal;
import dev.continuo.task.Tasks;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The feature that adds a task for each item of a list to the run of the list's group. */
public final class Expansions implements Feature<ExpansionCommand, NoEvent>, LatchOwner {
  private final Tasks tasks;
  private final Runs runs;

  public Expansions(Tasks tasks, Runs runs) {
    this.tasks = tasks;
    this.runs = runs;
    tasks.register(this);
  }

  /** Whether the group waits for nothing but its items. */
  private static boolean gathering(Task group) {
    return group.state() instanceof State.Pending && group.latches().contains(EachPart.ITEMS);
  }

  @Override
  public Class<ExpansionCommand> commands() {
    return ExpansionCommand.class;
  }

  @Override
  public Class<NoEvent> events() {
    return NoEvent.class;
  }

  @Override
  public List<Class<?>> vocabulary() {
    return List.of(EachPart.class);
  }

  @Override
  public String owner() {
    return EachPart.OWNER;
  }

  @Override
  public void react(Reactions on) {
    on.on(TaskEvent.Ended.class, this::ended);
  }

  /** The end of an item may be that of the whole list. */
  private List<Command> ended(TaskEvent.Ended event) {
    return Optional.ofNullable(tasks.get(event.task()))
        .filter(task -> task.spec().kind() == Kind.WORK)
        .flatMap(task -> task.spec().subject())
        .filter(this::complete)
        .map(group -> List.<Command>of(new ExpansionCommand.Complete(group)))
        .orElse(List.of());
  }

  private boolean complete(TaskId id) {
    var group = tasks.get(id);
    return group != null && gathering(group) && tasks.open(id) == 0;
  }

  @Override
  public Admission admit(Task task) {
    if (task.spec().part(EachPart.class).isEmpty()) {
      return Admission.OPEN;
    }
    var items = tasks.items(task.id());
    if (items.isEmpty() && !task.opened().contains(EachPart.OWNER)) {
      return new Admission.Closed(EachPart.list(0));
    }
    return tasks.open(task.id()) > 0 ? new Admission.Closed(EachPart.ITEMS) : Admission.OPEN;
  }

  @Override
  public Decision decide(ExpansionCommand command, Moment at) {
    return switch (command) {
      case ExpansionCommand.Expand expand -> expand(expand);
      case ExpansionCommand.GiveUp(var id, var reason) -> giveUp(id, reason);
      case ExpansionCommand.Complete(var id) ->
          complete(id) ? accept().then(new TaskCommand.OpenLatch(id, EachPart.ITEMS)) : accept();
    };
  }

  /** Each piece is asked for by the number of items that are there, and so comes once. */
  private Decision expand(ExpansionCommand.Expand expand) {
    var group = tasks.get(expand.group());
    var there = OptionalInt.of(expand.there());
    if (group == null || !EachPart.asked(group).equals(there)) {
      return unasked(expand.group(), Integer.toString(expand.there()));
    }
    var commands = new ArrayList<Command>();
    if (!expand.items().isEmpty()) {
      var items = expand.items().stream().map(item -> item.in(group.id(), group.spec())).toList();
      var run = group.id().run();
      var add = new RunCommand.Add(run, tasks.nextIndex(run), items);
      var refusal = runs.refusal(add);
      if (refusal.isPresent()) {
        return refusal.get();
      }
      commands.add(add);
    }
    var next = expand.there() + expand.items().size();
    commands.add(new TaskCommand.OpenLatch(group.id(), EachPart.list(expand.there())));
    if (next < expand.count()) {
      commands.add(new TaskCommand.PutLatch(group.id(), EachPart.list(next)));
    }
    return accept().then(commands);
  }

  /** The latch stays closed, so that a retry evaluates the list again. */
  private Decision giveUp(TaskId id, String reason) {
    var group = tasks.get(id);
    var there = group == null ? OptionalInt.empty() : EachPart.asked(group);
    return there.isEmpty()
        ? unasked(id, "list")
        : accept()
            .then(
                new TaskCommand.BreakLatch(
                    id, EachPart.list(there.getAsInt()), new Remedy.Fail(reason)));
  }

  private static Decision unasked(TaskId group, String latch) {
    return refuse(TaskRefusal.LATCH_NOT_FOUND, Facts.of("task", group).and("latch", latch));
  }

  @Override
  public void apply(NoEvent event, Instant when) {}

  @Override
  public Waiting explain(Task task, Latch latch) {
    if (latch.equals(EachPart.ITEMS)) {
      var open = tasks.open(task.id());
      return Waiting.on(open + " of its items to end");
    }
    return task.spec()
        .part(EachPart.class)
        .map(part -> Waiting.on("the evaluation of its list `" + part.expression() + "`"))
        .orElseThrow();
  }
}
