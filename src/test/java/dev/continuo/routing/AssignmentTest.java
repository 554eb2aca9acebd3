package dev.continuo.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuo.task.TaskSpec;
import dev.continuo.task.Text;
import dev.continuo.task.Work;
import java.util.List;
import org.junit.jupiter.api.Test;

class AssignmentTest {
  @Test
  void a_task_that_names_its_agent_has_it_by_its_plan() {
    var task = TaskSpec.of("x", new Work.Agent("reviewer", List.of("claude"), Text.EMPTY));

    assertThat(Assignment.of(task))
        .contains(new Assignment("reviewer", "", List.of(), "named by its plan"));
    assertThat(Assignment.of(TaskSpec.of("x", new Work.Inline()))).isEmpty();
  }

  /** S2-19: about 50 tokens, of 4 characters each. */
  @Test
  void the_launch_of_the_longest_name_has_at_most_fifty_tokens() {
    var launch = new Assignment("x".repeat(100), "", List.of(), "").launch("t-4k2m9q00012");

    assertThat(launch).hasSizeLessThanOrEqualTo(200);
    assertThat(new Assignment("Senior Engineer", "Sonnet", List.of(), "").launch("t-4k2m9q00012"))
        .isEqualTo("Launch Senior Engineer for task t-4k2m9q00012");
  }
}
