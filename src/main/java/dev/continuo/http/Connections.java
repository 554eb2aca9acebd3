package dev.continuo.http;

import dev.continuo.operation.Client;
import dev.continuo.operation.Problems;
import io.helidon.common.buffers.BufferData;
import io.helidon.common.concurrency.limits.Limit;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Connections that speak HTTP/1.1, of which those are closed that stand still for too long,
 * wherever in a request that is. Helidon by itself closes one only between two requests, and reads
 * from its sockets without a timeout: half a header would hold a thread and a socket for ever.
 *
 * <p>Where there are as many as may be, a newcomer takes the place of the one that has stood still
 * for longest. Where all are being answered it has none, and is told so.
 */
final class Connections implements ServerConnectionSelector {
  /** Those that have no place, and are told so; beyond, others wait until one of them has gone. */
  static final int PLACELESS_MAX = 64;

  /** The connection that the thread belongs to. */
  private static final ThreadLocal<@Nullable Connection> CURRENT = new ThreadLocal<>();

  private final ServerConnectionSelector http;
  private final int max;

  /** Those that have a place; guarded by this. */
  private final Set<Connection> placed = new HashSet<>();

  /** {@code max}: how many have a place. */
  Connections(Http1Config config, int max) {
    this.max = max;
    http = Http1ConnectionSelector.builder().config(config).build();
  }

  /** Something that reads what has still to come of a request. */
  interface Reading {
    byte[] read() throws IOException;
  }

  /** Answers a request; until that is done its connection does not stand still. */
  void answer(Runnable act) {
    var connection = current();
    connection.moves();
    try {
      act.run();
    } finally {
      connection.standsStill();
    }
  }

  /** Reads the body of the request that is being answered, and that can still be late. */
  byte[] reading(Reading body) throws IOException {
    var connection = current();
    connection.standsStill();
    try {
      return body.read();
    } finally {
      connection.moves();
    }
  }

  /** Refuses the request that is being answered when its connection has no place. */
  void refusePlaceless() {
    if (current().placeless) {
      throw Problems.tooManyConnections(max);
    }
  }

  /** The other end of the connection whose request is being answered, and has come as a whole. */
  Client client() {
    return current().incoming.watched();
  }

  private static Connection current() {
    return Objects.requireNonNull(CURRENT.get());
  }

  private synchronized void place(Connection newcomer) {
    if (placed.size() >= max) {
      placed.stream()
          .filter(each -> !each.moving)
          .min(Comparator.comparingLong(each -> each.since - newcomer.since))
          .ifPresent(this::displace);
    }
    newcomer.placeless = placed.size() >= max;
    if (!newcomer.placeless) {
      placed.add(newcomer);
    }
  }

  private void displace(Connection stillest) {
    placed.remove(stillest);
    stillest.close(false);
  }

  private synchronized void leave(Connection gone) {
    placed.remove(gone);
  }

  @Override
  public int bytesToIdentifyConnection() {
    return http.bytesToIdentifyConnection();
  }

  @Override
  public Support supports(BufferData data) {
    return http.supports(data);
  }

  @Override
  public Set<String> supportedApplicationProtocols() {
    return http.supportedApplicationProtocols();
  }

  @Override
  public ServerConnection connection(ConnectionContext context) {
    var watched = new WatchedContext(context);
    return new Connection(http.connection(watched), watched.incoming());
  }

  private final class Connection implements ServerConnection {
    private final ServerConnection inner;
    private final Incoming incoming;
    private volatile @Nullable Thread thread;

    /** Whether a request has come, and is being answered. */
    private volatile boolean moving;

    /** Since when it has been so, by the clock that never goes back. */
    private volatile long since = System.nanoTime();

    private volatile boolean placeless;

    Connection(ServerConnection inner, Incoming incoming) {
      this.inner = inner;
      this.incoming = incoming;
    }

    @Override
    public void handle(Limit limit) throws InterruptedException {
      thread = Thread.currentThread();
      CURRENT.set(this);
      place(this);
      try {
        inner.handle(limit);
      } finally {
        leave(this);
      }
    }

    void moves() {
      since = System.nanoTime();
      moving = true;
    }

    void standsStill() {
      since = System.nanoTime();
      moving = false;
    }

    /** Since its last request began or was answered. */
    @Override
    public Duration idleTime() {
      return inner.idleTime();
    }

    @Override
    public void close(boolean interrupt) {
      inner.close(interrupt);
      var reader = thread;
      if (reader != null && !moving) {
        reader.interrupt();
      }
    }
  }
}
