package dev.continuo.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.continuo.Given;
import dev.continuo.expansion.EachPart;
import dev.continuo.gate.GatePart;
import dev.continuo.gate.GateSpec;
import dev.continuo.run.OnFailure;
import dev.continuo.run.Run;
import dev.continuo.run.RunCommand;
import dev.continuo.task.Part;
import dev.continuo.task.SecretPart;
import dev.continuo.task.Task;
import dev.continuo.task.TaskSpec;
import dev.continuo.task.Timeout;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What a task may add to its own run. */
class AdditionsTest {
  private static final TaskSpec KNOWS = Given.task("knows").with(new SecretPart(List.of("KEY")));

  private static void check(int tasks, TaskSpec... more) {
    check(KNOWS, tasks, more);
  }

  private static void check(TaskSpec adds, int tasks, TaskSpec... more) {
    var given = Given.run(Given.spec(tasks, OnFailure.PAUSE), adds);
    Run run = Objects.requireNonNull(given.runs.get(Given.RUN));
    Task by = Objects.requireNonNull(given.tasks.get(Given.RUN.task(0)));
    Additions.check(run, by, new RunCommand.Add(Given.RUN, 1, List.of(more)));
  }

  private static String refused(int tasks, TaskSpec... more) {
    return refused(KNOWS, tasks, more);
  }

  private static String refused(TaskSpec adds, int tasks, TaskSpec... more) {
    var rejected = catchThrowableOfType(Rejected.class, () -> check(adds, tasks, more));
    assertThat(rejected.problem().status()).isEqualTo(403);
    return rejected.problem().detail() + " | " + rejected.problem().hint();
  }

  @Test
  void it_adds_what_knows_no_more_than_it_does() {
    check(1, Given.task("a"), KNOWS);
    check(Additions.TASKS_MAX - 1, Given.task("a"));
  }

  @Test
  void it_adds_not_without_end() {
    assertThat(refused(Additions.TASKS_MAX, Given.task("a")))
        .isEqualTo(
            "run `r-jmbx4h`: has 10000 tasks, its own tasks may add to it up to 10000"
                + " | `continuo add` outside of a task has no such limit");
  }

  @Test
  void it_gives_no_secret_away_not_even_to_the_items_of_a_list() {
    var thief = Given.task("x").with(new SecretPart(List.of("KEY", "OTHER")));
    var list = Given.task("y").with(new EachPart("[1]", Collections.emptySortedMap(), thief));
    var told =
        "task `knows`: may not give away the secret `OTHER`, which it does not have itself"
            + " | give it to the task under `secrets`, or have a person add these tasks";
    assertThat(refused(1, thief)).isEqualTo(told);
    assertThat(refused(1, list)).isEqualTo(told);
    assertThat(refused(1, Given.task("z").with(gate("OTHER")))).isEqualTo(told);
  }

  @Test
  void the_secrets_of_its_gates_and_of_its_items_are_not_its_own() {
    var gated = Given.task("knows").with(gate("KEY"));
    var told =
        "task `knows`: may not give away the secret `KEY`, which it does not have itself"
            + " | give it to the task under `secrets`, or have a person add these tasks";
    assertThat(refused(gated, 1, KNOWS)).isEqualTo(told);
    assertThat(refused(gated, 1, Given.task("x").with(gate("KEY")))).isEqualTo(told);
    var list = new EachPart("[1]", Collections.emptySortedMap(), KNOWS);
    assertThat(refused(Given.task("knows").with(list), 1, KNOWS)).isEqualTo(told);
    check(gated.with(new SecretPart(List.of("KEY"))), 1, KNOWS);
  }

  private static GatePart gate(String secret) {
    return GatePart.required(
        List.of(
            new GateSpec(
                "checks",
                Given.task("x").work(),
                List.of(secret),
                GateSpec.Judge.EXIT,
                0,
                Timeout.DEFAULT)));
  }

  /** A part that a feature adds later must say which secrets it hands out. */
  @Test
  void every_part_that_holds_secrets_or_tasks_says_so() throws ReflectiveOperationException {
    var parts =
        new ClassFileImporter()
            .importPackages("dev.continuo").stream()
                .filter(type -> type.isAssignableTo(Part.class) && !type.isInterface())
                .map(JavaClass::reflect)
                .toList();
    assertThat(parts).contains(SecretPart.class, GatePart.class, EachPart.class);
    for (var part : parts) {
      if (holds(part)) {
        assertThat(part.getMethod("secrets").getDeclaringClass())
            .as("who answers for the secrets of %s", part)
            .isEqualTo(part);
      }
    }
  }

  private static boolean holds(Class<?> part) {
    return Arrays.stream(part.getRecordComponents())
            .map(component -> component.getName() + " " + component.getGenericType())
            .anyMatch(words -> words.matches("(?i).*(secret|TaskSpec|GateSpec).*"))
        || part == SecretPart.class;
  }
}
