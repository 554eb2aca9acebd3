package dev.continuo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProgressTest extends CommandLineFixture {
  private static final String SECOND = "t-00000100001";
  private static final String THIRD = "t-00000100002";
  private static final String TASKS = "GET /v1/runs/" + RUN + "/tasks?limit=1000";
  private static final String EVENTS = "GET /v1/events?after=3&run=" + RUN + "&limit=1000";

  /** A sentence that could be mistaken for the reason of a task that an earlier run did. */
  private static final String CONDITION =
      "{\"reason\":\"its condition `inputs.note == 'taken over from '` is false\"}";

  private static final String EARLIER = "{\"reason\":\"taken over from r-000002\"}";
  private static final String TOLD =
      "12:00:06 two skipped: its condition `inputs.note == 'taken over from '` is false\n";

  @BeforeEach
  void acceptARun() throws IOException {
    plan("tasks:\n  one:\n    run: make\n  two:\n    run: make\n");
    server
        .on("POST /v1/runs", 201, "{\"run\":\"" + RUN + "\",\"sequence\":3}")
        .on("GET /v1/runs/" + RUN, 200, run("succeeded", ""));
  }

  @Test
  void a_task_that_an_earlier_run_did_is_known_by_its_view_and_not_by_its_reason() {
    server
        .on(
            TASKS,
            200,
            "{\"tasks\":[%s,%s]}"
                .formatted(
                    task(0, "one", "skipped", ",\"takenOver\":\"t-00000200000\""),
                    task(1, "two", "skipped", ",\"takenOver\":null")))
        .on(
            EVENTS,
            200,
            "{\"events\":[%s,%s],\"next\":9}"
                .formatted(
                    event(5, "task.skipped", TASK, EARLIER),
                    event(6, "task.skipped", SECOND, CONDITION)));

    assertThat(type("run", "plan.yaml").err()).contains(TOLD).doesNotContain("one skipped");
  }

  @Test
  void a_task_that_an_earlier_run_did_is_known_by_the_event_that_submitted_it() {
    server
        .on(TASKS, 200, "{\"tasks\":[]}")
        .on(
            EVENTS,
            200,
            "{\"events\":[%s,%s,%s,%s],\"next\":9}"
                .formatted(
                    event(
                        4,
                        "task.submitted",
                        THIRD,
                        "{\"spec\":{\"name\":\"three\",\"kind\":\"work\",\"parts\":["
                            + "{\"is\":\"taken-over\",\"task\":\"t-00000200002\",\"result\":{}}]}}"),
                    event(
                        5,
                        "task.submitted",
                        SECOND,
                        "{\"spec\":{\"name\":\"two\",\"kind\":\"work\",\"parts\":[]}}"),
                    event(6, "task.skipped", SECOND, CONDITION),
                    event(7, "task.skipped", THIRD, EARLIER)));

    assertThat(type("run", "plan.yaml").err()).contains(TOLD).doesNotContain("three skipped");
  }
}
