package dev.continuo.sync;

import static dev.continuo.engine.Decision.accept;
import static dev.continuo.engine.Decision.refuse;

import dev.continuo.engine.Command;
import dev.continuo.engine.Decision;
import dev.continuo.engine.Facts;
import dev.continuo.engine.Feature;
import dev.continuo.engine.Moment;
import dev.continuo.engine.NoEvent;
import dev.continuo.engine.Reactions;
import dev.continuo.engine.Refusal;
import dev.continuo.task.Latch;
import dev.continuo.task.LatchOwner;
import dev.continuo.task.Task;
import dev.continuo.task.TaskCommand;
import dev.continuo.task.TaskEvent;
import dev.continuo.task.TaskRefusal;
import dev.continuo.task.Tasks;
import java.time.Instant;
import java.util.List;

/** The feature that remembers which task has been at which of its sync points. */
public final class SyncPoints implements Feature<SyncCommand, NoEvent>, LatchOwner {
  private static final SyncPart NO_POINTS = new SyncPart(List.of());

  private final Tasks tasks;

  public SyncPoints(Tasks tasks) {
    this.tasks = tasks;
    tasks.register(this);
  }

  @Override
  public Class<SyncCommand> commands() {
    return SyncCommand.class;
  }

  @Override
  public Class<NoEvent> events() {
    return NoEvent.class;
  }

  @Override
  public List<Class<?>> vocabulary() {
    return List.of(SyncPart.class);
  }

  @Override
  public String owner() {
    return SyncPart.OWNER;
  }

  @Override
  public void react(Reactions on) {
    on.on(TaskEvent.Submitted.class, SyncPoints::expected);
    on.on(TaskEvent.Claimed.class, this::claimed);
  }

  private static List<Command> expected(TaskEvent.Submitted event) {
    return event.spec().takenOver()
        ? List.of()
        : event.spec().part(SyncPart.class).orElse(NO_POINTS).points().stream()
            .<Command>map(point -> new TaskCommand.PutLatch(event.task(), SyncPart.latch(point)))
            .toList();
  }

  /** A task that claims to be done has been at all of its points. */
  private List<Command> claimed(TaskEvent.Claimed event) {
    var task = tasks.get(event.task());
    return task == null
        ? List.of()
        : task.latches().stream()
            .filter(latch -> latch.owner().equals(SyncPart.OWNER))
            .<Command>map(latch -> new TaskCommand.OpenLatch(event.task(), latch))
            .toList();
  }

  @Override
  public List<? extends Refusal> refusals() {
    return List.of(SyncRefusal.values());
  }

  @Override
  public Decision decide(SyncCommand command, Moment at) {
    return switch (command) {
      case SyncCommand.Arrive(var id, var point) -> {
        var task = tasks.get(id);
        yield task == null
            ? refuse(TaskRefusal.TASK_NOT_FOUND, Facts.of("task", id))
            : arrive(task, point);
      }
    };
  }

  private static Decision arrive(Task task, String point) {
    if (!task.spec().part(SyncPart.class).orElse(NO_POINTS).points().contains(point)) {
      return refuse(
          SyncRefusal.SYNC_POINT_UNKNOWN, Facts.of("task", task.spec().name()).and("point", point));
    }
    return SyncPart.reached(task, point)
        ? accept()
        : accept().then(new TaskCommand.OpenLatch(task.id(), SyncPart.latch(point)));
  }

  @Override
  public void apply(NoEvent event, Instant when) {}

  @Override
  public Waiting explain(Task task, Latch latch) {
    return Waiting.on("its own arrival at the sync point `" + latch.key() + "`");
  }
}
