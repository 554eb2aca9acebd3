package dev.continuo.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuo.expansion.EachPart;
import dev.continuo.plan.Packets;
import dev.continuo.plan.Place;
import dev.continuo.plan.Problem;
import dev.continuo.task.FilesPart;
import dev.continuo.task.TaskSpec;
import dev.continuo.task.Text;
import dev.continuo.task.Work;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What one agent cannot do is refused before it starts. */
class LargeTasksTest {
  private static final List<String> PATHS =
      IntStream.range(0, 15).mapToObj(i -> (i < 14 ? "src/api/" : "src/") + i + ".c").toList();

  private static TaskSpec agent(String prompt, String... globs) {
    var task = TaskSpec.of("a", new Work.Agent("x", List.of("x"), new Text.Inline(prompt)));
    return globs.length == 0 ? task : task.with(new FilesPart(List.of(globs)));
  }

  private static List<String> lines(TaskSpec task, Packets packets) {
    var estimates = new Estimates(new ProjectFiles(() -> PATHS));
    return new LargeTasks(estimates, packets)
        .problems(List.of(task), Place.of("plan.yaml")).stream().map(Problem::line).toList();
  }

  private static List<String> lines(TaskSpec task) {
    return lines(task, Packets.USUAL);
  }

  @Test
  void the_files_that_are_there_are_counted() {
    assertThat(lines(agent("", "src/api"))).isEmpty();
    assertThat(lines(agent("", "src/api/**", "src/api/1.c", "src/api/*.c"))).isEmpty();
    assertThat(lines(agent("", "src/*"))).isEmpty();
    assertThat(lines(agent("", "src/**")))
        .containsExactly(
            "plan.yaml: task `a`: 15+ files for one agent, at most 14 are allowed: ❌ MUST decompose"
                + " into 2-3 task packets");
  }

  @Test
  void a_glob_that_finds_nothing_stands_for_a_file_to_come() {
    assertThat(lines(agent("", "src/api/**", "src/new.c")).isEmpty()).isFalse();
    assertThat(lines(agent("", "src/api/**", "lib/**")).isEmpty()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"14, ''", "15, 2-3", "26, 2-3", "27, 3+"})
  void files_can_be_listed_or_said(int files, String packets) {
    var listed = IntStream.range(0, files).mapToObj(i -> i + ".c").toArray(String[]::new);
    var told =
        packets.isEmpty()
            ? List.of()
            : List.of(
                "plan.yaml: task `a`: "
                    + files
                    + " files for one agent, at most 14 are allowed: ❌ MUST decompose into "
                    + packets
                    + " task packets");

    assertThat(lines(agent("", listed))).isEqualTo(told);
    assertThat(lines(agent("Estimated " + files + " files."))).isEqualTo(told);
  }

  @Test
  void what_a_prompt_says_counts_for_more_than_its_files() {
    assertThat(lines(agent("Estimated 3 files.", "src/**"))).isEmpty();
  }

  @Test
  void a_long_prompt_is_heard_before_it_is_kept_elsewhere() {
    var kept = new Text.Stored("0".repeat(64), 5_000, "");
    var task = TaskSpec.of("a", new Work.Agent("x", List.of("x"), kept));
    var estimates = new Estimates(ProjectFiles.NONE);

    estimates.hear("Estimated 15 files.", kept);

    assertThat(estimates.of(task)).contains(new Estimate(15, Estimate.Certainty.ALL));
  }

  @Test
  void only_agents_are_meant() {
    var script = TaskSpec.of("a", new Work.Script(new Text.Inline("make")));

    assertThat(lines(script.with(new FilesPart(List.of("src/**"))))).isEmpty();
  }

  @Test
  void of_a_list_each_item_is_a_packet() {
    var each = new EachPart("[1]", Collections.emptySortedMap(), agent("Estimated 15 files."));

    assertThat(lines(TaskSpec.of("a", new Work.Inline()).with(each))).hasSize(1);
  }

  @Test
  void a_project_can_allow_more() {
    assertThat(lines(agent("Estimated 15 files."), new Packets(5, 15, 26))).isEmpty();
    assertThat(lines(agent("Estimated 16 files."), new Packets(5, 15, 15)))
        .containsExactly(
            "plan.yaml: task `a`: 16 files for one agent, at most 15 are allowed: ❌ MUST decompose"
                + " into 3+ task packets");
  }

  @Test
  void where_there_is_too_much_to_compare_a_glob_stands_for_one_file() {
    var many = IntStream.range(0, 20_000).mapToObj(i -> "f" + i).toList();
    var files = new ProjectFiles(() -> many);
    var globs =
        IntStream.rangeClosed(0, ProjectFiles.COMPARED_MAX / 20_000)
            .mapToObj(i -> "f*" + "*".repeat(i % 2) + i)
            .toList();

    for (var glob : globs.subList(0, globs.size() - 1)) {
      files.count(List.of(glob));
    }

    assertThat(files.count(List.of("f*"))).isEqualTo(1);
    assertThat(files.count(List.of("f*0"))).isEqualTo(2_000);
  }
}
