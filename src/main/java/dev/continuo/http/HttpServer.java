package dev.continuo.http;

import dev.continuo.journal.Journal;
import dev.continuo.operation.Client;
import dev.continuo.operation.Json;
import dev.continuo.operation.Operations;
import dev.continuo.operation.Ports;
import dev.continuo.operation.Problem;
import dev.continuo.operation.ProblemCode;
import dev.continuo.operation.Problems;
import dev.continuo.operation.Program;
import dev.continuo.operation.Rejected;
import dev.continuo.operation.Target;
import dev.continuo.operation.Waits;
import dev.continuo.operation.Who;
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
  private static final System.Logger LOG = System.getLogger(HttpServer.class.getName());

  /** Which program answers; in every reply, so that the other side notices a change. */
  static final HeaderName VERSION = HeaderNames.create("Continuo-Version");

  private final AtomicInteger asking = new AtomicInteger();
  private volatile long asked = System.nanoTime();
  private final String version;
  private final Connections connections;
  private final Guard guard;
  private final Routes routes = new Routes(Operations.DECLARED);
  private final Operations operations;
  private final Readers readers;
  private final EventStreams streams;
  private final Answers answers;
  private final WebServer web;

  private HttpServer(HttpSettings settings, TurnTokens turnTokens, Ports ports) {
    version = settings.version();
    connections = Listener.connections(settings);
    guard = new Guard(settings, turnTokens);
    var program =
        new Program(
            version, settings.startedAt(), settings.idleStop(), this::url, OpenApi::document);
    operations = new Operations(program, ports);
    readers = new Readers(settings.patience().reader());
    streams = new EventStreams(ports, operations.waits(), readers, settings.patience().keepAlive());
    answers = new Answers(operations, streams);
    web = Listener.create(settings, connections, this::serve);
  }

  /**
   * Binds the port and answers from then on.
   *
   * @throws IOException with a sentence for people when the port cannot be bound
   */
  public static HttpServer start(HttpSettings settings, TurnTokens turnTokens, Ports ports)
      throws IOException {
    var server = new HttpServer(settings, turnTokens, ports);
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
    return streams.open();
  }

  /** Ends all streams and waits, and lets other requests finish for a bounded time. */
  @Override
  public void close() {
    operations.close();
    web.stop();
    readers.close();
  }

  private void serve(ServerRequest request, ServerResponse response) {
    if (request.path().rawPath().equals(Operations.HEALTH_PATH)) {
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
    } catch (Client.Gone gone) {
      throw new CloseConnectionException(gone.getMessage());
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
      if (problem.code().equals(ProblemCode.COMPUTING_BUSY.code())) {
        response.headers().set(HeaderNames.RETRY_AFTER, "" + Problems.RETRY_AFTER.toSeconds());
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
    var accept = request.headers().first(HeaderNames.ACCEPT).orElse("");
    var found = routes.find(method, path, accept);
    var open = found.filter(it -> operations.access().open(it.operation())).isPresent();
    var who = open ? new Who.Stranger() : guard.identify(request);
    if (found.isEmpty()) {
      throw who instanceof Who.Stranger ? Problems.noToken() : routes.missing(method, path);
    }
    var operation = found.get().operation();
    // before the body is read, which may be long
    operations.access().check(operation, who, Target.of(found.get().path()));
    answers.answer(operation, new Call(request, response, connections, who, found.get().path()));
  }
}
