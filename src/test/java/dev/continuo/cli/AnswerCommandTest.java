package dev.continuo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** {@code answer}, and what else tells of a question. */
class AnswerCommandTest extends CommandLineFixture {
  private static final String ANSWER = "POST /v1/tasks/" + TASK + "/answer";
  private static final String HINT =
      "`continuo answer r-000001/optimize N` answers with the number of a choice\n";
  private static final String QUESTION =
      """
      Task: Optimize performance
      Tags: optimization, performance (no domain match)
      No specialist matched by tags.
      Which specialist should handle this task?
      1. Backend Engineer
      2. Frontend Developer
      3. Senior Engineer (complex)
      """;

  private static String asking(String answer) {
    return task(
        0,
        "optimize",
        "pending",
        """
        ,"attempt":0,"latches":[%s],"question":{"text":"Task: Optimize performance\\nTags: optimization,\
         performance (no domain match)\\nNo specialist matched by tags.\\nWhich specialist should handle\
         this task?","choices":["Backend Engineer","Frontend Developer","Senior Engineer (complex)"],\
        "answer":%s}"""
            .formatted(answer.equals("null") ? "\"question\"" : "", answer));
  }

  @Test
  void an_answer_says_what_was_chosen() {
    server
        .on("GET /v1/runs/" + RUN + "/tasks/optimize", 200, asking("null"))
        .on(ANSWER, 200, "{\"sequence\":9}")
        .on("GET /v1/tasks/" + TASK, 200, asking("3"));

    assertThat(type("answer", RUN + "/optimize", "3"))
        .isEqualTo(
            new Left(0, "", "task t-00000100000: answered with Senior Engineer (complex)\n"));
    assertThat(server.requests()).contains(ANSWER + " {\"answer\":3}");
  }

  @Test
  void what_is_no_number_is_told_before_it_is_sent() {
    assertThat(type("answer", TASK, "three"))
        .isEqualTo(
            new Left(
                2,
                "",
                """
                error: answer: not a number, found `three`
                hint: `continuo show t-00000100000` lists the choices
                """));
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void a_number_that_no_choice_has_is_invalid_input() {
    server.on(
        ANSWER,
        400,
        "{\"code\":\"answer_out_of_range\",\"detail\":\"task `optimize`: answer 4 is not allowed, must"
            + " be 1 to 3\",\"hint\":\"\"}");

    assertThat(type("answer", TASK, "4"))
        .isEqualTo(
            new Left(2, "", "error: task `optimize`: answer 4 is not allowed, must be 1 to 3\n"));
  }

  @Test
  void a_run_that_waits_for_an_answer_says_what_is_asked_and_what_to_type() {
    var stuck = run("running", ",\"stuck\":true,\"counts\":{\"succeeded\":1,\"person\":1}");
    server
        .on("GET /v1/runs/" + RUN, 200, stuck)
        .on("GET /v1/runs/" + RUN + "/wait?timeoutMs=60000", 200, stuck)
        .on(
            "GET /v1/runs/" + RUN + "/tasks?limit=1000",
            200,
            "{\"tasks\":[" + asking("null") + "]}");

    assertThat(type("wait", RUN))
        .isEqualTo(
            new Left(
                6,
                "",
                "run r-000001 is running and waits for you, 2 tasks: 1 succeeded, 1 waiting for"
                    + " you\n"
                    + QUESTION.indent(2)
                    + "hint: "
                    + HINT
                    + "      `continuo cancel r-000001` ends the run\n"));
  }

  @Test
  void a_task_that_waits_for_an_answer_says_so_while_its_run_goes_on() {
    server
        .on("GET /v1/tasks/" + TASK + "/wait?timeoutMs=60000", 200, asking("null"))
        .on("GET /v1/runs/" + RUN, 200, run("running", ""));

    assertThat(type("wait", TASK))
        .isEqualTo(
            new Left(
                6,
                "",
                "task r-000001/optimize is pending and waits for you\n"
                    + QUESTION.indent(2)
                    + "hint: "
                    + HINT));
  }

  @Test
  void show_lists_the_choices_until_one_is_made() {
    server
        .on("GET /v1/tasks/" + TASK, 200, asking("null"))
        .on("GET /v1/tasks/" + TASK, 200, asking("3"));

    assertThat(type("show", TASK).out()).endsWith("\n\n" + QUESTION);
    assertThat(type("show", TASK).out()).endsWith("answered    Senior Engineer (complex)\n");
  }

  @Test
  void status_says_which_task_waits_for_an_answer() {
    server
        .on("GET /v1/runs/" + RUN, 200, run("running", ",\"stuck\":true"))
        .on(
            "GET /v1/runs/" + RUN + "/tasks?limit=200",
            200,
            "{\"tasks\":[" + asking("null") + "]}");

    assertThat(type("status", RUN).out())
        .endsWith("t-00000100000  pending  30 s  optimize  waits for an answer\n");
  }
}
