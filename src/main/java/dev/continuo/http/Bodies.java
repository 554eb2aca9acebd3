package dev.continuo.http;

import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.util.List;

/** Reads bodies, and no more of them than is allowed. */
final class Bodies {
  /** A plan of 32 MiB with what JSON adds to it. */
  static final int PLAN_BYTES_MAX = 34 << 20;

  static final int BYTES_MAX = 64 << 10;

  private Bodies() {}

  static Body read(Call call, String... allowed) throws IOException {
    return read(call, BYTES_MAX, List.of(allowed));
  }

  static Body readPlan(Call call, String... allowed) throws IOException {
    return read(call, PLAN_BYTES_MAX, List.of(allowed));
  }

  private static Body read(Call call, int bytesMax, List<String> allowed) throws IOException {
    var bytes = bytes(call.request(), call.response(), bytesMax);
    call.read(bytes);
    return Body.of(bytes, allowed);
  }

  private static byte[] bytes(ServerRequest request, ServerResponse response, int bytesMax)
      throws IOException {
    if (!request.content().hasEntity()) {
      return new byte[0];
    }
    var announced = request.headers().contentLength().orElse(0);
    if (announced > bytesMax) {
      throw tooLarge(response, bytesMax);
    }
    try (var content = request.content().inputStream()) {
      var bytes = content.readNBytes(bytesMax + 1);
      if (bytes.length > bytesMax) {
        throw tooLarge(response, bytesMax);
      }
      return bytes;
    }
  }

  /** What is left of the body is not read: the connection is of no further use. */
  private static Rejected tooLarge(ServerResponse response, int bytesMax) {
    response.headers().set(HeaderNames.CONNECTION, HeaderValues.CONNECTION_CLOSE.get());
    return Problems.tooLarge(bytesMax);
  }
}
