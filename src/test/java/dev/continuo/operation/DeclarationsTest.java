package dev.continuo.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuo.Features;
import dev.continuo.engine.Refusal;
import dev.continuo.operation.Operation.Kind;
import dev.continuo.operation.Operation.Repetition;
import dev.continuo.task.Timeout;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What holds of every declaration. */
class DeclarationsTest {
  private static final List<Operation<?, ?>> ALL = Operations.DECLARED;

  @Test
  void names_are_a_subject_and_a_verb_and_unique() {
    assertThat(ALL).extracting(Operation::name).doesNotHaveDuplicates();
    assertThat(ALL).allMatch(each -> each.name().matches("[a-z]+\\.[a-z]+"));
    assertThat(ALL).allMatch(each -> each.summary().endsWith("."));
  }

  @Test
  void requests_are_unique_but_for_a_stream_beside_its_list() {
    var requests =
        ALL.stream()
            .map(each -> each.http().method() + each.http().path() + each.http().media())
            .toList();
    assertThat(requests).doesNotHaveDuplicates();
  }

  @Test
  void queries_change_nothing_and_commands_are_no_gets() {
    for (var each : ALL) {
      var query = each.kind() == Kind.QUERY;
      assertThat(each.http().method().equals("GET")).as(each.name()).isEqualTo(query);
      assertThat(each.repetition() == Repetition.HARMLESS).as(each.name()).isEqualTo(query);
    }
  }

  @Test
  void what_a_path_names_is_a_component_of_the_input() {
    for (var each : ALL) {
      assertThat(each.members(Operation.Source.PATH))
          .as(each.name())
          .containsExactlyInAnyOrderElementsOf(each.http().parts());
    }
  }

  @Test
  void every_component_is_described() {
    for (var each : ALL) {
      assertThat(Shape.of(each.input()).members())
          .as(each.name())
          .allMatch(member -> !member.says().isBlank() && !member.says().endsWith("."));
    }
  }

  @Test
  void a_scope_is_only_given_where_the_input_names_its_target() {
    for (var each : ALL) {
      each.allowed()
          .forEach(
              (caller, scope) -> {
                switch (scope) {
                  case ANY -> {}
                  case OWN_TASK -> assertThat(each.http().parts()).contains("task");
                  case OWN_RUN -> assertThat(each.http().parts()).contains("run");
                }
              });
    }
  }

  @Test
  void every_code_is_one_of_a_refusal_or_of_a_problem() {
    var known =
        Stream.of(
                Arrays.stream(ProblemCode.values()).map(ProblemCode::code),
                Features.create().engine().features().stream()
                    .flatMap(feature -> feature.refusals().stream())
                    .map(Refusal::code))
            .flatMap(codes -> codes)
            .collect(Collectors.toCollection(TreeSet::new));
    for (var each : ALL) {
      assertThat(known).as(each.name()).containsAll(each.codes());
    }
  }

  @Test
  void readers_and_strangers_give_no_command() {
    assertThat(commandsOf(CallerKind.READER)).isEmpty();
    assertThat(commandsOf(CallerKind.STRANGER)).isEmpty();
    assertThat(ALL.stream().filter(each -> each.scope(CallerKind.STRANGER).isPresent()))
        .extracting(Operation::name)
        .containsExactly("server.health");
  }

  @Test
  void an_orchestrator_spawns_and_answers_and_executes_nothing_itself() {
    assertThat(commandsOf(CallerKind.ORCHESTRATOR))
        .containsExactlyInAnyOrder("run.submit", "run.add", "run.launch", "task.answer");
  }

  @Test
  void an_attempt_commands_only_its_own_task_and_run() {
    assertThat(commandsOf(CallerKind.ATTEMPT)).containsExactlyInAnyOrder("run.add", "task.sync");
    for (var each : ALL) {
      if (each.kind() == Kind.COMMAND) {
        assertThat(each.scope(CallerKind.ATTEMPT).stream())
            .as(each.name())
            .doesNotContain(Scope.ANY);
      }
    }
  }

  private static List<String> commandsOf(CallerKind caller) {
    return ALL.stream()
        .filter(each -> each.kind() == Kind.COMMAND && each.scope(caller).isPresent())
        .map(Operation::name)
        .toList();
  }

  /** An annotation takes only constants. */
  @Test
  void the_longest_timeout_is_that_of_tasks() {
    assertThat(Changes.TIMEOUT_MS_MAX).isEqualTo(Timeout.MAX.toMillis());
  }
}
