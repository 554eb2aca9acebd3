package dev.continuo.sync;

import dev.continuo.task.Door;
import dev.continuo.task.Latch;
import dev.continuo.task.Mover;
import dev.continuo.task.Part;
import dev.continuo.task.Task;
import java.util.List;

/**
 * The points at which a task meets others of its run that name the same. It has arrived when it
 * says so, or when it claims to be done.
 */
public record SyncPart(List<String> points) implements Part {
  /** The owner of the latches that are closed until the task has arrived. */
  static final String OWNER = "sync";

  public static final int POINTS_MAX = 100;

  public SyncPart {
    points = List.copyOf(points);
  }

  @Override
  public int weight() {
    return points.size();
  }

  static Latch latch(String point) {
    return new Latch(Door.FINISH, OWNER, point, Mover.PROCESS);
  }

  /** Whether the task has been at the point. */
  public static boolean reached(Task task, String point) {
    return !task.latches().contains(latch(point));
  }
}
