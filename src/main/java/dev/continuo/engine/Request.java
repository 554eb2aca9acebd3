package dev.continuo.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A caller's request that was answered, kept so that its repetition has no effect.
 *
 * @param body a hash of what was asked
 */
public record Request(String key, String body, Reply reply, Instant at) implements Row {
  /** How long a repetition is recognised. */
  public static final Duration KEPT = Duration.ofHours(24);

  @Override
  public Optional<Instant> keptUntil() {
    return Optional.of(at.plus(KEPT));
  }
}
