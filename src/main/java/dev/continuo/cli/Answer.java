package dev.continuo.cli;

import java.io.IOException;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** What a server answered. */
final class Answer {
  private final int status;
  private final Map<String, String> headers;
  private final byte[] body;

  /**
   * @param headers by name in lower case
   * @param body not changed by anybody afterwards
   */
  Answer(int status, Map<String, String> headers, byte[] body) {
    this.status = status;
    this.headers = headers;
    this.body = body;
  }

  int status() {
    return status;
  }

  byte[] body() {
    return body;
  }

  boolean good() {
    return status >= 200 && status < 300;
  }

  String header(String name) {
    return headers.getOrDefault(name, "");
  }

  JsonNode json() throws IOException {
    try {
      return Json.read(body);
    } catch (JacksonException e) {
      throw new IOException("answered what is not JSON", e);
    }
  }

  /** The stable code of a refusal; empty when there is none. */
  String code() {
    try {
      return Json.read(body).path("code").asString("");
    } catch (JacksonException e) {
      return "";
    }
  }

  /** This answer when it is good, else the server's own words to the user. */
  Answer orRefuse() {
    if (good()) {
      return this;
    }
    JsonNode problem;
    try {
      problem = Json.read(body);
    } catch (JacksonException e) {
      problem = Json.object();
    }
    var says = problem.path("detail").asString("");
    throw new CommandError(
        exit(),
        says.isEmpty() ? "server: answered " + status : says,
        problem.path("hint").asString(""));
  }

  private Exit exit() {
    return switch (status) {
      case 400, 401, 403, 405, 413, 415, 422 -> Exit.USAGE;
      case 404, 410, 503 -> Exit.NOT_FOUND;
      case 504 -> Exit.STILL_RUNNING;
      default -> Exit.FAILED;
    };
  }
}
