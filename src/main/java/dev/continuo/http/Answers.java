package dev.continuo.http;

import dev.continuo.operation.Http;
import dev.continuo.operation.Json;
import dev.continuo.operation.JsonText;
import dev.continuo.operation.Operation;
import dev.continuo.operation.Operations;
import dev.continuo.operation.OutputPiece;
import io.helidon.http.HeaderNames;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** Calls operations, and writes what they answer. */
final class Answers {
  static final String TURN = "Continuo-Turn";
  static final String NEXT = "Continuo-Next-Offset";
  static final String ENDED = "Continuo-Ended";

  /** The headers of a piece of output, and what each means. */
  static final SortedMap<String, String> OUTPUT_HEADERS =
      Collections.unmodifiableSortedMap(
          new TreeMap<>(
              java.util.Map.of(
                  TURN, "the turn whose output it is",
                  NEXT, "the offset of the next piece",
                  ENDED, "`true` when nothing more will come; missing before that")));

  private final Operations operations;
  private final EventStreams streams;

  Answers(Operations operations, EventStreams streams) {
    this.operations = operations;
    this.streams = streams;
  }

  <I extends Record> void answer(Operation<I, ?> operation, Call call)
      throws IOException, InterruptedException {
    var input = call.input(operation);
    var asking = call.asking(operation);
    var http = operation.http();
    if (http.media() == Http.Media.EVENTS) {
      streams.send(operations.feed(operation, input, asking), call.response());
      return;
    }
    var output = operations.call(operation, input, asking);
    if (!http.location().isEmpty()) {
      call.response().headers().set(HeaderNames.LOCATION, location(http.location(), output));
    }
    call.answer(http, bytes(output, call));
  }

  private static byte[] bytes(Object output, Call call) {
    return switch (output) {
      case JsonText(var json) -> json.getBytes(StandardCharsets.UTF_8);
      case OutputPiece piece -> {
        var headers = call.response().headers();
        headers.set(HeaderNames.create(TURN), piece.turn());
        headers.set(HeaderNames.create(NEXT), Long.toString(piece.next()));
        if (piece.ended()) {
          headers.set(HeaderNames.create(ENDED), "true");
        }
        yield piece.bytes();
      }
      case Object view -> Json.bytes(view);
    };
  }

  /** The template with the members of the answer in the place of their names. */
  private static String location(String template, Object output) {
    var path = template;
    for (var member : Json.tree(Json.line(output)).properties()) {
      path = path.replace("{" + member.getKey() + "}", member.getValue().asString(""));
    }
    return path;
  }
}
