package dev.continuo.http;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which handler answers which method and path. */
final class Routes {
  /** Answers one kind of request. */
  @FunctionalInterface
  interface Handler {
    void handle(Call call) throws IOException, InterruptedException;
  }

  /** A handler with the parts of the path that its pattern names. */
  record Found(Handler handler, Map<String, String> path) {}

  private record Route(String method, List<String> pattern, Handler handler) {}

  private final List<Route> routes = new ArrayList<>();

  /**
   * Adds a route.
   *
   * @param pattern segments, of which {@code {x}} stands for any one, and {@code {x*}} at the end
   *     for all that follow
   */
  void add(String method, String pattern, Handler handler) {
    routes.add(new Route(method, segments(pattern), handler));
  }

  Found find(String method, String rawPath) {
    var segments = segments(rawPath);
    var allowed = new ArrayList<String>();
    for (var route : routes) {
      var path = match(route.pattern, segments);
      if (path.isPresent() && route.method.equals(method)) {
        return new Found(route.handler, path.get());
      }
      path.ifPresent(_ -> allowed.add(route.method));
    }
    throw allowed.isEmpty()
        ? Problems.noRoute(method, rawPath)
        : Problems.noMethod(method, rawPath, allowed);
  }

  private static Optional<Map<String, String>> match(List<String> pattern, List<String> segments) {
    var named = new HashMap<String, String>();
    for (int i = 0; i < pattern.size(); i++) {
      var expected = pattern.get(i);
      if (expected.endsWith("*}") && segments.size() > i) {
        var rest = String.join("/", segments.subList(i, segments.size()));
        named.put(expected.substring(1, expected.length() - 2), decoded(rest));
        return Optional.of(named);
      }
      if (segments.size() <= i) {
        return Optional.empty();
      }
      if (expected.startsWith("{")) {
        named.put(expected.substring(1, expected.length() - 1), decoded(segments.get(i)));
      } else if (!expected.equals(segments.get(i))) {
        return Optional.empty();
      }
    }
    return pattern.size() == segments.size() ? Optional.of(named) : Optional.empty();
  }

  private static List<String> segments(String path) {
    return List.of(path.split("/", -1));
  }

  private static String decoded(String segment) {
    try {
      return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException bad) {
      throw Problems.badParameter("path: `" + Problems.quoted(segment) + "` is badly encoded");
    }
  }
}
