package dev.continuo.http;

import dev.continuo.engine.Caller;
import dev.continuo.task.RunId;
import dev.continuo.task.TaskId;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** One request on its way to its answer. */
final class Call {
  static final String AT_LEAST = "at-least";
  private static final Pattern KEY = Pattern.compile("[!-~]{1,200}");

  private final ServerRequest request;
  private final ServerResponse response;
  private final Connections connections;
  private final Who who;
  private final Map<String, String> path;
  private byte[] body = new byte[0];

  Call(
      ServerRequest request,
      ServerResponse response,
      Connections connections,
      Who who,
      Map<String, String> path) {
    this.request = request;
    this.connections = connections;
    this.response = response;
    this.who = who;
    this.path = path;
  }

  ServerRequest request() {
    return request;
  }

  ServerResponse response() {
    return response;
  }

  Connections connections() {
    return connections;
  }

  Who who() {
    return who;
  }

  /** Remembers the body, of which an idempotency key is a part. */
  void read(byte[] bytes) {
    body = bytes;
  }

  RunId run() {
    var id = path("run");
    return RunId.parse(id).orElseThrow(() -> Problems.noRun(id));
  }

  TaskId task() {
    var id = path("task");
    return TaskId.parse(id).orElseThrow(() -> Problems.noTask(id));
  }

  /** The part of the path that the route calls by this name. */
  String path(String name) {
    var value = path.get(name);
    if (value == null) {
      throw new IllegalStateException("bug: the route has no part " + name);
    }
    return value;
  }

  /** The parameters of a read, which may always wait for an event. */
  Query query(String... allowed) {
    var all = new ArrayList<>(List.of(allowed));
    all.add(AT_LEAST);
    return Query.of(request.query(), all);
  }

  /** The parameters of a write, which has none. */
  void noQuery() {
    Query.of(request.query(), List.of());
  }

  Optional<String> header(String name) {
    return request.headers().first(HeaderNames.create(name));
  }

  Caller caller() {
    return new Caller(who.actor(), header("Idempotency-Key").map(this::key));
  }

  private Caller.Key key(String value) {
    if (!KEY.matcher(value).matches()) {
      throw Problems.badHeader(
          "header `Idempotency-Key`: not allowed, must be 1 to 200 visible ASCII characters");
    }
    return new Caller.Key(value, hash());
  }

  private String hash() {
    try {
      var hash = MessageDigest.getInstance("SHA-256");
      var what = request.prologue().method().text() + " " + request.path().path() + "\n";
      hash.update(what.getBytes(StandardCharsets.UTF_8));
      hash.update(body);
      return HexFormat.of().formatHex(hash.digest());
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("bug: every JDK has SHA-256", impossible);
    }
  }

  void answer(Object view) {
    answer(Status.OK_200, view);
  }

  void answer(Status status, Object view) {
    send(response, status, "application/json", Json.bytes(view));
  }

  static void send(ServerResponse response, Status status, String type, byte[] bytes) {
    response.status(status);
    response.headers().set(HeaderNames.CONTENT_TYPE, type);
    response.headers().set(HeaderNames.CACHE_CONTROL, "no-store");
    response.headers().set(HeaderNames.X_CONTENT_TYPE_OPTIONS, "nosniff");
    response.send(bytes);
  }
}
