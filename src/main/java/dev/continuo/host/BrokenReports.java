package dev.continuo.host;

import dev.continuo.engine.Moment;
import dev.continuo.host.Submission.Patience;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.stream.Stream;

/**
 * Reports that hit a bug. None is dropped: what a worker saw happened, and another state of things,
 * or the next version, may be able to take it. Each is handed in again after a longer and longer
 * time; the worker has it in its spool as well, and reports it after the next start.
 */
final class BrokenReports {
  static final Duration AGAIN_FIRST = Duration.ofSeconds(1);
  static final Duration AGAIN_MAX = Duration.ofMinutes(5);

  /** When it is handed in again; until it is decided it keeps the time that it waited last. */
  private record Wait(Duration next, Duration gap) {}

  private final IdentityHashMap<Submission, Wait> waits = new IdentityHashMap<>();
  private final List<Submission> waiting = new ArrayList<>();

  /**
   * What a request is told; a report is kept for later instead, and that is said the first time.
   */
  Optional<Outcome> hit(Submission submission, RuntimeException bug, Moment at, Outside outside) {
    if (submission.patience() == Patience.REFUSE) {
      return Optional.of(new Outcome.Broken(String.valueOf(bug.getMessage())));
    }
    keep(submission, bug, at, outside);
    return Optional.empty();
  }

  private void keep(Submission report, RuntimeException bug, Moment at, Outside outside) {
    var before = waits.get(report);
    var gap = before == null ? AGAIN_FIRST : longer(before.gap);
    waits.put(report, new Wait(at.awake().plus(gap), gap));
    waiting.add(report);
    if (before == null) {
      outside.kept(report.command(), bug);
    }
  }

  /** The report was decided. */
  void decided(Submission report) {
    waits.remove(report);
  }

  /** Moves those whose time has come, in the order in which they were kept. */
  void due(Moment at, Queue<Submission> to) {
    waiting.removeIf(
        report -> {
          var due = next(report).compareTo(at.awake()) <= 0;
          return due && to.add(report);
        });
  }

  /** How long nothing is due: none of these, and nothing that is due in {@code others}. */
  Optional<Duration> idleFor(Optional<Duration> others, Moment at) {
    var first = waiting.stream().map(this::next).min(Comparator.naturalOrder());
    return Stream.concat(first.map(next -> until(next, at)).stream(), others.stream())
        .min(Comparator.naturalOrder());
  }

  private static Duration until(Duration next, Moment at) {
    var wait = next.minus(at.awake());
    return wait.isNegative() ? Duration.ZERO : wait;
  }

  void clear() {
    waits.clear();
    waiting.clear();
  }

  private Duration next(Submission report) {
    var wait = waits.get(report);
    return wait == null ? Duration.ZERO : wait.next;
  }

  private static Duration longer(Duration gap) {
    var twice = gap.multipliedBy(2);
    return twice.compareTo(AGAIN_MAX) > 0 ? AGAIN_MAX : twice;
  }
}
