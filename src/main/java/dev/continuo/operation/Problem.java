package dev.continuo.operation;

import dev.continuo.engine.Decision;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An error as RFC 9457 has it.
 *
 * @param code stable; programs decide by it
 * @param detail what is wrong, for people
 * @param hint what can be done about it; empty when there is nothing to add
 * @param more further members, of some codes only
 */
public record Problem(
    int status, String code, String detail, String hint, Map<String, Object> more) {
  public static final String MEDIA_TYPE = "application/problem+json";

  /** Every code has a section of this document. */
  private static final String TYPE = "urn:continuo:problem:";

  public Problem {
    more = Map.copyOf(more);
  }

  static Problem of(ProblemCode code, String detail, String hint) {
    return new Problem(code.status(), code.code(), detail, hint, Map.of());
  }

  /** What the engine said no to. */
  static Problem of(Decision.Refused refused) {
    var code = refused.why().code();
    return new Problem(refused(code), code, refused.text(), refused.hint(), Map.of());
  }

  /** What is wrong with the request itself is wrong in every state of what it is about. */
  private static int refused(String code) {
    return code.endsWith("_not_found") ? 404 : code.endsWith("_out_of_range") ? 400 : 409;
  }

  /** The status that goes with a code. */
  public static int status(String code) {
    for (var own : ProblemCode.values()) {
      if (own.code().equals(code)) {
        return own.status();
      }
    }
    return refused(code);
  }

  /** The same with another status. */
  public Problem at(int other) {
    return new Problem(other, code, detail, hint, more);
  }

  Problem with(String name, Object value) {
    var all = new LinkedHashMap<>(more);
    all.put(name, value);
    return new Problem(status, code, detail, hint, all);
  }

  /** The members in the order in which a person wants to read them. */
  public Map<String, Object> members() {
    var members = new LinkedHashMap<String, Object>();
    members.put("type", TYPE + code);
    members.put("title", title());
    members.put("status", status);
    members.put("detail", detail);
    members.put("code", code);
    members.put("hint", hint);
    members.putAll(more);
    return members;
  }

  private String title() {
    return switch (status) {
      case 400 -> "Bad request";
      case 401 -> "Unauthorized";
      case 403 -> "Forbidden";
      case 404 -> "Not found";
      case 405 -> "Method not allowed";
      case 409 -> "Conflict";
      case 410 -> "Gone";
      case 413 -> "Body too large";
      case 422 -> "Plan invalid";
      case 500 -> "Internal error";
      case 503 -> "Unavailable";
      case 504 -> "Too slow";
      default -> "Bad request";
    };
  }
}
