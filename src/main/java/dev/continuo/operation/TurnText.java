package dev.continuo.operation;

import dev.continuo.task.TaskId;
import dev.continuo.task.TurnId;
import java.util.Optional;

/** Reads the public ids of turns. */
public final class TurnText {
  private TurnText() {}

  /** The turn whose text this is. */
  public static Optional<TurnId> parse(String text) {
    var parts = text.split("\\.", -1);
    if (parts.length != 3) {
      return Optional.empty();
    }
    var attempt = count(parts[1]);
    var fence = count(parts[2]);
    return attempt == 0 || fence == 0
        ? Optional.empty()
        : TaskId.parse(parts[0]).map(task -> new TurnId(task, attempt, fence));
  }

  private static int count(String digits) {
    return digits.matches("[1-9][0-9]{0,8}") ? Integer.parseInt(digits) : 0;
  }
}
