package dev.continuo.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuo.routing.Routing.Row;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RoutingTest {
  private static final String FILE = ".taskorchestrator/agent-mapping.yaml";
  private static final Specialist IMPLEMENTATION =
      new Specialist("Implementation Specialist", "Haiku");
  private static final Specialist SENIOR = new Specialist("Senior Engineer", "Sonnet");
  private static final List<Row> ROWS =
      List.of(
          new Row("backend", IMPLEMENTATION, FILE),
          new Row("frontend", IMPLEMENTATION, FILE),
          new Row("database", IMPLEMENTATION, FILE),
          new Row("bug", SENIOR, FILE),
          new Row("complex", SENIOR, FILE));

  private static Routing routing(Fallback fallback) {
    return new Routing(ROWS, Optional.of(fallback), Specialist.parse("Implementation Specialist"));
  }

  @Test
  void a_name_and_a_tier_are_told_apart() {
    assertThat(Specialist.parse("Senior Engineer (Sonnet)")).contains(SENIOR);
    assertThat(Specialist.parse(" Senior Engineer "))
        .contains(new Specialist("Senior Engineer", ""));
    assertThat(Specialist.parse("")).isEmpty();
    assertThat(Specialist.parse("Senior (Engineer) (Sonnet)")).isEmpty();
    assertThat(Specialist.parse("(Sonnet)")).isEmpty();
    assertThat(Specialist.parse("x".repeat(100))).isPresent();
    assertThat(Specialist.parse("x".repeat(101))).isEmpty();
    assertThat(SENIOR).hasToString("Senior Engineer (Sonnet)");
    assertThat(new Specialist("Planner", "")).hasToString("Planner");
  }

  @Test
  void the_agent_is_the_name_in_small_letters_with_hyphens() {
    assertThat(SENIOR.agent()).isEqualTo("senior-engineer");
    assertThat(new Specialist("QA - Lead No. 2", "").agent()).isEqualTo("qa-lead-no.-2");
  }

  @Test
  void the_first_row_of_a_tag_that_the_task_has_decides() {
    var recommended = routing(Fallback.USE_DEFAULT).recommend(List.of("bug", "database", "api"));

    assertThat(recommended)
        .isEqualTo(
            new Recommendation.Matched(IMPLEMENTATION, List.of("database"), List.of("bug"), FILE));
    assertThat(((Recommendation.Matched) recommended).reason())
        .isEqualTo(
            "matched `database` in `.taskorchestrator/agent-mapping.yaml`, which names it before"
                + " `bug`");
  }

  @Test
  void all_tags_that_call_for_the_same_specialist_are_told_in_the_order_of_the_rows() {
    var recommended = routing(Fallback.ASK_USER).recommend(List.of("complex", "bug"));

    assertThat(((Recommendation.Matched) recommended).reason())
        .isEqualTo("matched `bug`, `complex` in `.taskorchestrator/agent-mapping.yaml`");
  }

  @Test
  void the_default_specialist_does_what_is_left_and_that_is_noted() {
    var recommended = routing(Fallback.USE_DEFAULT).recommend(List.of("optimization"));

    assertThat(recommended).isInstanceOf(Recommendation.Default.class);
    assertThat(((Recommendation.Default) recommended).note())
        .isEqualTo("No specialist matched. Using fallback: Implementation Specialist (default)");
    assertThat(routing(Fallback.USE_DEFAULT).advice())
        .containsExactly(
            "Note: Consider adding more specific tags:",
            "- For DB: database, query-optimization",
            "- For frontend: frontend, ui-performance",
            "- For backend: backend, api-optimization");
  }

  @Test
  void tags_that_the_mapping_does_not_have_are_not_proposed() {
    var few = new Routing(ROWS.subList(0, 1), Optional.empty(), Optional.empty());

    assertThat(few.advice())
        .containsExactly(
            "Note: Consider adding more specific tags:",
            "- For backend: backend, api-optimization");
    assertThat(Routing.NONE.advice()).isEmpty();
  }

  @Test
  void a_person_is_asked_with_numbers() {
    var recommended = routing(Fallback.ASK_USER).recommend(List.of("optimization"));

    assertThat(((Recommendation.Open) recommended).lines())
        .containsExactly(
            "No specialist matched by tags.",
            "Which specialist should handle this task?",
            "1. Implementation Specialist (Haiku)",
            "2. Senior Engineer (Sonnet)");
  }

  @Test
  void nobody_is_guessed() {
    var silent = new Routing(ROWS, Optional.empty(), Optional.of(SENIOR));

    assertThat(silent.recommend(List.of("backends"))).isEqualTo(new Recommendation.Nobody());
    assertThat(silent.recommend(List.of())).isEqualTo(new Recommendation.Nobody());
    assertThat(silent.configured()).isTrue();
    assertThat(Routing.NONE.configured()).isFalse();
  }
}
