package dev.continuo.cli;

import java.time.Duration;

/**
 * How long the command line waits for what.
 *
 * @param start for a server that was started to answer
 * @param stop for a server that was told to stop to be gone
 * @param away for a server that went away to come back
 * @param poll between two looks at something that cannot be waited for
 */
record Timing(Duration start, Duration stop, Duration away, Duration poll) {
  static final Timing USUAL =
      new Timing(
          Duration.ofSeconds(20),
          Duration.ofSeconds(60),
          Duration.ofSeconds(60),
          Duration.ofMillis(100));
}
