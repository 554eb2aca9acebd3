package dev.continuo.http;

import dev.continuo.operation.InputReader;
import dev.continuo.operation.Problems;
import io.helidon.common.uri.UriQuery;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads the parameters after the question mark: each is known and given once. */
final class Query {
  private Query() {}

  static Map<String, String> of(UriQuery query, List<String> allowed) {
    var parameters = new HashMap<String, String>();
    for (var name : query.names()) {
      if (!allowed.contains(name)) {
        throw Problems.badParameter(InputReader.unknown("parameter", name, allowed));
      }
      if (query.all(name).size() > 1) {
        throw Problems.badParameter("parameter `" + name + "` stands twice");
      }
      parameters.put(name, query.get(name));
    }
    return parameters;
  }
}
