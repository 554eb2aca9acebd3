package dev.continuo.worker;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Names one turn: the task's public id, the attempt's number and the fence. Its text, {@code
 * task.attempt.fence}, is the name of the turn's folder and the stem of its files in the spool.
 */
public record TurnId(String task, int attempt, int fence) {

  private static final Pattern TASK = Pattern.compile("[a-z0-9][a-z0-9-]{0,99}");
  private static final Pattern NAME =
      Pattern.compile("(" + TASK.pattern() + ")\\.([0-9]{1,9})\\.([0-9]{1,9})");

  /** Refuses what could not be the name of a folder; such an id is a bug of the caller. */
  public TurnId {
    if (!TASK.matcher(task).matches() || attempt < 0 || fence < 0) {
      throw new IllegalArgumentException(
          "turn: `%s.%d.%d` is not allowed, must be [a-z0-9-]{1,100} and two counts"
              .formatted(task, attempt, fence));
    }
  }

  /** The turn that a folder or a file stem names; empty for a name that no turn has. */
  static Optional<TurnId> parse(String name) {
    var match = NAME.matcher(name);
    if (!match.matches()) {
      return Optional.empty();
    }
    return Optional.of(
        new TurnId(
            match.group(1), Integer.parseInt(match.group(2)), Integer.parseInt(match.group(3))));
  }

  @Override
  public String toString() {
    return task + "." + attempt + "." + fence;
  }
}
