package dev.continuo.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.continuo.operation.Http;
import dev.continuo.operation.Operation;
import dev.continuo.operation.Operations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The description of the interface is made from the declarations, valid and complete. */
class OpenApiReferenceTest {
  private static final Path FILE = Path.of("docs/reference/openapi.json");

  /** Of the OpenAPI Initiative, under the Apache License 2.0. */
  private static final Path META = Path.of("src/test/resources/openapi/openapi-3.1.schema.json");

  private static final Pattern LITERAL = Pattern.compile("\"/(v1|health)");

  @TempDir Path folder;

  @Test
  void the_document_is_what_the_program_describes() throws IOException {
    var made = OpenApi.document();
    if ("write".equals(System.getProperty("continuo.docs"))) {
      Files.writeString(FILE, made, UTF_8);
    }
    assertThat(FILE).as("scripts/generate-docs writes it").content(UTF_8).isEqualTo(made);
  }

  @Test
  void the_document_is_valid_openapi() throws IOException {
    var meta = schema(TestServer.JSON.readTree(Files.readString(META, UTF_8)));
    var document = TestServer.JSON.readTree(OpenApi.document());

    assertThat(meta.validate(document)).isEmpty();

    ((ObjectNode) document.get("info")).remove("title");
    assertThat(meta.validate(document)).isNotEmpty();
  }

  @Test
  void every_schema_in_the_document_is_a_json_schema() {
    var registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    var meta =
        registry.getSchema(
            com.networknt.schema.SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));
    var document = TestServer.JSON.readTree(OpenApi.document());
    var schemas = document.findValues("schema");
    document.at("/components/schemas").forEach(schemas::add);

    assertThat(schemas).hasSizeGreaterThan(100);
    for (var schema : schemas) {
      assertThat(meta.validate(schema)).as(schema.toString()).isEmpty();
    }
  }

  @Test
  void every_reference_leads_somewhere() {
    var document = TestServer.JSON.readTree(OpenApi.document());

    for (var reference : document.findValues("$ref")) {
      assertThat(document.at(reference.asString().substring(1)).isMissingNode())
          .as(reference.asString())
          .isFalse();
    }
  }

  @Test
  void every_operation_has_its_place_in_the_document_and_nothing_else_has() {
    var described = new TreeSet<String>();
    var paths = TestServer.JSON.readTree(OpenApi.document()).get("paths");
    for (var path : paths.properties()) {
      for (var method : path.getValue().properties()) {
        described.add(method.getKey() + " " + path.getKey());
      }
    }

    assertThat(described).isEqualTo(declared());
    assertThat(paths.findValues("operationId").size())
        .as("a stream shares the path of its list")
        .isEqualTo((int) Operations.DECLARED.stream().filter(each -> !streams(each)).count());
    assertThat(paths.at("/~1v1~1events/get/x-continuo-also").asString()).isEqualTo("event.follow");
    assertThat(paths.at("/~1v1~1events/get/responses/200/content").propertyNames())
        .containsExactlyInAnyOrder("application/json", "text/event-stream");
  }

  private static boolean streams(Operation<?, ?> operation) {
    return operation.http().media() == Http.Media.EVENTS;
  }

  private static SortedSet<String> declared() {
    return Operations.DECLARED.stream()
        .map(Operation::http)
        .map(http -> http.method().toLowerCase(Locale.ROOT) + " " + http.path().replace("*}", "}"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** A route that is no operation would need its path in the interface's own sources. */
  @Test
  void no_route_stands_beside_the_declared_operations() throws IOException {
    try (var files = Files.list(Path.of("src/main/java/dev/continuo/http"))) {
      for (var file : files.toList()) {
        assertThat(LITERAL.matcher(Files.readString(file, UTF_8)).find()).as("%s", file).isFalse();
      }
    }
    assertThat(LITERAL.matcher("add(\"/v1/runs\")").find()).isTrue();
  }

  @Test
  void every_declared_operation_has_a_route() throws IOException {
    try (var server = new TestServer(folder)) {
      for (var operation : Operations.DECLARED) {
        var path = operation.http().path().replaceAll("\\{\\w+\\*?}", "x");
        var wait = streams(operation) ? "?after=9" : "";
        var request =
            server
                .request(path + wait)
                .method(
                    operation.http().method(), java.net.http.HttpRequest.BodyPublishers.noBody())
                .header("Accept", operation.http().media().type());

        var response = server.send(request);

        assertThat(response.body())
            .as(operation.name())
            .doesNotContain("\"route_not_found\"", "\"method_not_allowed\"");
      }
    }
  }

  @Test
  void the_server_answers_the_document() throws IOException {
    try (var server = new TestServer(folder)) {
      assertThat(server.get("/v1/openapi.json").body()).isEqualTo(OpenApi.document());
    }
  }

  private static Schema schema(JsonNode tree) {
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(tree);
  }
}
