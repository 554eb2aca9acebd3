package dev.continuo.server.delivery;

import dev.continuo.delivery.DeliveryCommand.Answer;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.channels.UnresolvedAddressException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests and says what their answers mean. Redirects are not followed: a signed message is
 * for the receiver that a person has named. Thread-safe.
 */
final class Post implements AutoCloseable {
  /** How long a receiver may take to connect and to answer. */
  record Patience(Duration connectMax, Duration answerMax) {
    static final Patience USUAL = new Patience(Duration.ofSeconds(10), Duration.ofSeconds(30));
  }

  private static final int GONE = 410;

  private final Patience patience;
  private final InstantSource clock;

  /** Guarded by this; made when it is needed, for most servers never deliver anything. */
  private @Nullable HttpClient client;

  private boolean closed;

  Post(Patience patience, InstantSource clock) {
    this.patience = patience;
    this.clock = clock;
  }

  /** Sends, and waits for the answer. */
  Answer send(HttpRequest request) throws InterruptedException {
    var seen = new AtomicReference<@Nullable ResponseInfo>();
    var answer =
        client()
            .sendAsync(
                request,
                info -> {
                  seen.set(info);
                  return new Drain();
                });
    try {
      answer.get(patience.answerMax().toMillis(), TimeUnit.MILLISECONDS);
      return meaning(seen.get(), "no answer");
    } catch (TimeoutException late) {
      return meaning(
          seen.get(), "no answer within " + patience.answerMax().toMillis() / 1_000 + " s");
    } catch (ExecutionException broken) {
      return meaning(seen.get(), problem(broken.getCause()));
    } finally {
      answer.cancel(true);
    }
  }

  private synchronized HttpClient client() {
    if (closed) {
      throw new IllegalStateException("bug: something is sent after the end");
    }
    var known = client;
    if (known == null) {
      known =
          HttpClient.newBuilder()
              .version(HttpClient.Version.HTTP_1_1)
              .followRedirects(HttpClient.Redirect.NEVER)
              .connectTimeout(patience.connectMax())
              .build();
      client = known;
    }
    return known;
  }

  /** The status counts, even when the rest of the answer never came. */
  private Answer meaning(@Nullable ResponseInfo info, String otherwise) {
    if (info == null) {
      return new Answer.Failed(otherwise, Optional.empty());
    }
    var status = info.statusCode();
    if (status >= 200 && status < 300) {
      return new Answer.Acknowledged();
    }
    if (status == GONE) {
      return new Answer.Gone();
    }
    var redirect = status >= 300 && status < 400 ? ", a redirect, which is not followed" : "";
    return new Answer.Failed(
        "answered " + status + redirect,
        info.headers().firstValue("retry-after").flatMap(this::wait));
  }

  /** Seconds, or a time; anything else is not understood and does not count. */
  private Optional<Duration> wait(String retryAfter) {
    try {
      if (retryAfter.matches("[0-9]{1,9}")) {
        return Optional.of(Duration.ofSeconds(Long.parseLong(retryAfter)));
      }
      var until = ZonedDateTime.parse(retryAfter, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      var wait = Duration.between(clock.instant(), until);
      return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
    } catch (DateTimeException | ArithmeticException other) {
      return Optional.empty();
    }
  }

  private String problem(@Nullable Throwable cause) {
    return switch (cause) {
      case HttpConnectTimeoutException _ ->
          "no connection within " + patience.connectMax().toMillis() / 1_000 + " s";
      case ConnectException of when of.getCause() instanceof UnresolvedAddressException ->
          "its host is unknown";
      case ConnectException of
          when of.getCause() != null
              && of.getCause().getCause() instanceof UnresolvedAddressException ->
          "its host is unknown";
      case ConnectException _ -> "no connection";
      case SSLException tls -> "no secure connection, " + tls.getMessage();
      case IOException trouble when trouble.getMessage() != null ->
          "no answer, " + trouble.getMessage();
      case null, default -> "no answer";
    };
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (client != null) {
      client.shutdownNow();
    }
  }
}
