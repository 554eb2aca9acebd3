package dev.continuo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuo.routing.Assignment;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What an agent that asks pays for the answer, at four characters a token. */
class ThriftTest extends CommandLineFixture {
  private static final int OVERVIEW_CHARACTERS_MAX = 4_800;
  private static final int LAUNCH_CHARACTERS_MAX = 200;
  private static final int NAME_CHARACTERS = 100;
  private static final int TASKS = 10;
  private static final int AGENT_CHARACTERS = 64;

  @Test
  void how_ten_tasks_stand_fits_1200_tokens_however_long_their_names_and_reasons_are() {
    var more =
        ",\"tags\":[\"backend\"],\"reason\":\"exit code 3: %s\"".formatted("x".repeat(2_000));
    answerTasks(
        IntStream.range(0, TASKS)
            .mapToObj(i -> task(i, "n" + i + "-" + "y".repeat(NAME_CHARACTERS), "failed", more))
            .toList());

    var overview = type("status", RUN);
    var whole = type("status", RUN, "--json");

    assertThat(overview.out().lines()).hasSize(3 + TASKS);
    assertThat(overview.out().length() + overview.err().length())
        .isLessThanOrEqualTo(OVERVIEW_CHARACTERS_MAX);
    assertThat(whole.out().length()).isGreaterThan(OVERVIEW_CHARACTERS_MAX);
  }

  @Test
  void an_instruction_to_launch_fits_50_tokens() {
    var longest = new Assignment("a".repeat(AGENT_CHARACTERS), "", List.of(), "");

    assertThat(longest.launch("t-4k2m9q00012").length()).isLessThanOrEqualTo(LAUNCH_CHARACTERS_MAX);
    assertThat(new Assignment("Senior Engineer", "", List.of(), "").launch(TASK))
        .isEqualTo("Launch Senior Engineer for task " + TASK);
  }

  @Test
  void how_far_a_batch_is_is_one_short_line() {
    var states = List.of("succeeded", "succeeded", "skipped", "running", "queued");
    var tasks = new ArrayList<TaskView>();
    for (int i = 0; i < states.size(); i++) {
      tasks.add(new TaskView(Json.read(task(i, "n" + i, states.get(i), ""))));
    }

    assertThat(Batches.of(tasks).stream().map(Batches.Batch::line))
        .containsExactly("Batch 1: 3/5 tasks complete (60%)");
  }

  private void answerTasks(List<String> tasks) {
    var document = "{\"tasks\":[" + tasks.stream().collect(Collectors.joining(",")) + "]}";
    server
        .on("GET /v1/runs/" + RUN, 200, run("running", ",\"total\":" + tasks.size()))
        .on("GET /v1/runs/" + RUN, 200, run("running", ",\"total\":" + tasks.size()))
        .on("GET /v1/runs/" + RUN + "/tasks?limit=200", 200, document)
        .on("GET /v1/runs/" + RUN + "/tasks?limit=1000", 200, document);
  }
}
