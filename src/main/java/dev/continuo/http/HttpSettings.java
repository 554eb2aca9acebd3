package dev.continuo.http;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What the interface is started with.
 *
 * @param port of the loopback interface; 0 takes a free one
 * @param token what a person's requests carry
 * @param person in whose name they act unless they say otherwise
 * @param version of the program
 * @param idleStop after so long with nothing to do the server stops by itself; empty when it stays
 * @param connections how many may be open at once; more take the places of idle ones
 * @param patience how long it waits for whom
 */
public record HttpSettings(
    int port,
    String token,
    String person,
    String version,
    Instant startedAt,
    Optional<Duration> idleStop,
    int connections,
    Patience patience) {
  /**
   * How long the interface waits for whom.
   *
   * @param keepAlive how long an event stream stays silent
   * @param reader how long the reader of an event stream may take nothing of what it is sent
   * @param idle how long a connection may carry no request, or stand still in one
   * @param stop how long {@link HttpServer#close} waits for requests that are being answered
   */
  public record Patience(Duration keepAlive, Duration reader, Duration idle, Duration stop) {
    /** A keep-alive for every proxy, and soon enough to notice that a reader is gone. */
    public static final Patience DEFAULT =
        new Patience(
            Duration.ofSeconds(15),
            Duration.ofSeconds(60),
            Duration.ofSeconds(60),
            Duration.ofSeconds(5));
  }

  /** The shortest token that is no invitation to guess. */
  static final int TOKEN_LENGTH_MIN = 32;

  public HttpSettings {
    if (token.length() < TOKEN_LENGTH_MIN) {
      throw new IllegalArgumentException("token: shorter than " + TOKEN_LENGTH_MIN + " characters");
    }
  }

  /** The same on another port. */
  public HttpSettings at(int otherPort) {
    return new HttpSettings(
        otherPort, token, person, version, startedAt, idleStop, connections, patience);
  }

  @Override
  public String toString() {
    return "HttpSettings[port=" + port + ", person=" + person + ", version=" + version + "]";
  }
}
