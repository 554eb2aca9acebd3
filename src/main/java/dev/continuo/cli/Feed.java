package dev.continuo.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * The events from a position on, as they come. Survives restarts of the server and misses nothing.
 */
final class Feed implements AutoCloseable {
  /** A server says something every 15 s, if only that it lives. */
  private static final Duration SILENCE_MAX = Duration.ofSeconds(45);

  private static final int LINE_BYTES_MAX = 8 << 20;

  private final Api api;
  private final String run;
  private long after;
  private Client.@Nullable Open open;

  /**
   * @param run whose events; empty for all
   * @param after the sequence number of the last event that is not wanted
   */
  Feed(Api api, String run, long after) {
    this.api = api;
    this.run = run;
    this.after = after;
  }

  /** The next event; empty when the deadline came first. */
  Optional<EventView> next(Deadline deadline) throws IOException {
    return api.patiently(deadline, () -> read(deadline));
  }

  /** The sequence number of the last event that was given. */
  long after() {
    return after;
  }

  /** Whether no further event has arrived yet. */
  boolean quiet() throws IOException {
    return open == null || open.body().available() == 0;
  }

  private Optional<EventView> read(Deadline deadline) throws IOException {
    try {
      while (!deadline.over()) {
        var data = message(connected(), deadline.left());
        if (!data.isEmpty()) {
          var event = new EventView(Json.read(data));
          after = Math.max(after, event.sequence());
          return Optional.of(event);
        }
      }
      return Optional.empty();
    } catch (JacksonException e) {
      close();
      throw new IOException("sent an event that is not JSON", e);
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  /** The data of the next message; empty for a sign of life, and when no more time is left. */
  private String message(Client.Open from, Duration left) throws IOException {
    var hurried = left.compareTo(SILENCE_MAX) < 0;
    // Rounded up: the deadline is to be over when the socket gives up.
    var patience = hurried ? left.plusMillis(1) : SILENCE_MAX;
    from.socket().setSoTimeout(Math.toIntExact(patience.toMillis()));
    try {
      return message(from.body());
    } catch (SocketTimeoutException e) {
      if (!hurried) {
        throw e;
      }
      // What was half read is read again after the next connect.
      close();
      return "";
    }
  }

  private Client.Open connected() throws IOException {
    if (open != null) {
      return open;
    }
    var request =
        Client.Request.get(Lists.eventsPath(after, run))
            .with("Accept", "text/event-stream")
            .with("Last-Event-ID", Long.toString(after));
    var answer = api.open(request, SILENCE_MAX);
    if (answer.status() != 200) {
      try (answer) {
        new Answer(answer.status(), answer.headers(), answer.body().readAllBytes()).orRefuse();
        throw new IOException("answered " + answer.status() + " instead of a stream");
      }
    }
    open = answer;
    return answer;
  }

  private static String message(InputStream from) throws IOException {
    var data = new StringBuilder();
    while (true) {
      var line = line(from);
      if (line.isEmpty()) {
        return data.toString();
      }
      if (line.startsWith("data:")) {
        data.append(data.isEmpty() ? "" : "\n").append(line.substring(5).strip());
      }
    }
  }

  private static String line(InputStream from) throws IOException {
    var line = new ByteArrayOutputStream();
    for (int next = from.read(); next != '\n'; next = from.read()) {
      if (next < 0) {
        throw new EOFException("closed the stream");
      }
      if (line.size() == LINE_BYTES_MAX) {
        throw new IOException("sent a line of more than " + LINE_BYTES_MAX + " bytes");
      }
      if (next != '\r') {
        line.write(next);
      }
    }
    return line.toString(UTF_8);
  }

  @Override
  public void close() {
    var closing = open;
    open = null;
    if (closing != null) {
      try {
        closing.close();
      } catch (IOException e) {
        // It was to be closed, and nothing more is expected of it.
        return;
      }
    }
  }
}
