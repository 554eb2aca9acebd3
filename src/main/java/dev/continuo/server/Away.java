package dev.continuo.server;

import dev.continuo.engine.Due;
import dev.continuo.engine.Engine;
import dev.continuo.operation.Absence;
import dev.continuo.task.Task;
import dev.continuo.task.TaskEffect.Desired;
import dev.continuo.task.TaskEffect.Keep;
import dev.continuo.task.Tasks;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** Finds what nobody enforced while no server ran, from the rows as the last one left them. */
record Away(Engine engine, Tasks tasks) {
  /** How many attempts the rows say are running; the last server's before anything is reported. */
  int attempts() {
    return running().size();
  }

  /**
   * The time between two servers. Whatever ended in it must have been reported by now.
   *
   * @param attempts how many ran when the last server left
   * @param newest when the last event was: a server that was killed lived until then
   * @param awake where the clock stands that deadlines are counted by
   */
  Absence between(
      ServerFile.Last last, int attempts, Instant newest, Instant startedAt, Duration awake) {
    var seen = last.killed() && newest.isAfter(last.seen()) ? newest : last.seen();
    return new Absence(
        seen.isAfter(startedAt) ? startedAt : seen,
        startedAt,
        last.killed(),
        attempts,
        overdue(running(), awake));
  }

  private List<Task> running() {
    return engine.wanted().stream()
        .filter(effect -> effect instanceof Keep(_, var desired) && ran(desired))
        .map(effect -> tasks.get(((Keep) effect).turn().task()))
        .filter(Objects::nonNull)
        .toList();
  }

  /** What stands still loses no time, and what has ended is only to be swept. */
  private static boolean ran(Desired desired) {
    return switch (desired) {
      case RUNNING, STOPPED -> true;
      case FROZEN, SWEPT -> false;
    };
  }

  private static int overdue(List<Task> running, Duration awake) {
    return (int)
        running.stream()
            .filter(task -> task.due() instanceof Due.Awake(var at) && at.compareTo(awake) <= 0)
            .count();
  }
}
