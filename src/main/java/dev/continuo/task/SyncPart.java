package dev.continuo.task;

import java.util.List;

/**
 * Names the points at which a task meets others of its run that name the same. It has arrived when
 * it says so, or when it claims to be done.
 */
public record SyncPart(List<String> points) implements Part {
  /** Who owns the latches that are closed until the task has arrived. */
  static final String OWNER = "sync";

  public static final int POINTS_MAX = 100;

  public SyncPart {
    points = List.copyOf(points);
  }

  static Latch latch(String point) {
    return new Latch(Door.FINISH, OWNER, point);
  }

  /** Whether the task has been at the point. */
  public static boolean reached(Task task, String point) {
    return !task.latches().contains(latch(point));
  }
}
