package dev.continuo.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuo.task.Task;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plans that are added to a run, and plans that follow one. */
class PlanRoutesTest {
  @TempDir Path folder;
  private TestServer server;

  @BeforeEach
  void start() throws IOException {
    server = new TestServer(folder);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void tasks_are_added_behind_those_of_the_run_and_may_need_them() {
    var run = server.run("a", "b");
    server.launch(run, "a");
    server.end(run, "a", true, "");

    var response =
        add(
            run,
            """
            env: {LEVEL: info}
            tasks:
              last: {run: echo, needs: [c, b]}
              c: {run: echo, needs: a}
            """);

    assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
    var answer = TestServer.tree(response);
    assertThat(answer.get("first").asString()).isEqualTo(server.task(run, "c").id().toString());
    assertThat(answer.get("count").asInt()).isEqualTo(2);
    var last = server.task(run, "last");
    assertThat(last.spec().needs()).extracting(need -> need.index()).containsExactly(2, 1);
    assertThat(last.spec().env()).containsEntry("LEVEL", "info");
    assertThat(server.read("/v1/runs/" + run).get("total").asInt()).isEqualTo(4);
    assertThat(server.task(run, "c").state().word()).isEqualTo("running");
  }

  @Test
  void inputs_of_added_tasks_are_given_with_them() {
    var run = server.run("a");
    var plan =
        """
        inputs: {to: {type: string, required: true}}
        tasks: {more: {run: [echo, '${{ inputs.to }}']}}
        """;
    assertThat(add(run, plan).body()).contains("input_missing");
    var body = Map.of("plan", plan, "file", "more.yaml", "inputs", Map.of("to", "there"));

    var response =
        server.post("/v1/runs/" + run + "/tasks", TestServer.JSON.writeValueAsString(body));

    assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
    assertThat(server.task(run, "more").spec().env()).containsEntry("INPUT_TO", "there");
  }

  @Test
  void what_is_wrong_with_an_addition_is_told_with_its_place() {
    var run = server.run("a");

    var response =
        add(
            run,
            """
            limits: {parallel: 2}
            tasks:
              a: {run: echo}
              b: {run: echo, needs: nobody}
            """);

    assertThat(response.statusCode()).isEqualTo(422);
    assertThat(TestServer.tree(response).get("problems").toString())
        .isEqualTo(
            "[{\"place\":\"more.yaml:1:9\",\"message\":\"`limits` says nothing of tasks that are added"
                + " to a run\",\"hint\":\"remove it, `continuo set RUN parallel=N` changes the"
                + " run's\",\"code\":\"key_of_run\"},{\"place\":\"more.yaml:3:3\",\"message\":\"task `a`: the"
                + " run already has a task of this name\",\"hint\":\"give it another"
                + " name\",\"code\":\"task_name_taken\"},{\"place\":\"more.yaml:4:25\",\"message\":\"task `b`:"
                + " needs an unknown task, found `nobody`\",\"hint\":\"the plan has `a`,"
                + " `b`\",\"code\":\"need_unknown\"}]");
  }

  @Test
  void an_ended_run_takes_no_tasks() {
    var run = ended(TestServer.plan("a"), Map.of("a", true));

    refused(
        add(run, TestServer.plan("b")),
        409,
        "run_closed",
        "run `" + run + "`: takes no more tasks, it is succeeded",
        "`continuo run PLAN --from " + run + "` goes on where it ended");
  }

  @Test
  void a_plan_that_follows_a_run_does_only_what_did_not_succeed_there_or_changed() {
    var plan =
        """
        on-failure: continue
        tasks:
          a: {run: echo}
          b: {run: echo, needs: a}
          c: {run: echo, needs: {a: ended}}
          d: {run: echo, needs: b}
        """;
    var run = ended(plan, Map.of("a", true, "b", false, "c", true));

    var changed = plan.replace("c: {run: echo,", "c: {run: echo, timeout: 5m,");
    var response = server.post("/v1/runs", from(run, changed));

    assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
    var answer = TestServer.tree(response);
    assertThat(answer.get("total").asInt()).isEqualTo(4);
    assertThat(answer.get("takenOver").asInt()).isEqualTo(2);
    var next = answer.get("run").asString();
    assertThat(states(next))
        .isEqualTo(Map.of("a", "skipped", "b", "running", "c", "skipped", "d", "pending"));
    var a = server.task(next, "a").id();
    assertThat(server.read("/v1/tasks/" + a).get("reason").asString())
        .isEqualTo("taken over from " + run);
    assertThat(server.read("/v1/tasks/" + a).get("takenOver").asString())
        .isEqualTo(server.task(run, "a").id().toString());
    assertThat(server.read("/v1/runs/" + next + "/tasks/b").get("takenOver").isNull()).isTrue();
    assertThat(server.read("/v1/tasks/" + a + "/result").toString()).isEqualTo("{\"of\":\"a\"}");
  }

  @Test
  void what_changed_is_done_again_and_all_that_needs_it() {
    var plan =
        """
        tasks:
          a: {run: echo}
          b: {run: echo, needs: a}
          c: {run: echo}
        """;
    var run = ended(plan, Map.of("a", true, "b", true, "c", true));

    var next = TestServer.tree(server.post("/v1/runs", from(run, plan.replaceFirst("echo", "ls"))));

    assertThat(states(next.get("run").asString()))
        .isEqualTo(Map.of("a", "running", "b", "pending", "c", "skipped"));

    var everything = server.post("/v1/runs", from(run, "env: {LEVEL: info}\n" + plan));
    assertThat(TestServer.tree(everything).get("takenOver").asInt()).isZero();
  }

  @Test
  void without_a_plan_the_plan_of_the_earlier_run_is_taken_and_its_folder() {
    var run = ended(TestServer.plan("a", "b"), Map.of("a", true, "b", true));

    var response = server.post("/v1/runs", "{\"from\":\"" + run + "\"}");

    assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
    var next = TestServer.tree(response).get("run").asString();
    assertThat(states(next)).isEqualTo(Map.of("a", "skipped", "b", "skipped"));
    var view = server.read("/v1/runs/" + next);
    assertThat(view.get("name").asString()).isEqualTo("demo");
    assertThat(view.get("project").asString()).isEqualTo(folder.toString());
    assertThat(view.get("state").asString()).isEqualTo("succeeded");

    var third = server.post("/v1/runs", "{\"from\":\"" + next + "\"}");
    assertThat(TestServer.tree(third).get("takenOver").asInt()).isEqualTo(2);
  }

  @Test
  void a_plan_without_a_name_keeps_that_of_its_file_through_all_that_follow_it() {
    var body =
        Map.of(
            "plan",
            "tasks: {a: {run: echo}}",
            "file",
            "nightly.yaml",
            "project",
            folder.toString());
    var first = server.post("/v1/runs", TestServer.JSON.writeValueAsString(body));
    var run = TestServer.tree(first).get("run").asString();
    server.launch(run, "a");
    server.end(run, "a", true, "");

    for (int i = 0; i < 2; i++) {
      var response = server.post("/v1/runs", "{\"from\":\"" + run + "\"}");
      run = TestServer.tree(response).get("run").asString();
      var view = server.read("/v1/runs/" + run + "/wait?timeoutMs=10000");
      assertThat(view.get("name").asString()).isEqualTo("nightly");
    }
  }

  @Test
  void a_run_that_goes_on_or_worked_elsewhere_is_not_followed() {
    var open = server.run("a");
    refused(
        server.post("/v1/runs", from(open, TestServer.plan("a"))),
        409,
        "run_not_ended",
        "run `" + open + "`: has not ended, it is running",
        "`continuo cancel " + open + "` ends it, `continuo retry " + open + "` goes on with it");
    var run = ended(TestServer.plan("b"), Map.of("b", true));
    refused(
        server.post(
            "/v1/runs",
            TestServer.JSON.writeValueAsString(
                Map.of("plan", TestServer.plan("b"), "project", "/elsewhere", "from", run))),
        409,
        "run_elsewhere",
        "run `" + run + "`: what it has done is in `" + folder + "`",
        "go to that folder, or start without `--from`");
  }

  private HttpResponse<String> add(String run, String plan) {
    var body = TestServer.JSON.writeValueAsString(Map.of("plan", plan, "file", "more.yaml"));
    return server.post("/v1/runs/" + run + "/tasks", body);
  }

  private String from(String run, String plan) {
    return TestServer.JSON.writeValueAsString(
        Map.of("plan", plan, "project", folder.toString(), "from", run));
  }

  /** A run of which these tasks have ended, well or badly, in the order of their names. */
  private String ended(String plan, Map<String, Boolean> ends) {
    var run = server.submit(plan);
    ends.keySet().stream()
        .sorted()
        .forEach(
            task -> {
              server.launch(run, task);
              var well = ends.getOrDefault(task, false);
              server.end(run, task, well, well ? "{\"of\":\"" + task + "\"}" : "");
            });
    var state = server.read("/v1/runs/" + run + "/wait?timeoutMs=10000").get("state").asString();
    assertThat(state).isIn("succeeded", "failed");
    return run;
  }

  private Map<String, String> states(String run) {
    var states = new HashMap<String, String>();
    for (Task task : server.engine.tasks().values()) {
      if (task.id().run().toString().equals(run)) {
        states.put(task.spec().name(), task.state().word());
      }
    }
    return states;
  }

  private static void refused(
      HttpResponse<String> response, int status, String code, String detail, String hint) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    var problem = TestServer.tree(response);
    assertThat(problem.get("code").asString()).isEqualTo(code);
    assertThat(problem.get("detail").asString()).isEqualTo(detail);
    assertThat(problem.get("hint").asString()).isEqualTo(hint);
  }
}
