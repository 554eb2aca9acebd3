package dev.continuo.cli;

import dev.continuo.task.Durations;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which batches of a run have taken half as long again as their tasks were expected to take (SPEC
 * S2-17). It is no error: nothing is stopped, and each is told once.
 */
final class Overtime {
  /** So much of the expected time may pass without a word. */
  private static final int PERCENT_MAX = 150;

  private final Set<Integer> told = new HashSet<>();

  /** What is to be said of batches that nothing was said of yet. */
  List<String> news(RunView run, Collection<TaskView> tasks, Instant now) {
    var lines = new ArrayList<String>();
    for (var batch : Batches.of(tasks)) {
      var said = lines(batch, run, now);
      if (!said.isEmpty() && told.add(batch.number())) {
        lines.addAll(said);
      }
    }
    return lines;
  }

  /** What is to be said of a batch, with what is blocked in it. */
  private static List<String> lines(Batches.Batch batch, RunView run, Instant now) {
    var expected = expected(batch, run.parallel());
    var began = began(batch);
    if (expected.isZero() || began.isEmpty() || run.over() || over(batch)) {
      return List.of();
    }
    var elapsed = Duration.between(began.get(), now);
    if (elapsed.toMillis() * 100 <= expected.toMillis() * PERCENT_MAX) {
      return List.of();
    }
    var lines = new ArrayList<String>();
    lines.add(
        "Batch %d running %d%% over estimated time (%s vs %s)"
            .formatted(
                batch.number(),
                elapsed.toMillis() * 100 / expected.toMillis() - 100,
                words(elapsed),
                words(expected)));
    batch.tasks().stream()
        .filter(task -> task.state().equals("blocked"))
        .forEach(task -> lines.add("Task " + task.title() + " is blocked"));
    return lines;
  }

  /** The longest of its tasks, or all of them divided among the run's slots, if that is longer. */
  private static Duration expected(Batches.Batch batch, int parallel) {
    var all = batch.tasks().stream().mapToLong(TaskView::expectedMs).sum();
    var longest = batch.tasks().stream().mapToLong(TaskView::expectedMs).max().orElse(0);
    return Duration.ofMillis(Math.max(longest, all / parallel));
  }

  private static Optional<Instant> began(Batches.Batch batch) {
    return batch.tasks().stream()
        .flatMap(task -> task.turns().stream())
        .map(TaskView.Turn::startedAt)
        .min(Instant::compareTo);
  }

  private static boolean over(Batches.Batch batch) {
    return batch.tasks().stream().allMatch(TaskView::over);
  }

  private static String words(Duration time) {
    var minutes = time.toMinutes();
    return minutes > 0
        ? minutes + " min"
        : Durations.words(Duration.ofSeconds(Math.max(1, time.toSeconds())));
  }
}
