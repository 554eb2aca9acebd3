package dev.continuo.plan.yaml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.continuo.plan.ConfigurationFiles;
import dev.continuo.plan.InputValues;
import dev.continuo.plan.Plan;
import dev.continuo.plan.Reading;
import dev.continuo.plan.References;
import dev.continuo.run.RunLimit;
import dev.continuo.task.Text;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Of the limits of a run the smallest holds, and is known by where it stands. */
class RunLimitsTest {
  private static final String CONFIG = ".continuo/config.yaml";

  private static Plan plan(String configuration, String yaml) {
    var references =
        new References(
            Plans.AGENTS,
            ConfigurationFiles.of(new TreeMap<>(Map.of(CONFIG, configuration))),
            InputValues.NONE,
            Plans.CEL);
    var bytes = (yaml + "tasks: {x: {run: make}}").getBytes(UTF_8);
    var reading = PlanReader.read(bytes, "plan.yaml", references, Text.Inline::new);
    return ((Reading.Good) reading).plan();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}                                          |   | 5 | the default of `limits.parallel`",
        "parallelism: {max_parallel_tasks: 4}        |   | 4 | `max_parallel_tasks` of"
            + " `.continuo/config.yaml`",
        "parallelism: {max_parallel_tasks: 4}        | 8 | 8 | `limits.parallel` of its plan",
        "limits: {max_agents: 6}                     | 8 | 6 | `max_agents` of"
            + " `.continuo/config.yaml`",
        "wip: {max: 3}                               |   | 3 | `wip.max` of"
            + " `.continuo/config.yaml`",
        "wip: {max: 3}                               | 3 | 3 | `limits.parallel` of its plan",
        "wip: {max: 3}                               | 4 | 3 | `wip.max` of"
            + " `.continuo/config.yaml`",
        "'{wip: {max: 3}, limits: {max_agents: 2}}'  | 4 | 2 | `max_agents` of"
            + " `.continuo/config.yaml`",
        "'{wip: {max: 2}, limits: {max_agents: 3}}'  | 4 | 2 | `wip.max` of"
            + " `.continuo/config.yaml`",
      })
  void the_smallest_holds_and_is_known_by_where_it_stands(
      String configuration, Integer own, int holds, String source) {
    var plan = plan(configuration, own == null ? "" : "limits: {parallel: " + own + "}\n");

    assertThat(plan.limit()).isEqualTo(new RunLimit(holds, source));
  }

  @Test
  void a_plan_that_allows_more_than_the_project_is_told_so() {
    assertThat(plan("wip: {max: 3}", "limits: {parallel: 4}\n").notes())
        .containsExactly(
            ".continuo/config.yaml: `wip.max` is 3, less than `limits.parallel`, and holds");
    assertThat(plan("wip: {max: 3}", "limits: {parallel: 3}\n").notes()).isEmpty();
  }

  @Test
  void more_than_is_preferred_is_noted() {
    var preferred = "wip: {preferred: 2, max: 3}";

    assertThat(plan(preferred, "").notes())
        .containsExactly(
            ".continuo/config.yaml: `wip.preferred` is 2, and up to 3 tasks of this plan go on at"
                + " once");
    assertThat(plan(preferred, "limits: {parallel: 2}\n").notes()).isEmpty();
  }
}
