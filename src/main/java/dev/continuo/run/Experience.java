package dev.continuo.run;

import dev.continuo.task.State;
import dev.continuo.task.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** How long tasks took that succeeded, by their names (SPEC S2-26). Not thread-safe. */
public final class Experience {
  /** Of more attempts, the newest. */
  public static final int ATTEMPTS_MAX = 5;

  /** Further names are not learnt. */
  public static final int NAMES_MAX = 10_000;

  private final SortedMap<String, List<Duration>> took = new TreeMap<>();

  /**
   * What an attempt will probably take.
   *
   * @param typical the median; of two in the middle, the shorter
   */
  public record Learnt(Duration typical, int attempts) {}

  /** Takes note of a task, those of newer runs first; of one without an own success, of nothing. */
  public void note(Task task) {
    var name = task.spec().name();
    if (!(task.state() instanceof State.Succeeded)
        || task.turns().isEmpty()
        || (took.size() >= NAMES_MAX && !took.containsKey(name))) {
      return;
    }
    var durations = took.computeIfAbsent(name, _ -> new ArrayList<>());
    if (durations.size() < ATTEMPTS_MAX) {
      durations.add(lastAttempt(task));
    }
  }

  /** All its turns; time between them, as in a suspension, does not count. */
  private static Duration lastAttempt(Task task) {
    return task.turns().stream()
        .filter(turn -> turn.id().attempt() == task.attempt())
        .map(turn -> Duration.between(turn.started(), turn.ended()))
        .reduce(Duration.ZERO, Duration::plus);
  }

  public SortedMap<String, Learnt> learnt() {
    var learnt = new TreeMap<String, Learnt>();
    took.forEach((name, durations) -> learnt.put(name, median(durations)));
    return Collections.unmodifiableSortedMap(learnt);
  }

  private static Learnt median(List<Duration> durations) {
    var sorted = durations.stream().sorted().toList();
    return new Learnt(sorted.get((sorted.size() - 1) / 2), sorted.size());
  }
}
