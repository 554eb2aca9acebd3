package dev.continuo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The words of SPEC S2-11 and S2-13. */
class RemediesTest extends CommandLineFixture {
  private static TaskView view(String state, String more) {
    return new TaskView(Json.read(task(1, "T2", state, more)));
  }

  @ParameterizedTest
  @CsvSource({
    "external, Contact team X for access",
    "technical, Launch Senior Engineer to investigate",
    "information, Clarify requirements with stakeholder"
  })
  void a_task_that_says_what_blocks_it_gets_the_suggestion_for_it(String blocker, String remedy) {
    var task =
        view(
            "blocked",
            ",\"reason\":\"waiting for external API access\",\"blocker\":\"" + blocker + "\"");
    assertThat(Remedies.lines(task, List.of()))
        .containsExactly(
            "Task T2 blocked - waiting for external API access",
            remedy,
            "Use Status Progression Skill to unblock task and resume work");
  }

  @Test
  void one_that_does_not_say_by_what_gets_none() {
    var task = view("blocked", ",\"reason\":\"no key\",\"blocker\":\"reported\"");
    assertThat(Remedies.lines(task, List.of()))
        .containsExactly(
            "Task T2 blocked - no key",
            "Use Status Progression Skill to unblock task and resume work");
    var gate = view("blocked", ",\"reason\":\"gate `tests`\",\"blocker\":\"gate\"");
    assertThat(Remedies.lines(gate, List.of())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "exit code 1, AssertionError: expected 3, Address failing tests",
    "exit code 1, 2 tests failed, Address failing tests",
    "connection refused, , Resolve external dependency",
    "exit code 1, HTTP 401 Unauthorized, Resolve external dependency",
    "exit code 2, syntax error near }, Fix issues and retry task"
  })
  void an_agent_that_failed_gets_a_remedy_by_what_it_reports(
      String reason, String tail, String remedy) {
    var task = view("failed", ",\"agent\":\"coder\",\"reason\":\"" + reason + "\"");
    assertThat(Remedies.lines(task, tail == null ? List.of() : List.of(tail)))
        .containsExactly(
            "Task T2 failed - specialist encountered errors",
            remedy,
            "Use Status Progression Skill to reset task to pending and retry");
  }

  @Test
  void a_command_that_failed_says_enough_itself() {
    assertThat(Remedies.lines(view("failed", ",\"reason\":\"exit code 1\""), List.of())).isEmpty();
  }

  private static final String BLOCKED =
      task(1, "T2", "blocked", ",\"reason\":\"no access\",\"blocker\":\"external\"");

  private static final String FAILURE = ",\"agent\":\"coder\",\"reason\":\"exit code 1\"";
  private static final String FAILED = task(2, "T3", "failed", FAILURE);

  private void serve(String run, String... tasks) {
    server
        .on("GET /v1/runs/" + RUN, 200, run)
        .on(
            "GET /v1/runs/" + RUN + "/tasks?limit=200",
            200,
            "{\"tasks\":[" + String.join(",", tasks) + "]}")
        .on("GET /v1/tasks/t-00000100001", 200, BLOCKED)
        .on(
            "GET /v1/tasks/t-00000100002",
            200,
            task(2, "T3", "failed", FAILURE + ",\"tail\":\"2 tests failed\\n\""));
  }

  @Test
  void status_tells_below_its_table_what_is_blocked_and_what_has_failed() {
    serve(run("paused", ",\"total\":2"), BLOCKED, FAILED);

    assertThat(type("status", RUN).err())
        .isEqualTo(
            """
            Task T2 blocked - no access
            Contact team X for access
            Use Status Progression Skill to unblock task and resume work
            Task T3 failed - specialist encountered errors
            Address failing tests
            Use Status Progression Skill to reset task to pending and retry
            """);
  }

  @Test
  void status_says_nothing_of_it_once_the_run_has_ended_as_it_should() {
    serve(run("succeeded", ",\"total\":1"), FAILED);

    assertThat(type("status", RUN).err()).isEmpty();
  }

  @Test
  void status_tells_of_five_and_counts_the_others() {
    var tasks = new String[7];
    Arrays.fill(tasks, BLOCKED);
    serve(run("running", ",\"total\":7"), tasks);

    assertThat(type("status", RUN).err())
        .isEqualTo(
            """
            Task T2 blocked - no access
            Contact team X for access
            Use Status Progression Skill to unblock task and resume work
            """
                    .repeat(5)
                + "and 2 more\n");
  }

  @Test
  void the_batch_of_a_blocked_task_is_blocked_and_the_next_one_is_not() {
    var done = view("succeeded", "");
    var needing = ",\"id\":\"%s\",\"needs\":[{\"task\":\"%s\",\"on\":\"succeeded\"}]";
    var blocked = view("blocked", needing.formatted("b", done.id()));
    var behind = view("pending", needing.formatted("c", "b"));

    assertThat(Batches.of(List.of(done, blocked, behind)).stream().map(Batches.Batch::line))
        .containsExactly(
            "Batch 1: 1/1 tasks complete (100%)",
            "Batch 2: 0/1 (blocked)", "Batch 3: 0/1 tasks complete (0%)");
  }
}
