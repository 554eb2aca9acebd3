package dev.continuo.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.continuo.operation.Http;
import dev.continuo.operation.JsonSchema;
import dev.continuo.operation.Operation;
import dev.continuo.operation.Operations;
import dev.continuo.operation.Rejected;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Compares what a server answers with what the operation declares. */
final class Contract {
  private static final Routes ROUTES = new Routes(Operations.DECLARED);
  private static final Map<String, Schema> SCHEMAS = new ConcurrentHashMap<>();

  private Contract() {}

  /** The operation that was answered well; empty when there is none, or it was refused. */
  static Optional<Operation<?, ?>> check(HttpRequest request, HttpResponse<String> response) {
    var found = operation(request);
    if (found.isEmpty()) {
      return found;
    }
    var operation = found.get();
    if (response.statusCode() >= 400) {
      var code = TestServer.tree(response).get("code").asString();
      assertThat(operation.codes()).as("codes that %s declares", operation.name()).contains(code);
      return Optional.empty();
    }
    assertThat(response.statusCode()).as(operation.name()).isEqualTo(operation.http().status());
    assertThat(response.headers().firstValue("Content-Type"))
        .contains(operation.http().media().type());
    if (operation.http().media() == Http.Media.JSON) {
      assertFits(operation, TestServer.tree(response));
    }
    return found;
  }

  /** Fails when the answer is not what the operation declares, or has more members. */
  static void assertFits(Operation<?, ?> operation, JsonNode answer) {
    var schema = SCHEMAS.computeIfAbsent(operation.name(), _ -> schema(operation));
    assertThat(schema.validate(answer)).as("%s: %s", operation.name(), answer).isEmpty();
  }

  private static Optional<Operation<?, ?>> operation(HttpRequest request) {
    try {
      var accept = request.headers().firstValue("Accept").orElse("");
      return ROUTES
          .find(request.method(), request.uri().getRawPath(), accept)
          .map(Routes.Found::operation);
    } catch (Rejected badPath) {
      return Optional.empty();
    }
  }

  private static Schema schema(Operation<?, ?> operation) {
    var schemas = new JsonSchema("#/$defs/");
    var root = new LinkedHashMap<>(schemas.output(operation));
    root.put("$defs", schemas.definitions());
    ObjectNode tree = TestServer.JSON.valueToTree(root);
    tree.get("$defs").forEach(each -> ((ObjectNode) each).put("additionalProperties", false));
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(tree);
  }
}
