package dev.continuo.cli;

import static org.assertj.core.api.Assertions.assertThat;

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

  @Test
  void status_tells_what_is_blocked_below_its_table() {
    server
        .on("GET /v1/runs/" + RUN, 200, run("running", ",\"total\":1"))
        .on(
            "GET /v1/runs/" + RUN + "/tasks?limit=200",
            200,
            "{\"tasks\":["
                + task(1, "T2", "blocked", ",\"reason\":\"no access\",\"blocker\":\"external\"")
                + "]}");

    assertThat(type("status", RUN).err())
        .isEqualTo(
            """
            Task T2 blocked - no access
            Contact team X for access
            Use Status Progression Skill to unblock task and resume work
            """);
  }
}
