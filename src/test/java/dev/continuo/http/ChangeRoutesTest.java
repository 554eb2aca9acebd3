package dev.continuo.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tasks and runs that are changed while they go on. */
class ChangeRoutesTest {
  private static final String PLAN =
      """
      limits: {parallel: 1}
      tasks:
        first: {run: echo}
        second: {run: echo}
        third: {agent: coder, prompt: Begin., needs: first}
      """;

  private static final int NEEDS_MAX = 1_000;

  @TempDir Path folder;
  private TestServer server;

  @BeforeEach
  void start() throws IOException {
    var agents = Files.createDirectories(folder.resolve(".continuo/agents"));
    Files.writeString(agents.resolve("coder.yml"), "name: coder\ncommand: [code]\n");
    server = new TestServer(folder);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void a_task_that_has_not_started_is_changed_in_all_that_is_given_and_in_nothing_else() {
    var run = server.submit(PLAN);
    var third = server.task(run, "third").id();

    var response =
        server.post(
            "/v1/tasks/" + third + "/set",
            """
            {"priority":"Critical","prompt":"Begin again.","needs":{"second":"ended"},
            "timeoutMs":60000,"timeoutAction":"ask","retries":2}""");

    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    var task = server.read("/v1/tasks/" + third);
    assertThat(task.get("priority").asString()).isEqualTo("urgent");
    assertThat(task.get("needs").toString())
        .isEqualTo("[{\"task\":\"%s\",\"on\":\"ended\"}]", server.task(run, "second").id());
    assertThat(task.get("timeoutMs").asLong()).isEqualTo(60_000);
    assertThat(task.get("timeoutAction").asString()).isEqualTo("ask");
    assertThat(task.get("retries").asInt()).isEqualTo(2);
    assertThat(server.task(run, "third").spec().work().toString()).contains("Begin again.");

    server.post("/v1/tasks/" + third + "/set", "{\"timeoutMs\":90000,\"needs\":{}}");
    task = server.read("/v1/tasks/" + third);
    assertThat(task.get("timeoutAction").asString()).isEqualTo("stop");
    assertThat(task.get("needs").isEmpty()).isTrue();
    assertThat(task.get("retries").asInt()).isEqualTo(2);
  }

  @Test
  void a_need_must_be_an_earlier_task_of_the_same_run() {
    var run = server.submit(PLAN);
    var second = server.task(run, "second").id();
    var path = "/v1/tasks/" + second + "/set";

    refused(
        server.post(path, "{\"needs\":{\"third\":\"succeeded\"}}"),
        409,
        "need_not_earlier",
        "task `second`: cannot need `third`, which was not added before it");
    refused(
        server.post(path, "{\"needs\":{\"" + second + "\":\"ended\"}}"),
        409,
        "need_itself",
        "task `second`: cannot need itself");
    refused(
        server.post(path, "{\"needs\":{\"nobody\":\"ended\"}}"),
        404,
        "task_not_found",
        "task `nobody`: not found");
  }

  @Test
  void what_has_started_stays_as_it_is() {
    var run = server.submit(PLAN);
    server.launch(run, "first");

    refused(
        server.post("/v1/tasks/" + server.task(run, "first").id() + "/set", "{\"retries\":1}"),
        409,
        "task_started",
        "task `first`: has started and cannot be changed, it is running");
  }

  @Test
  void values_that_mean_nothing_are_refused() {
    var run = server.submit(PLAN);
    var path = "/v1/tasks/" + server.task(run, "third").id() + "/set";

    bad(path, "{\"priority\":\"hihg\"}", "`priority`: unknown word `hihg`, did you mean `high`?");
    bad(path, "{\"prompt\":\" \"}", "`prompt` is ` `, must not be blank");
    bad(
        path,
        "{\"needs\":{\"first\":\"done\"}}",
        "`needs.first` is `done`, must be `succeeded` or `ended`");
    bad(path, needs(NEEDS_MAX + 1), "`needs` has 1001 members, at most 1000 are allowed");
    refused(server.post(path, needs(NEEDS_MAX)), 404, "task_not_found", "task `n0`: not found");
    bad(path, "{\"retries\":101}", "`retries` is the number 101, must be an integer from 0 to 100");
    bad(path, "{\"timeoutAction\":\"ask\"}", "`timeoutAction` needs `timeoutMs` beside it");
  }

  private static String needs(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "\"n" + i + "\":\"ended\"")
        .collect(Collectors.joining(",", "{\"needs\":{", "}}"));
  }

  private void bad(String path, String body, String detail) {
    refused(server.post(path, body), 400, "bad_body", "body: " + detail);
  }

  @Test
  void the_limit_of_a_run_can_be_set_while_it_goes_on() {
    var run = server.submit(PLAN);

    server.post("/v1/runs/" + run + "/set", "{\"parallel\":2}");

    assertThat(server.read("/v1/runs/" + run).get("parallel").asInt()).isEqualTo(2);
    server.engine.awaitEvent(server.engine.commits().head());
    assertThat(server.read("/v1/runs/" + run).get("counts").get("active").asInt()).isEqualTo(2);
    refused(
        server.post("/v1/runs/" + run + "/set", "{\"parallel\":0}"),
        400,
        "parallel_out_of_range",
        "run `" + run + "`: `parallel` is 0, must be 1 to 1000");
  }

  private static void refused(
      HttpResponse<String> response, int status, String code, String detail) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    var problem = TestServer.tree(response);
    assertThat(problem.get("code").asString()).isEqualTo(code);
    assertThat(problem.get("detail").asString()).isEqualTo(detail);
  }
}
