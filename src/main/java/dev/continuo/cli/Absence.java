package dev.continuo.cli;

import java.time.Duration;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** What a server says of the time before it in which none ran. */
record Absence(Duration time, Bound bound, int attempts, int overdue) {
  /** How exactly the time is known: nobody writes down when a server is killed. */
  enum Bound {
    EXACT,
    AT_MOST
  }

  static Optional<Absence> of(JsonNode server) {
    var says = server.path("absence");
    return says.isObject()
        ? Optional.of(
            new Absence(
                Duration.between(
                    EventView.instant(says.path("since")), EventView.instant(says.path("until"))),
                says.path("killed").asBoolean(false) ? Bound.AT_MOST : Bound.EXACT,
                says.path("attempts").asInt(0),
                says.path("overdue").asInt(0)))
        : Optional.empty();
  }

  String words() {
    return "no server ran for "
        + (bound == Bound.AT_MOST ? "at most " : "")
        + Times.age(time)
        + ", "
        + ran()
        + (overdue == 0 ? "" : "; " + ranOut());
  }

  private String ran() {
    return switch (attempts) {
      case 0 -> "no attempt ran meanwhile";
      case 1 -> "1 attempt ran on meanwhile";
      default -> attempts + " attempts ran on meanwhile";
    };
  }

  private String ranOut() {
    return overdue == 1
        ? "the timeout of 1 ran out and is dealt with now"
        : "the timeouts of " + overdue + " ran out and are dealt with now";
  }
}
