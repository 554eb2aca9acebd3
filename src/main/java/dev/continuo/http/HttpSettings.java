package dev.continuo.http;

import java.time.Duration;
import java.time.Instant;

/**
 * What the interface is started with.
 *
 * @param port of the loopback interface; 0 takes a free one
 * @param token what a person's requests carry
 * @param person in whose name they act unless they say otherwise
 * @param version of the program
 * @param keepAlive how long an event stream stays silent
 * @param stopMax how long {@link HttpServer#close} waits for requests that are being answered
 */
public record HttpSettings(
    int port,
    String token,
    String person,
    String version,
    Instant startedAt,
    Duration keepAlive,
    Duration stopMax) {
  /** Often enough for every proxy and short enough to notice that a reader is gone. */
  public static final Duration KEEP_ALIVE_DEFAULT = Duration.ofSeconds(15);

  public static final Duration STOP_DEFAULT = Duration.ofSeconds(5);

  /** The shortest token that is no invitation to guess. */
  static final int TOKEN_LENGTH_MIN = 32;

  public HttpSettings {
    if (token.length() < TOKEN_LENGTH_MIN) {
      throw new IllegalArgumentException("token: shorter than " + TOKEN_LENGTH_MIN + " characters");
    }
  }

  public static HttpSettings of(
      int port, String token, String person, String version, Instant startedAt) {
    return new HttpSettings(
        port, token, person, version, startedAt, KEEP_ALIVE_DEFAULT, STOP_DEFAULT);
  }

  /** The same on another port. */
  public HttpSettings at(int otherPort) {
    return new HttpSettings(otherPort, token, person, version, startedAt, keepAlive, stopMax);
  }

  @Override
  public String toString() {
    return "HttpSettings[port=" + port + ", person=" + person + ", version=" + version + "]";
  }
}
