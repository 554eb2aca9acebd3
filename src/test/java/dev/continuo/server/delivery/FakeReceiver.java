package dev.continuo.server.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A receiver on a port of this machine: answers as it is told, 204 when nothing is said. */
public final class FakeReceiver implements AutoCloseable {
  /** What came in. */
  public record Got(String path, com.sun.net.httpserver.Headers headers, String body) {
    public String header(String name) {
      return headers.getFirst(name);
    }
  }

  /** One answer. */
  public interface Reaction {
    void to(HttpExchange exchange) throws IOException;
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final BlockingQueue<Got> got = new LinkedBlockingQueue<>();
  private final Queue<Reaction> next = new ConcurrentLinkedQueue<>();

  public FakeReceiver() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::take);
    server.start();
  }

  private void take(HttpExchange exchange) throws IOException {
    var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    var reaction = next.poll();
    got.add(new Got(exchange.getRequestURI().getPath(), exchange.getRequestHeaders(), body));
    if (reaction == null) {
      exchange.sendResponseHeaders(204, -1);
    } else {
      reaction.to(exchange);
    }
    exchange.close();
  }

  public FakeReceiver then(Reaction reaction) {
    next.add(reaction);
    return this;
  }

  public FakeReceiver then(int status) {
    return then(exchange -> exchange.sendResponseHeaders(status, -1));
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
  }

  /** The next request; fails when none comes. */
  public Got take() throws InterruptedException {
    var request = got.poll(30, TimeUnit.SECONDS);
    if (request == null) {
      throw new AssertionError("nothing was delivered");
    }
    return request;
  }

  public boolean untouched() {
    return got.isEmpty();
  }

  @Override
  public void close() {
    threads.shutdownNow();
    server.stop(0);
  }
}
