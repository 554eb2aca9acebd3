package dev.continuo.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.continuo.Given;
import dev.continuo.run.OnFailure;
import dev.continuo.run.Run;
import dev.continuo.run.RunCommand;
import dev.continuo.task.EachPart;
import dev.continuo.task.SecretPart;
import dev.continuo.task.Task;
import dev.continuo.task.TaskSpec;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What a task may add to its own run. */
class AdditionsTest {
  private static final TaskSpec KNOWS = Given.task("knows").with(new SecretPart(List.of("KEY")));

  private static void check(int tasks, TaskSpec... more) {
    var given = Given.run(Given.spec(tasks, OnFailure.PAUSE), KNOWS);
    Run run = Objects.requireNonNull(given.runs.get(Given.RUN));
    Task by = Objects.requireNonNull(given.tasks.get(Given.RUN.task(0)));
    Additions.check(run, by, new RunCommand.Add(Given.RUN, 1, List.of(more)));
  }

  private static String refused(int tasks, TaskSpec... more) {
    var rejected = catchThrowableOfType(Rejected.class, () -> check(tasks, more));
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
  }
}
