package dev.continuo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Tasks that wait for a person: on the command line, across a kill, and from inside of a task. */
class ApprovalIT extends SharedServer {
  private static final String GATED =
      "tasks: {deploy: {run: 'echo deployed >> log', approval: start}}";

  @Test
  void a_person_rejects_and_approves_what_the_example_asks() throws Exception {
    continuo.write("approval.yaml", Files.readString(Path.of("examples/approval.yaml")));

    var asked = continuo.run("run", "--plain", "approval.yaml");
    assertThat(asked.exitCode()).as(asked.err()).isEqualTo(6);
    assertThat(asked.err()).contains("  task notes waits for an approval of its work\n");

    var rejected = continuo.run("reject", "last/notes", "--reason", "Say what breaks.");
    assertThat(rejected.exitCode()).as(rejected.err()).isZero();
    assertThat(rejected.err()).contains(": its work is rejected by ");
    assertThat(continuo.run("wait", "last").exitCode()).isEqualTo(6);
    assertThat(continuo.lines("notes.md"))
        .containsExactly("Faster, and nothing breaks.", "Say what breaks.");
    assertThat(continuo.run("approvals", "last").out()).contains("/notes  end   2      open");

    var late = continuo.run("approve", "last/notes", "--round", "1");
    assertThat(late.exitCode()).isEqualTo(1);
    assertThat(late.err())
        .startsWith("error: task `notes`: the approval is in round 2 now, not in round 1\n");
    assertThat(continuo.run("approve", "last/notes", "--round", "2").exitCode()).isZero();

    var waits = continuo.run("wait", "last");
    assertThat(waits.exitCode()).isEqualTo(6);
    assertThat(waits.err())
        .contains("  task deploy waits for an approval of its start: Deploy to production?\n");
    assertThat(continuo.run("why", "last/deploy").out())
        .contains("waits for an approval of its start: Deploy to production?");
    assertThat(continuo.run("approve", "last/deploy", "--note", "go").exitCode()).isZero();
    assertThat(continuo.run("wait", "last").exitCode()).isZero();
    assertThat(continuo.lines("deployed.md")).isEqualTo(continuo.lines("notes.md"));
    assertThat(continuo.run("approvals", "last", "--all").out()).contains(", go");
  }

  @Test
  void a_task_can_approve_neither_itself_nor_another() throws Exception {
    continuo.write(
        "cheat.sh",
        "for task in \"$CONTINUO_TASK\" \"$CONTINUO_RUN/deploy\"; do\n"
            + Program.line()
            + " approve \"$task\" 2>> said\necho $? >> codes\ndone\n"
            + Program.line()
            + " reject \"$CONTINUO_TASK\" --reason x 2>> said\necho $? >> codes\n");
    var run =
        api()
            .submit(
                """
                tasks:
                  cheat: {run: 'sh cheat.sh', approval: end}
                  deploy: {run: 'echo deployed >> log', approval: start}
                """);

    assertThat(api().settled(run).path("stuck").asBoolean()).isTrue();
    assertThat(continuo.lines("codes")).doesNotContain("0").hasSize(3);
    assertThat(String.join("\n", continuo.lines("said")))
        .contains("error: operation `approval.approve`: not allowed for the token of a turn")
        .contains("error: operation `approval.reject`: not allowed for the token of a turn")
        .contains("hint: this needs the token of a person");
    assertThat(api().state(run, "cheat")).isEqualTo("verifying");
    assertThat(api().state(run, "deploy")).isEqualTo("pending");
    assertThat(continuo.file("log")).doesNotExist();
    api().act("/v1/runs/" + run + "/cancel");
    assertThat(api().over(run)).isEqualTo("cancelled");
  }

  @Test
  void the_question_and_the_decision_survive_a_kill() throws Exception {
    var run = api().submit(GATED);
    assertThat(api().settled(run).path("stuck").asBoolean()).isTrue();

    kill();
    serve();
    assertThat(continuo.run("approvals", run).out()).contains("/deploy  start  1      open");
    assertThat(continuo.run("approve", run + "/deploy", "--note", "go").exitCode()).isZero();
    kill();
    serve();

    assertThat(api().over(run)).isEqualTo("succeeded");
    assertThat(continuo.lines("log")).containsExactly("deployed");
    assertThat(continuo.run("approvals", run, "--all").out()).contains(", go");
    var again = continuo.run("approve", run + "/deploy", "--note", "go");
    assertThat(again.exitCode()).as(again.err()).isZero();
    assertThat(continuo.run("reject", run + "/deploy", "--reason", "no").err())
        .startsWith("error: task `deploy`: already approved by ");
  }

  @Test
  void a_time_that_ends_while_no_server_runs_has_ended() throws Exception {
    var run =
        api()
            .submit(
                "tasks: {deploy: {run: x, approval: {when: start, timeout: 1s, on-timeout:"
                    + " fail}}}");
    kill();
    serve();

    assertThat(api().over(run)).isEqualTo("failed");
    assertThat(api().task(run, "deploy").path("reason").asString())
        .isEqualTo("nobody approved or rejected within 1 s");
    assertThat(continuo.run("approvals", run, "--all").out()).contains("expired");
  }
}
