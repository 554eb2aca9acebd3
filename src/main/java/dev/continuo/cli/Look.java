package dev.continuo.cli;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How a state of a task looks on a screen. In the order in which tasks are shown when not all of
 * them fit: what moves, what went wrong, what is next.
 */
enum Look {
  RUNNING("▸", Line.Ink.CYAN, Standing.MOVING),
  VERIFYING("▸", Line.Ink.CYAN, Standing.MOVING),
  PAUSED("!", Line.Ink.YELLOW, Standing.STOPPED),
  SUSPENDED("▸", Line.Ink.YELLOW, Standing.MOVING),
  BLOCKED("!", Line.Ink.YELLOW, Standing.STOPPED),
  FAILED("✗", Line.Ink.RED, Standing.OVER),
  QUEUED("·", Line.Ink.PLAIN, Standing.TO_COME),
  PENDING("·", Line.Ink.DIM, Standing.TO_COME),
  CANCELLED("-", Line.Ink.DIM, Standing.OVER),
  SKIPPED("-", Line.Ink.DIM, Standing.OVER),
  SUCCEEDED("✓", Line.Ink.GREEN, Standing.OVER);

  /** What can be expected of a task. */
  enum Standing {
    MOVING,
    STOPPED,
    TO_COME,
    OVER
  }

  private static final Map<String, Look> BY_WORD =
      Stream.of(values()).collect(Collectors.toMap(Look::word, Function.identity()));

  private final String symbol;
  private final Line.Ink ink;
  private final Standing standing;

  Look(String symbol, Line.Ink ink, Standing standing) {
    this.symbol = symbol;
    this.ink = ink;
    this.standing = standing;
  }

  /** That of a state by its word; a state of a newer server looks like one that is to come. */
  static Look of(String word) {
    return BY_WORD.getOrDefault(word, PENDING);
  }

  /** The state's word, as everywhere. */
  String word() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  String symbol() {
    return symbol;
  }

  Line.Ink ink() {
    return ink;
  }

  Standing standing() {
    return standing;
  }
}
