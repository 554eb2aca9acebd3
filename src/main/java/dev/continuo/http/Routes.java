package dev.continuo.http;

import dev.continuo.operation.Http;
import dev.continuo.operation.Operation;
import dev.continuo.operation.Problems;
import dev.continuo.operation.Rejected;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the operation that a request calls, by method, path and what it accepts. */
final class Routes {
  /** An operation with the parts of the path that its pattern names. */
  record Found(Operation<?, ?> operation, Map<String, String> path) {}

  private record Route(Operation<?, ?> operation, List<String> pattern) {
    String method() {
      return operation.http().method();
    }

    boolean streams() {
      return operation.http().media() == Http.Media.EVENTS;
    }
  }

  private final List<Route> routes;

  Routes(List<Operation<?, ?>> operations) {
    routes =
        operations.stream()
            .map(each -> new Route(each, segments(each.http().path())))
            // where two operations have one path, a stream is only for those who accept it
            .sorted(Comparator.comparing(route -> !route.streams()))
            .toList();
  }

  /** The operation; empty when none has this method and path. */
  Optional<Found> find(String method, String rawPath, String accept) {
    var segments = segments(rawPath);
    for (var route : routes) {
      var path = match(route.pattern, segments);
      if (path.isPresent()
          && route.method().equals(method)
          && (!route.streams() || accept.contains(Http.Media.EVENTS.type()))) {
        return Optional.of(new Found(route.operation, path.get()));
      }
    }
    return Optional.empty();
  }

  /** Says what is wrong with a method and a path for which there is no operation. */
  Rejected missing(String method, String rawPath) {
    var segments = segments(rawPath);
    var allowed =
        routes.stream()
            .filter(route -> match(route.pattern, segments).isPresent())
            .map(Route::method)
            .distinct()
            .toList();
    return allowed.isEmpty()
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
