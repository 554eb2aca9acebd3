package dev.continuo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people are told of tasks that need each other in a circle (SPEC S2-15, B.6). */
class CycleReportTest extends CommandLineFixture {
  private static final String CYCLE =
      """
      tasks:
        T2: {run: x, title: Implement API, needs: T5}
        T5: {run: x, title: Add caching, needs: T7}
        T7: {run: x, title: Update API, needs: T2}
      """;

  @ParameterizedTest
  @ValueSource(strings = {"run", "validate", "plan explain", "plan graph", "plan strategy"})
  void a_cycle_is_told_with_titles_and_ways_out_of_it(String command) throws IOException {
    plan(CYCLE);

    assertThat(type((command + " plan.yaml").split(" ")))
        .isEqualTo(
            new Left(
                2,
                "",
                """
                error: plan.yaml:2:45: task `T2`: its needs form a cycle, found `T2 → T5 → T7 → T2`
                ✗ Error: Circular Dependencies Detected
                Cycle found: T2 (Implement API) → T5 (Add caching) → T7 (Update API) → T2
                Resolution options:
                1. Remove T7 → T2 dependency (likely unnecessary)
                2. Split T2 into two tasks (API-v1, API-v2)
                3. Reorder: Complete T2 before T5
                """));
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void programs_are_told_of_the_tasks_and_of_the_need_to_remove() throws IOException {
    plan(CYCLE);

    assertThat(type("validate", "plan.yaml", "--json").out())
        .isEqualTo(
            "{\"valid\":false,\"problems\":[{\"code\":\"needs_cycle\",\"place\":\"plan.yaml:2:45\","
                + "\"message\":\"task `T2`: its needs form a cycle, found `T2 → T5 → T7 → T2`\","
                + "\"hint\":\"remove one of these needs, else none of the tasks could ever start\","
                + "\"cycle\":{\"tasks\":[\"T2\",\"T5\",\"T7\"],"
                + "\"remove\":{\"task\":\"T7\",\"need\":\"T2\"}}}],\"more\":0}\n");
  }

  @Test
  void the_need_that_all_cycles_have_in_common_is_the_one_to_remove() throws IOException {
    plan(
        """
        tasks:
          a: {run: x, needs: b}
          b: {run: x, needs: [c, d]}
          c: {run: x, needs: a}
          d: {run: x, needs: a}
          apart: {run: x, needs: other}
          other: {run: x, needs: apart}
        """);

    assertThat(type("validate", "plan.yaml").err())
        .contains("Cycle found: a → b → c → a\n", "1. Remove a → b dependency (likely unnecessary)")
        .contains("Cycle found: apart → other → apart\n", "1. Remove other → apart dependency");
  }

  @Test
  void cycles_with_nothing_in_common_are_opened_where_the_first_closes() throws IOException {
    plan(
        """
        tasks:
          a: {run: x, needs: [b, c]}
          b: {run: x, needs: [a, c]}
          c: {run: x, needs: [a, b]}
        """);

    assertThat(type("validate", "plan.yaml").err())
        .contains("Cycle found: a → b → a\n", "1. Remove b → a dependency (likely unnecessary)");
  }

  @Test
  void a_long_cycle_is_told_without_its_middle() throws IOException {
    var plan = new StringBuilder("tasks:\n");
    for (int i = 0; i < 30; i++) {
      plan.append("  t%d: {run: x, title: The %d, needs: t%d}\n".formatted(i, i, (i + 1) % 30));
    }
    plan(plan.toString());

    assertThat(type("validate", "plan.yaml").err())
        .contains(
            "Cycle found: t0 (The 0) → t1 (The 1) → t2 (The 2) → t3 (The 3) → t4 (The 4) → (21 more)"
                + " → t26 (The 26) → t27 (The 27) → t28 (The 28) → t29 (The 29) → t0\n",
            "1. Remove t29 → t0 dependency (likely unnecessary)\n",
            "2. Split t0 into two tasks (0-v1, 0-v2)\n");
  }
}
