package dev.continuo.http;

import dev.continuo.operation.Http;
import dev.continuo.operation.Json;
import dev.continuo.operation.Problem;
import dev.continuo.operation.Problems;
import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http1.Http1Config;
import java.io.IOException;
import java.net.InetAddress;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Helidon, set up for a loopback interface with limits on everything. */
final class Listener {
  static final String ADDRESS = "127.0.0.1";

  /** Connections that wait to be accepted; the system may allow fewer. */
  private static final int BACKLOG = 4_096;

  private static final int PROLOGUE_BYTES_MAX = 8 << 10;
  private static final int HEADERS_BYTES_MAX = 16 << 10;

  /** Strong, because the logging system forgets the levels of loggers that nobody holds. */
  private static final Logger HELIDON = Logger.getLogger("io.helidon");

  /** Says what {@link #start} says in better words. */
  private static final Logger STARTS = Logger.getLogger("io.helidon.webserver.LoomServer");

  private Listener() {}

  static WebServer create(HttpSettings settings, Connections connections, Handler handler) {
    // what it says at its start and of connections that break is no news to anybody
    HELIDON.setLevel(Level.SEVERE);
    STARTS.setLevel(Level.OFF);
    return WebServer.builder()
        .address(InetAddress.ofLiteral(ADDRESS))
        .port(settings.port())
        .backlog(BACKLOG)
        .maxTcpConnections(settings.connections() + Connections.PLACELESS_MAX)
        .maxPayloadSize(Http.PLAN_BYTES_MAX + (2L << 20))
        .idleConnectionTimeout(settings.patience().idle())
        .idleConnectionPeriod(settings.patience().idle().dividedBy(4))
        .shutdownGracePeriod(settings.patience().stop())
        .shutdownHook(false)
        .featuresDiscoverServices(false)
        .connectionOptions(options -> options.tcpNoDelay(true))
        .protocolsDiscoverServices(false)
        .addConnectionSelector(connections)
        .directHandlers(directHandlers(settings.version()))
        .routing(routing -> routing.any(handler))
        .build();
  }

  static Connections connections(HttpSettings settings) {
    return new Connections(
        Http1Config.builder()
            .maxPrologueLength(PROLOGUE_BYTES_MAX)
            .maxHeadersSize(HEADERS_BYTES_MAX)
            .build(),
        settings.connections());
  }

  /** Binds the port; throws a sentence for people when that fails. */
  static void start(WebServer web, int port) throws IOException {
    web.start();
    // it logs why it could not, and returns as if it could
    if (!web.isRunning()) {
      throw new IOException(
          "port `" + port + "`: cannot be bound, something else may listen there");
    }
  }

  /** Requests that no handler sees, because they are no HTTP that we understand. */
  private static DirectHandlers directHandlers(String version) {
    var all = DirectHandlers.builder();
    for (var type : DirectHandler.EventType.values()) {
      all.addHandler(
          type,
          (_, _, status, headers, _) -> {
            headers.set(HttpServer.VERSION, version);
            return unreadable(status, headers);
          });
    }
    return all.build();
  }

  private static DirectHandler.TransportResponse unreadable(
      Status status, ServerResponseHeaders headers) {
    var problem =
        switch (status.code()) {
          case 413 -> Problems.tooLarge(Http.PLAN_BYTES_MAX).problem();
          case 500 -> Problems.bug().problem();
          default -> Problems.badRequest().problem().at(status.code());
        };
    headers.set(HeaderNames.CONTENT_TYPE, Problem.MEDIA_TYPE);
    return DirectHandler.TransportResponse.builder()
        .status(status)
        .headers(headers)
        .keepAlive(false)
        .entity(Json.bytes(problem.members()))
        .build();
  }
}
