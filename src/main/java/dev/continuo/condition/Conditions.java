package dev.continuo.condition;

import static dev.continuo.engine.Decision.accept;
import static dev.continuo.engine.Decision.refuse;

import dev.continuo.engine.Command;
import dev.continuo.engine.Decision;
import dev.continuo.engine.Facts;
import dev.continuo.engine.Feature;
import dev.continuo.engine.Moment;
import dev.continuo.engine.NoEvent;
import dev.continuo.task.Admission;
import dev.continuo.task.Door;
import dev.continuo.task.Latch;
import dev.continuo.task.LatchOwner;
import dev.continuo.task.Remedy;
import dev.continuo.task.State;
import dev.continuo.task.Task;
import dev.continuo.task.TaskCommand;
import dev.continuo.task.TaskRefusal;
import dev.continuo.task.Tasks;
import java.time.Instant;
import java.util.List;

/** The feature that decides before a task's first attempt whether the task is done at all. */
public final class Conditions implements Feature<ConditionCommand, NoEvent>, LatchOwner {
  private final Tasks tasks;

  public Conditions(Tasks tasks) {
    this.tasks = tasks;
    tasks.register(this);
  }

  @Override
  public Class<ConditionCommand> commands() {
    return ConditionCommand.class;
  }

  @Override
  public Class<NoEvent> events() {
    return NoEvent.class;
  }

  @Override
  public List<Class<?>> vocabulary() {
    return List.of(ConditionPart.class, FollowsPart.class);
  }

  @Override
  public String owner() {
    return ConditionPart.OWNER;
  }

  @Override
  public Admission admit(Task task) {
    var skip = FollowsPart.skip(task, tasks);
    if (skip.isPresent()) {
      return new Admission.Ends(skip.get());
    }
    return task.attempt() == 0
            && task.spec().part(ConditionPart.class).isPresent()
            && !task.opened().contains(ConditionPart.OWNER)
        ? new Admission.Closed(ConditionPart.LATCH)
        : Admission.OPEN;
  }

  @Override
  public Decision decide(ConditionCommand command, Moment at) {
    return switch (command) {
      case ConditionCommand.Decide(var id, var choice) -> {
        var task = tasks.get(id);
        yield task != null
                && task.state() instanceof State.Pending
                && task.latches().contains(ConditionPart.LATCH)
            ? accept().then(follow(task, choice))
            : refuse(
                TaskRefusal.LATCH_NOT_FOUND,
                Facts.of("task", id).and("latch", ConditionPart.LATCH.key()));
      }
    };
  }

  /**
   * If the task waits for something else again, the answer is of no use: the latch is taken away,
   * and put again when the task is ready for the next time.
   */
  private Command follow(Task task, Choice choice) {
    var id = task.id();
    if (task.latches(Door.START).size() > 1 || tasks.waiting(id) > 0) {
      return new TaskCommand.WithdrawLatch(id, ConditionPart.LATCH);
    }
    return switch (choice) {
      case Choice.Do _ -> new TaskCommand.OpenLatch(id, ConditionPart.LATCH);
      case Choice.Skip(var reason) ->
          new TaskCommand.BreakLatch(id, ConditionPart.LATCH, new Remedy.Skip(reason));
      case Choice.Fail(var reason) ->
          new TaskCommand.BreakLatch(id, ConditionPart.LATCH, new Remedy.Fail(reason));
    };
  }

  @Override
  public void apply(NoEvent event, Instant when) {}

  @Override
  public Waiting explain(Task task, Latch latch) {
    return task.spec()
        .part(ConditionPart.class)
        .map(part -> Waiting.on("the evaluation of its condition `" + part.expression() + "`"))
        .orElseThrow();
  }
}
