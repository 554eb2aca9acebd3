package dev.continuo;

import io.helidon.http.sse.SseEvent;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.sse.SseSink;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.DriverManager;

/**
 * A program that {@link PackagedJarIT} runs on the packaged jar alone: what merging 40 jars breaks
 * first is what they find through {@code META-INF}.
 */
final class JarProbe {

  private JarProbe() {}

  public static void main(String[] arguments) throws Exception {
    WebServer server =
        WebServer.builder()
            .host("127.0.0.1")
            .port(0)
            .routing(
                routing ->
                    routing
                        .get("/plain", (_, response) -> response.send("hello"))
                        .get(
                            "/events",
                            (_, response) -> {
                              try (SseSink sink = response.sink(SseSink.TYPE)) {
                                sink.emit(SseEvent.builder().id("7").data("told").build());
                              }
                            }))
            .build()
            .start();
    try (HttpClient client = HttpClient.newHttpClient()) {
      System.out.println("plain: " + get(client, server, "/plain"));
      System.out.println("events: " + get(client, server, "/events").strip().replace('\n', '|'));
    } finally {
      server.stop();
    }
    try (var connection = DriverManager.getConnection("jdbc:sqlite::memory:");
        var rows = connection.createStatement().executeQuery("select 6 * 7")) {
      System.out.println("sqlite: " + rows.getInt(1));
    }
  }

  private static String get(HttpClient client, WebServer server, String path) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + server.port() + path);
    return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
  }
}
