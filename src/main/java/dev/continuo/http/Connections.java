package dev.continuo.http;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.concurrency.limits.Limit;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Connections that speak HTTP/1.1, of which those are closed that stand still for too long,
 * wherever in a request that is. Helidon by itself closes one only between two requests, and reads
 * from its sockets without a timeout: half a header would hold a thread and a socket for ever.
 */
final class Connections implements ServerConnectionSelector {
  private final ServerConnectionSelector http;

  /** Threads of connections whose request has come, and is being answered. */
  private final Set<Thread> answering = ConcurrentHashMap.newKeySet();

  Connections(Http1Config config) {
    http = Http1ConnectionSelector.builder().config(config).build();
  }

  /** Something that reads what has still to come of a request. */
  interface Reading {
    byte[] read() throws IOException;
  }

  /** Answers a request; until that is done its connection does not stand still. */
  void answer(Runnable act) {
    var thread = Thread.currentThread();
    answering.add(thread);
    try {
      act.run();
    } finally {
      answering.remove(thread);
    }
  }

  /** Reads the body of the request that is being answered, and that can still be late. */
  byte[] reading(Reading body) throws IOException {
    var thread = Thread.currentThread();
    answering.remove(thread);
    try {
      return body.read();
    } finally {
      answering.add(thread);
    }
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
    return new Connection(http.connection(context));
  }

  private final class Connection implements ServerConnection {
    private final ServerConnection inner;
    private volatile @Nullable Thread thread;

    Connection(ServerConnection inner) {
      this.inner = inner;
    }

    @Override
    public void handle(Limit limit) throws InterruptedException {
      thread = Thread.currentThread();
      inner.handle(limit);
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
      if (reader != null && !answering.contains(reader)) {
        reader.interrupt();
      }
    }
  }
}
