package dev.continuo.analysis;

import dev.continuo.task.ExpectedPart;
import dev.continuo.task.JoinPart;
import dev.continuo.task.TaskSpec;
import java.time.Duration;
import java.util.List;

/** What tasks say of how long they take and for whom they wait. */
final class Expectations {
  private Expectations() {}

  /** In milliseconds; 0 for a task that does not say it. */
  static long[] millis(List<TaskSpec> tasks) {
    return tasks.stream()
        .mapToLong(
            task ->
                task.part(ExpectedPart.class)
                    .map(ExpectedPart::expected)
                    .orElse(Duration.ZERO)
                    .toMillis())
        .toArray();
  }

  /** For how many of its needs a task waits. */
  static int awaited(TaskSpec task) {
    return task.part(JoinPart.class).map(JoinPart::atLeast).orElse(task.needs().size());
  }

  static boolean work(TaskSpec task) {
    return !task.joins();
  }
}
