package dev.continuo.http;

import dev.continuo.journal.Journal;
import io.helidon.common.buffers.DataReader;
import io.helidon.common.socket.SocketWriterException;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.RequestException;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.RoutingResponse;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The interface, bound to the loopback address.
 *
 * <p>Each connection has a virtual thread of its own, on which its requests are answered one after
 * the other.
 */
public final class HttpServer implements AutoCloseable {
  static final String HEALTH = "/health";

  /** How long a read waits for the event that it names. */
  private static final Duration FRESH_MAX = Duration.ofSeconds(5);

  /** How long the outcome of a write is awaited. */
  private static final Duration OUTCOME_MAX = Duration.ofSeconds(30);

  private static final System.Logger LOG = System.getLogger(HttpServer.class.getName());

  /** Which program answers; in every reply, so that the other side notices a change. */
  static final HeaderName VERSION = HeaderNames.create("Continuo-Version");

  private final AtomicInteger asking = new AtomicInteger();
  private volatile long asked = System.nanoTime();
  private final String version;
  private final Connections connections;
  private final Guard guard;
  private final Routes routes = new Routes();
  private final Waits waits;
  private final Readers readers;
  private final EventRoutes events;
  private final WebServer web;

  private HttpServer(HttpSettings settings, Ports ports) {
    version = settings.version();
    connections = Listener.connections(settings);
    waits = new Waits(ports.commits());
    guard = new Guard(settings, ports.turnTokens(), ports.store());
    var commands = new Commands(ports.gateway(), OUTCOME_MAX);
    var freshness = new Freshness(waits, FRESH_MAX);
    readers = new Readers(settings.patience().reader());
    events = new EventRoutes(ports, freshness, waits, readers, settings.patience().keepAlive());
    new PlanRoutes(ports, commands).addTo(routes);
    var runWaits = new RunWaits(ports.store(), waits);
    new RunRoutes(ports, commands, freshness, runWaits).addTo(routes);
    new DurationRoutes(ports, freshness).addTo(routes);
    new TaskRoutes(ports, commands, freshness, runWaits).addTo(routes);
    new SyncRoutes(ports, commands, runWaits).addTo(routes);
    new OutputRoutes(ports, freshness, waits).addTo(routes);
    events.addTo(routes);
    new SecretRoutes(ports, freshness).addTo(routes);
    new ServerRoutes(settings, ports, commands, freshness, this::url).addTo(routes);
    web = Listener.create(settings, connections, this::serve);
  }

  /**
   * Binds the port and answers from then on.
   *
   * @throws IOException with a sentence for people when the port cannot be bound
   */
  public static HttpServer start(HttpSettings settings, Ports ports) throws IOException {
    var server = new HttpServer(settings, ports);
    Listener.start(server.web, settings.port());
    return server;
  }

  public int port() {
    return web.port();
  }

  public String url() {
    return "http://" + Listener.ADDRESS + ":" + port();
  }

  /** How long nobody has asked anything; not at all while somebody does. */
  public Duration unasked() {
    return asking.get() > 0 ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - asked);
  }

  /** How many event streams are open. */
  int streams() {
    return events.streams();
  }

  /** Ends all streams and waits, and lets other requests finish for a bounded time. */
  @Override
  public void close() {
    waits.close();
    web.stop();
    readers.close();
  }

  private void serve(ServerRequest request, ServerResponse response) {
    if (request.path().rawPath().equals(HEALTH)) {
      // a monitor is nobody who needs the server
      connections.answer(() -> told(request, response));
      return;
    }
    asking.incrementAndGet();
    try {
      connections.answer(() -> told(request, response));
    } finally {
      asked = System.nanoTime();
      asking.decrementAndGet();
    }
  }

  private void told(ServerRequest request, ServerResponse response) {
    response.headers().set(VERSION, version);
    try {
      answer(request, response);
    } catch (Rejected rejected) {
      send(response, rejected);
    } catch (Journal.Unavailable unavailable) {
      send(response, Problems.unavailable("it cannot be read"));
    } catch (Waits.Closed stopping) {
      send(response, Problems.stopping());
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    } catch (UncheckedIOException
        | SocketWriterException
        | CloseConnectionException
        | DataReader.InsufficientDataAvailableException
        | RequestException gone) {
      // the connection's own: it is closed, or told what is wrong with what came through it
      throw gone;
    } catch (RuntimeException | Error bug) {
      LOG.log(System.Logger.Level.ERROR, "bug: " + request.path().rawPath(), bug);
      send(response, Problems.bug());
    }
    closeIfWished(request, response);
  }

  /** Helidon announces the end of a connection, and then waits for the other side to end it. */
  private static void closeIfWished(ServerRequest request, ServerResponse response) {
    if (request.headers().containsToken(HeaderValues.CONNECTION_CLOSE)
        || response.headers().containsToken(HeaderValues.CONNECTION_CLOSE)) {
      if (response instanceof RoutingResponse routed && routed.hasEntity()) {
        // the end of a stream, which is else written after this
        routed.commit();
      }
      throw new CloseConnectionException("the connection was to end with this request");
    }
  }

  private static void send(ServerResponse response, Rejected rejected) {
    if (!response.isSent()) {
      var problem = rejected.problem();
      if (problem.status() == 401) {
        response.headers().set(HeaderNames.WWW_AUTHENTICATE, "Bearer");
      }
      if (problem.code().equals(ProblemCode.CONNECTIONS_TOO_MANY.code())) {
        response.headers().set(HeaderValues.CONNECTION_CLOSE);
      }
      Call.send(
          response,
          Status.create(problem.status()),
          Problem.MEDIA_TYPE,
          Json.bytes(problem.members()));
    }
  }

  private void answer(ServerRequest request, ServerResponse response)
      throws IOException, InterruptedException {
    connections.refusePlaceless();
    guard.checkOrigin(request);
    var method = request.prologue().method().text();
    var path = request.path().rawPath();
    Who who = path.equals(HEALTH) ? new Who.Person("") : guard.identify(request);
    var found = routes.find(method, path);
    found.handler().handle(new Call(request, response, connections, who, found.path()));
  }
}
