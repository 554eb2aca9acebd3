package dev.continuo.round;

import static dev.continuo.engine.Decision.accept;
import static dev.continuo.engine.Decision.refuse;

import dev.continuo.engine.Command;
import dev.continuo.engine.Decision;
import dev.continuo.engine.Facts;
import dev.continuo.engine.Feature;
import dev.continuo.engine.Moment;
import dev.continuo.engine.NoEvent;
import dev.continuo.engine.Reactions;
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
import java.util.List;
import java.util.Optional;

/** The feature that sends a task back until its own condition holds. */
public final class Rounds implements Feature<RoundCommand, NoEvent>, LatchOwner {
  private final Tasks tasks;

  public Rounds(Tasks tasks) {
    this.tasks = tasks;
    tasks.register(this);
  }

  @Override
  public Class<RoundCommand> commands() {
    return RoundCommand.class;
  }

  @Override
  public Class<NoEvent> events() {
    return NoEvent.class;
  }

  @Override
  public List<Class<?>> vocabulary() {
    return List.of(UntilPart.class);
  }

  @Override
  public String owner() {
    return UntilPart.OWNER;
  }

  @Override
  public void react(Reactions on) {
    on.on(TaskEvent.Submitted.class, event -> closed(event.task()));
    on.on(TaskEvent.Reworked.class, event -> closed(event.task()));
    on.on(TaskEvent.Reopened.class, event -> closed(event.task()));
  }

  /** Each claim finds the latch closed. */
  private List<Command> closed(TaskId id) {
    return Optional.ofNullable(tasks.get(id))
        .filter(task -> task.spec().part(UntilPart.class).isPresent())
        .filter(task -> !task.spec().takenOver())
        .filter(task -> !task.latches().contains(UntilPart.LATCH))
        .map(task -> List.<Command>of(new TaskCommand.PutLatch(id, UntilPart.LATCH)))
        .orElse(List.of());
  }

  @Override
  public Decision decide(RoundCommand command, Moment at) {
    return switch (command) {
      case RoundCommand.Assess(var id, var attempt, var assessment) -> {
        var task = tasks.get(id);
        yield task != null
                && task.state().equals(new State.Verifying(attempt))
                && task.latches().contains(UntilPart.LATCH)
            ? accept().then(follow(task, assessment))
            : refuse(
                TaskRefusal.LATCH_NOT_FOUND,
                Facts.of("task", id).and("latch", UntilPart.LATCH.key()));
      }
    };
  }

  private static Command follow(Task task, Assessment assessment) {
    var rounds = task.tally().rounds();
    return switch (assessment) {
      case Assessment.Done _ -> new TaskCommand.OpenLatch(task.id(), UntilPart.LATCH);
      case Assessment.Again(var findings, _) when rounds < most(task) ->
          broken(task, new Remedy.Rework(findings));
      case Assessment.Again(_, var reason) ->
          broken(task, new Remedy.Fail(sentBack(rounds) + reason));
      case Assessment.Fail(var reason) -> broken(task, new Remedy.Fail(reason));
    };
  }

  private static Command broken(Task task, Remedy remedy) {
    return new TaskCommand.BreakLatch(task.id(), UntilPart.LATCH, remedy);
  }

  private static int most(Task task) {
    return task.spec().part(UntilPart.class).map(UntilPart::roundsMax).orElse(0);
  }

  private static String sentBack(int rounds) {
    return "sent back " + (rounds == 1 ? "once" : rounds + " times") + ", and ";
  }

  @Override
  public void apply(NoEvent event, Instant when) {}

  @Override
  public Waiting explain(Task task, Latch latch) {
    return task.spec()
        .part(UntilPart.class)
        .map(part -> Waiting.on("the evaluation of `until: " + part.expression() + "`"))
        .orElseThrow();
  }
}
