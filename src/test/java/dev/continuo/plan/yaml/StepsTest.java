package dev.continuo.plan.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuo.task.Text;
import dev.continuo.task.Work;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StepsTest {
  @Test
  void they_are_a_checklist_below_the_prompt() {
    assertThat(prompt("prompt: \"Build the API.\\n\", steps: [Read the design, ' Write tests ']"))
        .isEqualTo("Build the API.\n\nSteps:\n- [ ] Read the design\n- [ ] Write tests\n");
    assertThat(prompt("prompt: \"Build the API.\\n\"")).isEqualTo("Build the API.\n");
  }

  @Test
  void there_are_at_most_50_of_500_characters() {
    var fifty = steps(50, 500);
    assertThat(prompt("prompt: p, steps: [" + fifty + "]").lines()).hasSize(3 + 50);
    assertThat(
            Plans.problems("tasks: {x: {agent: claude, prompt: p, steps: [" + steps(51, 1) + "]}}"))
        .isEqualTo(
            """
            list_too_long plan.yaml:1:46: task `x`: `steps` is too long, found 51 elements, must be at most 50
              hint: leave some out, or divide them among several tasks
            """);
    assertThat(
            Plans.problems(
                "tasks: {x: {agent: claude, prompt: p, steps: [" + steps(1, 501) + "]}}"))
        .startsWith("name_invalid plan.yaml:1:47: task `x`: ")
        .contains("must be one line of at most 500 characters");
  }

  @Test
  void who_is_told_nothing_has_none() {
    assertThat(Plans.problems("tasks: {x: {run: make, steps: [Read the design]}}"))
        .isEqualTo(
            """
            steps_without_prompt plan.yaml:1:9: task `x`: has `steps` but no `prompt`, which they stand below
              hint: write `agent` and `prompt` instead of `run`, or make a task of each step
            """);
    assertThat(Plans.problems("tasks: {x: {agent: claude, prompt: p, steps: Read}}"))
        .startsWith("type_wrong plan.yaml:1:46: task `x`: `steps` has the wrong type");
  }

  private static String steps(int count, int length) {
    return IntStream.range(0, count)
        .mapToObj(_ -> "s".repeat(length))
        .collect(Collectors.joining(", "));
  }

  private static String prompt(String keys) {
    var task = Plans.plan("tasks: {x: {agent: claude, %s}}".formatted(keys)).tasks().getFirst();
    return task.work() instanceof Work.Agent(_, _, Text.Inline(var prompt)) ? prompt : "no prompt";
  }
}
