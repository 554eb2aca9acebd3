package dev.continuo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class PatternCommandsTest extends CommandLineFixture {
  private static final String SYNC = "POST /v1/tasks/t-00000100000/sync";

  @Test
  void the_list_helps_to_choose() {
    assertThat(type("pattern", "list").out())
        .isEqualTo(
            """
            PATTERN                      USE WHEN                             PARALLEL  COMPLEX  KEY
            parallel-independent         No dependencies                      High      Low      max_concurrent
            sequential-handoff           Strong dependencies                  None      Medium   handoff_artifacts
            parallel-with-sync-points    Mostly independent                   Medium    Medium   sync_points
            primary-with-reviewers       Need validation                      Medium    Low      primary_agent
            incremental-with-validation  Large migration                      None      High     phases
            fan-out-fan-in               Multiple similar tasks               High      Medium   fan_out
            conditional-branching        Dynamic routing                      Varies    High     conditional_logic
            combination                  Several of these, one after another  Varies    High     stages
            """);
    assertThat(type("pattern", "list", "--json").out())
        .startsWith(
            "{\"patterns\":[{\"name\":\"parallel-independent\",\"useWhen\":\"No dependencies\","
                + "\"parallelization\":\"High\",\"complexity\":\"Low\",\"key\":\"max_concurrent\"},");
  }

  @Test
  void a_plan_is_said_to_be_a_pattern() throws IOException {
    plan("tasks: {a: {run: x}, b: {run: x}, c: {run: x, needs: [a, b]}}");

    assertThat(type("pattern", "suggest", "plan.yaml").out())
        .isEqualTo(
            """
            pattern  fan-out-fan-in
            because  one task needs all of the others, which need nothing
            gain     a first task that all of them need would make it `parallel-with-sync-points`
            """);
    assertThat(type("pattern", "suggest", "plan.yaml", "--json").out())
        .startsWith("{\"pattern\":\"fan-out-fan-in\",\"reason\":\"one task");
  }

  @Test
  void a_command_has_to_be_named() {
    assertThat(type("pattern"))
        .isEqualTo(
            new Left(
                2,
                "",
                """
                error: `pattern`: a command is missing, must be `list` or `suggest`
                hint: `continuo pattern --help` tells of them
                """));
  }

  @Test
  void the_configuration_of_a_pattern_is_checked_with_its_tasks() throws IOException {
    plan("max_concurrent: 2");
    Files.writeString(
        folder.resolve("tasks.yaml"), "tasks: {a: {agent: pytest-test-master}, b: {agent: x-x}}");

    assertThat(type("validate", "plan.yaml", "--tasks", "tasks.yaml").err())
        .isEqualTo(
            """
            error: tasks.yaml:1:52: task `b`: `agent` is unknown, found `x-x`
            hint: define it in `.continuo/agents/x-x.yml`
            """);
    assertThat(type("validate", "plan.yaml", "--tasks", "none.yaml").err())
        .isEqualTo(
            """
            error: none.yaml: the plan cannot be read, there is no such file
            hint: check the path, it is seen from the folder that you are in
            """);
    Files.write(folder.resolve("odd.yaml"), new byte[] {(byte) 0xC3, 'a'});
    assertThat(type("validate", "plan.yaml", "--tasks", "odd.yaml").err())
        .isEqualTo(
            """
            error: odd.yaml: not a text, must be UTF-8
            hint: name a YAML file, saved as UTF-8
            """);
    assertThat(type("run", "--from", RUN, "--tasks", "tasks.yaml").err())
        .isEqualTo(
            """
            error: option `--tasks`: has no meaning without PLAN
            hint: name the configuration of the pattern too
            """);
  }

  @Test
  void a_sync_point_is_waited_for_inside_of_a_task() {
    assertThat(type("sync", "types").err())
        .isEqualTo(
            """
            error: sync: `CONTINUO_TASK` is not set, must be run inside of a task
            hint: the tasks that have `sync-points`, or are streams of such a pattern, call it
            """);
    environment.put("CONTINUO_TASK", "t-00000100000");
    server
        .on(SYNC, 200, "{\"state\":\"waiting\",\"missing\":[\"b\"]}")
        .on(SYNC, 200, "{\"state\":\"reached\"}")
        .on(SYNC, 200, "{\"state\":\"failed\",\"failed\":[\"b\",\"c\"]}")
        .on(SYNC, 200, "{\"state\":\"waiting\",\"missing\":[\"b\"]}");

    assertThat(type("sync", "types")).isEqualTo(new Left(0, "", ""));
    assertThat(type("sync", "types"))
        .isEqualTo(new Left(1, "", "sync point `types`: failed `b`, `c`\n"));
    assertThat(type("sync", "types", "--timeout", "1ms"))
        .isEqualTo(new Left(4, "", "sync point `types`: missing `b`\n"));
  }
}
