package dev.continuo.analysis;

import dev.continuo.task.TaskSpec;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * How long a plan will probably take, when each task takes as long as it says, none fails and none
 * is left out. A task that does not say how long takes no time here.
 *
 * @param total with so many attempts at once as are allowed, and every lock held by one
 * @param sequential one task after the other
 */
public record Forecast(Duration total, Duration sequential) {
  public static Forecast of(List<TaskSpec> tasks, int parallel) {
    var sequential = Arrays.stream(Expectations.millis(tasks)).sum();
    var total = new ListSchedule(tasks, parallel).run();
    return new Forecast(Duration.ofMillis(total), Duration.ofMillis(sequential));
  }

  /** What doing things at once saves, in whole percent, rounded down. */
  public int savingPercent() {
    return sequential.isZero()
        ? 0
        : (int) (100 * (sequential.toMillis() - total.toMillis()) / sequential.toMillis());
  }
}
