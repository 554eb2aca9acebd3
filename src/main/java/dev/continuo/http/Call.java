package dev.continuo.http;

import dev.continuo.engine.Caller;
import dev.continuo.operation.Asking;
import dev.continuo.operation.Http;
import dev.continuo.operation.InputReader;
import dev.continuo.operation.InputReader.Given;
import dev.continuo.operation.Operation;
import dev.continuo.operation.Problems;
import dev.continuo.operation.StrictJson;
import dev.continuo.operation.Who;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One request on its way to its answer. */
final class Call {
  static final String AT_LEAST = "at-least";
  static final String LAST_EVENT = "Last-Event-ID";
  private static final String AFTER = "after";
  private static final Pattern KEY = Pattern.compile("[!-~]{1,200}");
  static final String KEY_HEADER = "Idempotency-Key";

  private final ServerRequest request;
  private final ServerResponse response;
  private final Connections connections;
  private final Who who;
  private final Map<String, String> path;
  private final List<Runnable> afterwards = new ArrayList<>();
  private byte[] body = new byte[0];
  private long atLeast;

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

  /** What the request gives the operation. */
  <I extends Record> I input(Operation<I, ?> operation) throws IOException {
    return switch (operation.kind()) {
      case QUERY -> {
        var parameters = parameters(operation);
        yield InputReader.read(operation, new Given(path, parameters, Map.of()));
      }
      case COMMAND -> {
        Query.of(request.query(), List.of());
        body = Bodies.read(this, operation.http().bodyBytesMax(who));
        // an empty body is an object without members
        Map<String, @Nullable Object> members =
            body.length == 0 ? Map.of() : StrictJson.object(body);
        yield InputReader.read(operation, new Given(path, Map.of(), members));
      }
    };
  }

  /** The parameters of a query, which may always wait for an event. */
  private Map<String, String> parameters(Operation<?, ?> operation) {
    var allowed = new ArrayList<>(operation.members(Operation.Source.PARAMETER));
    allowed.add(AT_LEAST);
    var parameters = new HashMap<>(Query.of(request.query(), allowed));
    var wanted = parameters.remove(AT_LEAST);
    if (wanted != null) {
      atLeast = InputReader.number("parameter `" + AT_LEAST + "`", wanted, 0, Long.MAX_VALUE);
    }
    if (operation.http().media() == Http.Media.EVENTS) {
      header(LAST_EVENT).ifPresent(last -> parameters.put(AFTER, lastEvent(last)));
    }
    return parameters;
  }

  /** How a browser that lost its stream says where it was. */
  private static String lastEvent(String id) {
    var number = InputReader.number("header `" + LAST_EVENT + "`", id, 0, Long.MAX_VALUE);
    return Long.toString(number);
  }

  Asking asking(Operation<?, ?> operation) {
    var key =
        operation.repetition() == Operation.Repetition.KEYED
            ? header(KEY_HEADER).map(this::key)
            : Optional.<Caller.Key>empty();
    return new Asking(who, key, atLeast, connections::client, afterwards::add);
  }

  private Optional<String> header(String name) {
    return request.headers().first(HeaderNames.create(name));
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
      hash.update(what.getBytes(java.nio.charset.StandardCharsets.UTF_8));
      hash.update(body);
      return HexFormat.of().formatHex(hash.digest());
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("bug: every JDK has SHA-256", impossible);
    }
  }

  /** Answers, and then does what was to be done afterwards. */
  void answer(Http http, byte[] bytes) {
    send(response, Status.create(http.status()), http.media().type(), bytes);
    afterwards.forEach(Runnable::run);
  }

  static void send(ServerResponse response, Status status, String type, byte[] bytes) {
    response.status(status);
    response.headers().set(HeaderNames.CONTENT_TYPE, type);
    response.headers().set(HeaderNames.CACHE_CONTROL, "no-store");
    response.headers().set(HeaderNames.X_CONTENT_TYPE_OPTIONS, "nosniff");
    response.send(bytes);
  }
}
