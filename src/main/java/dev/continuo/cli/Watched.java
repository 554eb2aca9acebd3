package dev.continuo.cli;

import java.time.Instant;
import java.util.ArrayList;

/**
 * A task as somebody who watches its run sees it.
 *
 * @param began when its newest attempt started; the epoch when none did
 * @param turn the id of its living turn; empty when there is none
 * @param said the last line of that turn's output
 */
record Watched(
    String id,
    String name,
    boolean check,
    Look look,
    Instant since,
    Instant began,
    int attempt,
    String turn,
    String detail,
    String said) {

  /** A task that has not been tried. */
  static Watched fresh(String id, String name, boolean check, Instant at) {
    return new Watched(id, name, check, Look.PENDING, at, Instant.EPOCH, 0, "", "", "");
  }

  static Watched of(TaskView task) {
    var turns = task.turns();
    var newest = turns.isEmpty() ? null : turns.getLast();
    return new Watched(
        task.id(),
        task.name(),
        task.aside(),
        Look.of(task.state()),
        task.since(),
        newest == null ? Instant.EPOCH : newest.startedAt(),
        task.attempt(),
        newest == null || newest.ended() ? "" : newest.turn(),
        task.reason(),
        "");
  }

  /** The task from now on in another state, of which nothing more is known yet. */
  Watched is(Look next, Instant at) {
    return new Watched(id, name, check, next, at, began, attempt, "", "", "");
  }

  Watched because(String why) {
    return new Watched(id, name, check, look, since, began, attempt, turn, why, said);
  }

  /** The task with this turn of this attempt alive. */
  Watched living(String living, int tried, Instant start) {
    return new Watched(id, name, check, look, since, start, tried, living, detail, said);
  }

  Watched saying(String line) {
    return new Watched(id, name, check, look, since, began, attempt, turn, detail, line);
  }

  /** What more there is to say of it: which attempt, why, and the last line of its output. */
  String remark() {
    var words = new ArrayList<String>();
    if (attempt > 1 && look.standing() == Look.Standing.MOVING) {
      words.add("attempt " + attempt);
    }
    if (!detail.isEmpty()) {
      words.add(detail);
    }
    var before = String.join(", ", words);
    return before.isEmpty() || said.isEmpty() ? before + said : before + ": " + said;
  }
}
