package dev.continuo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** {@code set}, {@code limit} and {@code add}. */
class ChangingCommandsTest extends CommandLineFixture {
  private static final String DONE = "{\"sequence\":9}";
  private static final String SET = "POST /v1/tasks/" + TASK + "/set";

  @Test
  void set_sends_what_is_given_in_the_words_of_the_interface() {
    server
        .on("GET /v1/runs/" + RUN + "/tasks/build", 200, task(0, "build", "queued", ""))
        .on(SET, 200, DONE);

    var left =
        type(
            "set",
            RUN + "/build",
            "priority=high",
            "prompt=a=b",
            "needs=lint, test:ended",
            "timeout=1m30s",
            "on-timeout=ask",
            "retries=2");

    assertThat(left).isEqualTo(new Left(0, "", "changed task t-00000100000\n"));
    assertThat(server.requests().getLast())
        .isEqualTo(
            SET
                + " {\"priority\":\"high\",\"prompt\":\"a=b\",\"needs\":{\"lint\":\"succeeded\",\"test\":\"ended\"},"
                + "\"timeoutMs\":90000,\"timeoutAction\":\"ask\",\"retries\":2}");
  }

  @Test
  void set_takes_all_needs_away() {
    server.on(SET, 200, DONE);

    type("set", TASK, "needs=");

    assertThat(server.requests()).containsExactly(SET + " {\"needs\":{}}");
  }

  @Test
  void a_limit_that_no_run_can_have_is_invalid_input() {
    server.on(
        "POST /v1/runs/" + RUN + "/set",
        400,
        "{\"detail\":\"run `r-000001`: `parallel` is 0, must be 1 to 1000\",\"hint\":\"pause\"}");

    assertThat(type("set", RUN, "parallel=0"))
        .isEqualTo(
            new Left(
                2,
                "",
                """
                error: run `r-000001`: `parallel` is 0, must be 1 to 1000
                hint: pause
                """));
  }

  @Test
  void set_changes_the_limit_of_a_run() {
    server.on("POST /v1/runs/" + RUN + "/set", 200, DONE);

    assertThat(type("set", RUN, "parallel=8")).isEqualTo(new Left(0, "", "changed run r-000001\n"));
    assertThat(server.requests()).containsExactly("POST /v1/runs/r-000001/set {\"parallel\":8}");
  }

  @Test
  void what_cannot_be_set_is_told_before_a_server_is_asked() {
    assertThat(type("set", TASK, "priorty=high"))
        .isEqualTo(new Left(2, "", "error: `priorty`: unknown, did you mean `priority`?\n"));
    assertThat(type("set", RUN, "timeout=5m"))
        .isEqualTo(
            new Left(
                2,
                "",
                """
                error: `timeout`: unknown
                hint: of a run only `parallel` can be set
                """));
    assertThat(type("set", TASK, "retries"))
        .isEqualTo(new Left(2, "", "error: `retries`: has no value, must be `retries=VALUE`\n"));
    assertThat(type("set", TASK, "retries=1", "retries=2"))
        .isEqualTo(new Left(2, "", "error: `retries`: is given twice\n"));
    assertThat(type("set", RUN, "parallel=many"))
        .isEqualTo(new Left(2, "", "error: `parallel`: not a number, found `many`\n"));
    assertThat(type("set", TASK, "on-timeout=ask"))
        .isEqualTo(
            new Left(
                2,
                "",
                """
                error: `on-timeout`: has no meaning without `timeout`
                hint: `timeout=15m on-timeout=ask` is an example
                """));
    assertThat(type("set", TASK, "timeout=90").err())
        .isEqualTo(
            """
            error: `timeout`: not a duration, found `90`, must be like `90s`, `15m` or `1h30m`
            hint: write `90s` for seconds
            """);
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void limit_shows_and_sets_what_the_server_may_do_at_once() {
    server.on("PUT /v1/limits/attempts", 200, DONE);

    assertThat(type("limit")).isEqualTo(new Left(0, "attempts 20, 0 used\n", ""));
    assertThat(type("limit", "--json"))
        .isEqualTo(new Left(0, "{\"attempts\":{\"limit\":20,\"used\":0}}\n", ""));
    assertThat(type("limit", "attempts", "10"))
        .isEqualTo(new Left(0, "", "limit `attempts` is 10\n"));
    assertThat(server.requests()).containsExactly("PUT /v1/limits/attempts {\"value\":10}");
  }

  @Test
  void limit_says_what_is_missing_or_wrong() {
    assertThat(type("limit", "attempts"))
        .isEqualTo(
            new Left(
                2,
                "",
                """
                error: `limit`: N is missing
                hint: `continuo limit attempts 10` is an example
                """));
    assertThat(type("limit", "attempts", "ten").err())
        .isEqualTo("error: limit `attempts`: not a number, found `ten`\n");
    assertThat(type("limit", "processes", "1").err())
        .isEqualTo("error: limit `processes`: unknown, the only one is `attempts`\n");
  }

  @Test
  void add_hands_over_the_plan_and_says_how_many_tasks_it_brought() throws IOException {
    plan("tasks:\n  more: {run: echo, needs: build}\n");
    server.on(
        "POST /v1/runs/" + RUN + "/tasks",
        201,
        "{\"first\":\"t-00000100002\",\"count\":1,\"sequence\":9}");

    assertThat(type("add", RUN, "plan.yaml"))
        .isEqualTo(new Left(0, "", "run r-000001: 1 task added\n"));
    assertThat(server.requests())
        .containsExactly(
            "POST /v1/runs/r-000001/tasks {\"plan\":\"tasks:\\n  more: {run: echo, needs:"
                + " build}\\n\",\"file\":\"plan.yaml\"}");
    assertThat(type("add", RUN, "plan.yaml", "--json").out())
        .isEqualTo("{\"first\":\"t-00000100002\",\"count\":1,\"sequence\":9}\n");
  }

  @Test
  void add_reads_the_plan_from_standard_input_and_hands_over_inputs() throws IOException {
    input = "inputs: {to: {type: string}}\ntasks: {more: {run: echo}}";
    Files.writeString(folder.resolve("values.yaml"), "to: here\nby: us\n");
    server.on("POST /v1/runs/" + RUN + "/tasks", 201, "{\"count\":1,\"sequence\":9}");

    assertThat(type("add", RUN, "-", "--input", "to=there", "--inputs", "values.yaml"))
        .isEqualTo(new Left(0, "", "run r-000001: 1 task added\n"));
    assertThat(server.requests().getLast())
        .endsWith(",\"file\":\"<stdin>\",\"inputs\":{\"by\":\"us\",\"to\":\"there\"}}");
  }

  @Test
  void problems_with_one_remedy_share_its_line() throws IOException {
    plan("tasks: {a: {run: x}}");
    var problem = "{\"place\":\"plan.yaml:%d\",\"message\":\"wrong\",\"hint\":\"%s\"}";
    server.on(
        "POST /v1/runs/" + RUN + "/tasks",
        422,
        "{\"problems\":[%s,%s,%s,%s,%s],\"more\":2}"
            .formatted(
                problem.formatted(1, "look"),
                problem.formatted(2, "look"),
                problem.formatted(3, ""),
                problem.formatted(4, "think"),
                problem.formatted(5, "look")));

    assertThat(type("add", RUN, "plan.yaml").err())
        .isEqualTo(
            """
            error: plan.yaml:1: wrong
            error: plan.yaml:2: wrong
            hint: look
            error: plan.yaml:3: wrong
            error: plan.yaml:4: wrong
            hint: think
            error: plan.yaml:5: wrong
            and 2 more
            """);
  }

  @Test
  void add_tells_what_the_server_found_wrong() throws IOException {
    plan("tasks:\n  more: {run: echo, needs: nobody}\n");
    server.on(
        "POST /v1/runs/" + RUN + "/tasks",
        422,
        "{\"problems\":[{\"place\":\"plan.yaml:2:27\",\"message\":\"task `more`: needs an unknown"
            + " task\",\"hint\":\"look\"}]}");

    assertThat(type("add", RUN, "plan.yaml"))
        .isEqualTo(
            new Left(
                2,
                "",
                """
                error: plan.yaml:2:27: task `more`: needs an unknown task
                hint: look
                """));
  }

  @Test
  void add_needs_a_readable_plan() throws IOException {
    assertThat(type("add", RUN, "plan.yaml").err()).contains("plan.yaml: the plan cannot be read");

    Files.write(folder.resolve("plan.yaml"), new byte[] {(byte) 0xff, (byte) 0xfe, 'a'});
    assertThat(type("add", RUN, "plan.yaml").code()).isEqualTo(2);
    assertThat(server.requests()).isEmpty();
  }
}
