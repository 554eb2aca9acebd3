package dev.continuo.http;

import dev.continuo.operation.Problems;
import dev.continuo.operation.Rejected;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;

/** Reads bodies, and no more of them than is allowed. */
final class Bodies {
  /** So much too much is read and thrown away: who still sends when we close hears no answer. */
  private static final int DRAINED_BYTES_MAX = 1 << 20;

  private Bodies() {}

  /** The bytes of the body, at most {@code bytesMax}. */
  static byte[] read(Call call, int bytesMax) throws IOException {
    return call.connections().reading(() -> bytes(call.request(), call.response(), bytesMax));
  }

  private static byte[] bytes(ServerRequest request, ServerResponse response, int bytesMax)
      throws IOException {
    if (!request.content().hasEntity()) {
      return new byte[0];
    }
    if (request.headers().contentLength().orElse(0) > bytesMax + DRAINED_BYTES_MAX) {
      throw tooLarge(response, bytesMax);
    }
    // never closed by us: closing reads all that is left, and fails again where reading failed
    var content = request.content().inputStream();
    try {
      var bytes = content.readNBytes(bytesMax + 1);
      if (bytes.length > bytesMax) {
        content.readNBytes(DRAINED_BYTES_MAX);
        throw tooLarge(response, bytesMax);
      }
      return bytes;
    } catch (NumberFormatException badLength) {
      response.headers().set(HeaderValues.CONNECTION_CLOSE);
      throw Problems.badBody("the length of a chunk is no number");
    }
  }

  /** What is left of the body is not read: the connection is of no further use. */
  private static Rejected tooLarge(ServerResponse response, int bytesMax) {
    response.headers().set(HeaderValues.CONNECTION_CLOSE);
    return Problems.tooLarge(bytesMax);
  }
}
