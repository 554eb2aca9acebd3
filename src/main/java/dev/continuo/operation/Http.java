package dev.continuo.operation;

import java.util.List;
import java.util.regex.Pattern;

/**
 * How an operation is called over HTTP.
 *
 * @param path segments, of which {@code {x}} stands for any one, and {@code {x*}} at the end for
 *     all that follow
 * @param status of the answer when all went well
 * @param location the path of what was made, with {@code {x}} for a component of the answer; empty
 *     when nothing was
 * @param bodyBytesMax how long a body may be
 */
public record Http(
    String method, String path, int status, Media media, String location, int bodyBytesMax) {
  /** A plan of 32 MiB with what JSON adds to it. */
  public static final int PLAN_BYTES_MAX = 34 << 20;

  /** What a turn may send with its token: 10,000 tasks with 200 bytes each. */
  public static final int TURN_BYTES_MAX = 2 << 20;

  public static final int BYTES_MAX = 64 << 10;

  private static final Pattern PART = Pattern.compile("\\{(\\w+)\\*?}");

  /** What an answer is written as. */
  public enum Media {
    JSON("application/json"),
    TEXT("text/plain; charset=utf-8"),
    EVENTS("text/event-stream");

    private final String type;

    Media(String type) {
      this.type = type;
    }

    public String type() {
      return type;
    }
  }

  /** How long the body of this caller may be. */
  public int bodyBytesMax(Who who) {
    return switch (who) {
      case Who.Person _ -> bodyBytesMax;
      case Who.Attempt _, Who.Stranger _ -> Math.min(bodyBytesMax, TURN_BYTES_MAX);
    };
  }

  static Http get(String path) {
    return of("GET", path, 200, Media.JSON);
  }

  static Http get(String path, Media media) {
    return of("GET", path, 200, media);
  }

  static Http post(String path) {
    return of("POST", path, 200, Media.JSON);
  }

  static Http put(String path) {
    return of("PUT", path, 200, Media.JSON);
  }

  static Http delete(String path) {
    return of("DELETE", path, 200, Media.JSON);
  }

  private static Http of(String method, String path, int status, Media media) {
    return new Http(method, path, status, media, "", BYTES_MAX);
  }

  Http answering(int other) {
    return new Http(method, path, other, media, location, bodyBytesMax);
  }

  /** The same, with the status that says that something was made, and where it is. */
  Http making(String made) {
    return new Http(method, path, 201, media, made, bodyBytesMax);
  }

  /** The same, with a body that has room for a plan. */
  Http takingPlans() {
    return new Http(method, path, status, media, location, PLAN_BYTES_MAX);
  }

  /** The names of the parts of the path that differ from request to request. */
  public List<String> parts() {
    return PART.matcher(path).results().map(part -> part.group(1)).toList();
  }
}
