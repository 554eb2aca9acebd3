package dev.continuo.plan.yaml;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What an editor would say of files, with the schemas that we give it. */
final class PlanSchemas {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Schema PLAN = schema(PlanSchema.plan());
  private static final Schema AGENT = schema(PlanSchema.agent());

  private PlanSchemas() {}

  private static Schema schema(String text) {
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
        .getSchema(JSON.readTree(text));
  }

  /** What is wrong with the plan; nothing when it is no YAML that an editor could look at. */
  static Optional<List<Error>> errors(byte[] plan) {
    return errors(plan, PLAN);
  }

  static Optional<List<Error>> agentErrors(String definition) {
    return errors(definition.getBytes(StandardCharsets.UTF_8), AGENT);
  }

  private static Optional<List<Error>> errors(byte[] bytes, Schema schema) {
    try {
      var tree = TreeReader.read(Decoded.of(bytes, "x"), "x");
      return tree == null ? Optional.empty() : Optional.of(schema.validate(json(tree)));
    } catch (Refused noYaml) {
      return Optional.empty();
    }
  }

  private static JsonNode json(Tree tree) {
    return switch (tree) {
      case Tree.Scalar scalar -> json(scalar);
      case Tree.Items(_, var items, _) -> {
        var array = JSON.createArrayNode();
        items.forEach(item -> array.add(json(item)));
        yield array;
      }
      case Tree.Fields(_, var fields, _) -> {
        var object = JSON.createObjectNode();
        fields.forEach(field -> add(object, field));
        yield object;
      }
    };
  }

  private static void add(ObjectNode object, Tree.Field field) {
    var name = field.key() instanceof Tree.Scalar(_, var text, _) ? text : field.key().words();
    object.set(name, json(field.value()));
  }

  private static JsonNode json(Tree.Scalar scalar) {
    var nodes = JSON.getNodeFactory();
    var text = scalar.text();
    return switch (scalar.kind()) {
      case TEXT -> nodes.stringNode(text);
      case NUMBER ->
          text.matches("[-+]?[0-9]{1,18}")
              ? nodes.numberNode(new BigInteger(text))
              : nodes.numberNode(0.5);
      case TRUTH -> nodes.booleanNode(text.equalsIgnoreCase("true"));
      case NOTHING -> nodes.nullNode();
    };
  }
}
