package dev.continuo.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuo.delivery.DeliveryCommand;
import dev.continuo.delivery.DeliveryId;
import dev.continuo.operation.Operation;
import dev.continuo.operation.Operations;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every operation answers what it declares; {@link Contract} looks at each answer. */
class AnswersTest {
  private static final String PLAN =
      """
      limits: {parallel: 4}
      inputs: {level: {type: string, default: info}}
      resources: {port: {range: 4000-4009}}
      tasks:
        first: {run: echo, resources: port, locks: x, expected: 5m, sync-points: here}
        second: {run: echo, sync-points: here, retries: 1}
        third: {agent: ada, prompt: Begin., needs: [first, second], title: The third}
        asks: {tags: odd, prompt: Which?}
        ships: {run: echo, approval: [start, end]}
      """;

  @TempDir Path folder;
  private TestServer server;

  @BeforeEach
  void start() throws IOException {
    var agents = Files.createDirectories(folder.resolve(".continuo/agents"));
    Files.writeString(agents.resolve("ada.yml"), "name: ada\ncommand: [x]\n");
    Files.writeString(agents.resolve("ben.yml"), "name: ben\ncommand: [x]\n");
    Files.writeString(agents.resolveSibling("agent-mapping.yaml"), "a: Ada\nb: Ben (Sonnet)\n");
    Files.writeString(
        agents.resolveSibling("config.yaml"), "specialist_routing: {fallback_behavior: ask_user}");
    server = new TestServer(folder);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private void good(HttpResponse<String> response) {
    assertThat(response.statusCode()).as(response.body()).isBetween(200, 299);
  }

  private void post(String path, String body) {
    good(server.send(server.request(path).POST(BodyPublishers.ofString(body))));
  }

  @Test
  void every_operation_answers_as_it_declares() throws IOException {
    var run = server.submit(PLAN);
    var ofRun = "/v1/runs/" + run;
    var first = "/v1/tasks/" + server.task(run, "first").id();
    var third = "/v1/tasks/" + server.task(run, "third").id();
    var asks = "/v1/tasks/" + server.task(run, "asks").id();
    var ships = "/v1/tasks/" + server.task(run, "ships").id();
    var turn = server.launch(run, "first");
    server.output.put(turn, "said".getBytes(StandardCharsets.UTF_8));

    for (var path :
        List.of(
            "/health",
            "/v1/server",
            "/v1/openapi.json",
            "/v1/runs",
            ofRun,
            ofRun + "/wait?timeoutMs=0",
            ofRun + "/tasks",
            ofRun + "/tasks/third",
            third + "/why",
            ofRun + "/why",
            third + "/recommendation",
            asks + "/wait?timeoutMs=0",
            asks,
            first + "/output",
            first,
            "/v1/durations?project=" + folder,
            "/v1/events",
            "/v1/approvals",
            ships,
            ships + "/approvals",
            "/v1/secrets")) {
      good(server.get(path));
    }
    post(ships + "/approve", "{\"note\":\"go\"}");
    Deadline.until(() -> server.task(run, "ships").turn().isPresent(), "it starts");
    server.end(run, "ships", true, "{}");
    post(ships + "/reject", "{\"reason\":\"not enough\",\"round\":1}");
    good(server.get("/v1/approvals?run=" + run));
    post(first + "/sync", "{\"point\":\"here\",\"timeoutMs\":0}");
    post(ofRun + "/tasks", "{\"plan\":\"tasks: {more: {run: x}}\"}");
    post(ofRun + "/set", "{\"parallel\":2}");
    post(third + "/set", "{\"priority\":\"high\"}");
    post(third + "/pause", "");
    post(third + "/resume", "");
    post(asks + "/answer", "{\"answer\":1}");
    post(ofRun + "/pause", "{\"now\":true}");
    post(ofRun + "/resume", "");
    server.end(run, "first", true, "{\"pages\":3}");
    good(server.get(first + "/result"));
    good(server.get(first));
    good(server.get("/v1/durations?project=" + folder));
    post(third + "/cancel", "");
    post(third + "/retry", "");
    post(ofRun + "/cancel", "");
    for (var task : List.of("second", "asks", "ships", "more")) {
      if (server.task(run, task).turn().isPresent()) {
        server.end(run, task, false, "{}");
      }
    }
    good(server.get(ofRun + "/wait"));
    post("/v1/runs", TestServer.JSON.writeValueAsString(Map.of("from", run)));
    post(ofRun + "/retry", "");
    var batches =
        server.submit("{auto-launch: false, tasks: {a: {run: x}, b: {run: x, needs: a}}}");
    server.launch(batches, "a");
    server.end(batches, "a", true, "");
    post("/v1/runs/" + batches + "/launch", "");
    good(server.put("/v1/limits/attempts", "{\"value\":7}"));
    good(server.put("/v1/secrets/KEY", "{\"value\":\"hush-hush\"}"));
    good(server.get("/v1/secrets"));
    good(server.send(server.request("/v1/secrets/KEY").DELETE()));
    receivers();
    follow();
    post("/v1/server/stop", "");

    assertThat(server.answered)
        .containsExactlyInAnyOrderElementsOf(
            Operations.DECLARED.stream().map(Operation::name).toList());
  }

  private void receivers() {
    var ci = "/v1/receivers/ci";
    good(server.put(ci, "{\"url\":\"http://localhost:1/\",\"events\":[\"run-ended\"]}"));
    var told = server.run("a");
    server.launch(told, "a");
    server.end(told, "a", true, "");
    Deadline.until(
        () -> !server.read("/v1/deliveries").get("deliveries").isEmpty(), "a delivery waits");
    var failed = new DeliveryCommand.Answer.Failed("answered 500", Optional.empty());
    server.engine.report(new DeliveryCommand.Report(new DeliveryId("ci", 1), 1, failed));
    post(ci + "/retry", "");
    post(ci + "/pause", "");
    post(ci + "/resume", "");
    good(server.get("/v1/receivers"));
    good(server.get("/v1/deliveries"));
    good(server.send(server.request(ci).DELETE()));
  }

  /** A stream has no end that a client could wait for, so its first event is looked at. */
  private void follow() throws IOException {
    var follow =
        Operations.DECLARED.stream()
            .filter(operation -> operation.name().equals("event.follow"))
            .findFirst()
            .orElseThrow();
    try (var raw = new RawSocket(server.http.port())) {
      raw.request("GET /v1/events", "Host: localhost", "Accept: text/event-stream");
      var seen = raw.until("\nid: 2\n");
      var data = seen.substring(seen.indexOf("\ndata: ") + "\ndata: ".length());
      Contract.assertFits(follow, TestServer.JSON.readTree(data.substring(0, data.indexOf('\n'))));
    }
    server.answered.add(follow.name());
  }
}
