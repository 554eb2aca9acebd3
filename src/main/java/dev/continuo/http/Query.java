package dev.continuo.http;

import io.helidon.common.uri.UriQuery;
import java.util.List;
import java.util.Optional;

/** The parameters after the question mark; each is known and stands once. */
final class Query {
  private final UriQuery query;

  private Query(UriQuery query) {
    this.query = query;
  }

  static Query of(UriQuery query, List<String> allowed) {
    for (var name : query.names()) {
      if (!allowed.contains(name)) {
        throw Problems.badParameter(Body.unknown("parameter", name, allowed));
      }
      if (query.all(name).size() > 1) {
        throw Problems.badParameter("parameter `" + name + "` stands twice");
      }
    }
    return new Query(query);
  }

  Optional<String> text(String name) {
    return query.contains(name) ? Optional.of(query.get(name)) : Optional.empty();
  }

  /** A whole number from {@code min} to {@code max}. */
  Optional<Long> number(String name, long min, long max) {
    return text(name).map(text -> number("parameter `" + name + "`", text, min, max));
  }

  static long number(String subject, String text, long min, long max) {
    var value = text.matches("[0-9]{1,18}") ? Long.parseLong(text) : -1;
    if (value < min || value > max) {
      var range = max == Long.MAX_VALUE ? "at least " + min : min + " to " + max;
      throw Problems.badParameter(
          subject + ": `" + Problems.quoted(text) + "` is not allowed, must be " + range);
    }
    return value;
  }
}
