package dev.continuo.launch;

import static dev.continuo.engine.Decision.accept;
import static dev.continuo.engine.Decision.refuse;

import dev.continuo.engine.Command;
import dev.continuo.engine.Decision;
import dev.continuo.engine.Facts;
import dev.continuo.engine.Feature;
import dev.continuo.engine.Index;
import dev.continuo.engine.Moment;
import dev.continuo.engine.NoEvent;
import dev.continuo.engine.Reactions;
import dev.continuo.engine.Refusal;
import dev.continuo.run.Run;
import dev.continuo.run.RunRefusal;
import dev.continuo.run.RunState;
import dev.continuo.run.Runs;
import dev.continuo.task.Latch;
import dev.continuo.task.LatchOwner;
import dev.continuo.task.RunId;
import dev.continuo.task.Task;
import dev.continuo.task.TaskCommand;
import dev.continuo.task.TaskEvent;
import dev.continuo.task.TaskId;
import dev.continuo.task.Tasks;
import java.time.Instant;
import java.util.List;

/** The feature that holds tasks back until a person launches them. */
public final class Launches implements Feature<LaunchCommand, NoEvent>, LatchOwner {
  private final Tasks tasks;
  private final Runs runs;
  private final Index<RunId, TaskId, Task> waiting;

  public Launches(Tasks tasks, Runs runs) {
    this.tasks = tasks;
    this.runs = runs;
    tasks.register(this);
    waiting =
        tasks.table().index(task -> LaunchPart.waits(task) ? List.of(task.id().run()) : List.of());
  }

  @Override
  public Class<LaunchCommand> commands() {
    return LaunchCommand.class;
  }

  @Override
  public Class<NoEvent> events() {
    return NoEvent.class;
  }

  @Override
  public List<Class<?>> vocabulary() {
    return List.of(LaunchPart.class);
  }

  @Override
  public String owner() {
    return LaunchPart.OWNER;
  }

  @Override
  public void react(Reactions on) {
    on.on(TaskEvent.Submitted.class, Launches::held);
  }

  private static List<Command> held(TaskEvent.Submitted event) {
    return event.spec().part(LaunchPart.class).isPresent() && !event.spec().takenOver()
        ? List.of(new TaskCommand.PutLatch(event.task(), LaunchPart.LATCH))
        : List.of();
  }

  @Override
  public List<? extends Refusal> refusals() {
    return List.of(LaunchRefusal.values());
  }

  @Override
  public Decision decide(LaunchCommand command, Moment at) {
    return switch (command) {
      case LaunchCommand.Next(var id) -> {
        var run = runs.get(id);
        yield run == null ? refuse(RunRefusal.RUN_NOT_FOUND, Facts.of("run", id)) : next(run);
      }
    };
  }

  /** The first that waits is the one whose needs come first too: needs point backwards. */
  private Decision next(Run run) {
    if (run.state() instanceof RunState.Ended) {
      return refuse(
          RunRefusal.RUN_ENDED, Facts.of("run", run.id()).and("state", run.state().word()));
    }
    // the index knows only runs that are in memory
    tasks.of(run.id());
    var held = waiting.get(run.id());
    if (held.isEmpty()) {
      return refuse(LaunchRefusal.RUN_HAS_NOTHING_TO_LAUNCH, Facts.of("run", run.id()));
    }
    var first = tasks.get(held.first());
    if (first == null) {
      throw new IllegalStateException("bug: " + held.first() + " waits and is not there");
    }
    var left = tasks.waiting(first.id());
    return left > 0
        ? refuse(
            LaunchRefusal.BATCH_NOT_READY,
            Facts.of("run", run.id())
                .and("batch", first.spec().name())
                .and("left", left == 1 ? "1 task" : left + " tasks")
                .and("have", left == 1 ? "has" : "have"))
        : accept().then(new TaskCommand.OpenLatch(first.id(), LaunchPart.LATCH));
  }

  @Override
  public void apply(NoEvent event, Instant when) {}

  @Override
  public Waiting explain(Task task, Latch latch) {
    return new Waiting("somebody to launch it", "continuo batch launch " + task.id().run());
  }
}
