package dev.continuo.plan.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.continuo.plan.Problems;
import dev.continuo.plan.Reading;
import dev.continuo.plan.References;
import dev.continuo.task.Text;

/** Bytes that nobody would write; {@code scripts/fuzz plan} invents more of them. */
class PlanFuzzTest {
  @FuzzTest
  void any_bytes_are_a_plan_or_are_told_why_not(byte[] bytes) {
    var reading =
        PlanReader.read(
            bytes, "plan.yaml", References.to(Plans.AGENTS, Plans.CEL), Text.Inline::new);

    Plans.compareWithSchema(bytes, reading);
    switch (reading) {
      case Reading.Good(var plan) -> assertThat(plan.tasks()).isNotEmpty();
      case Reading.Bad(var problems, var more) -> {
        assertThat(problems).hasSizeBetween(1, Problems.KEPT_MAX);
        assertThat(more).isNotNegative();
        assertThat(problems)
            .allSatisfy(problem -> assertThat(problem.line()).matches("\\P{Cntrl}+"));
      }
    }
    assertThat(
            PlanReader.read(
                bytes, "plan.yaml", References.to(Plans.AGENTS, Plans.CEL), Text.Inline::new))
        .isEqualTo(reading);
  }
}
