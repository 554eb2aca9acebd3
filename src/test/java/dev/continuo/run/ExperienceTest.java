package dev.continuo.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuo.Given;
import dev.continuo.task.EndedTurn;
import dev.continuo.task.Exit;
import dev.continuo.task.Outcome;
import dev.continuo.task.Result;
import dev.continuo.task.State;
import dev.continuo.task.Tally;
import dev.continuo.task.Task;
import dev.continuo.task.TaskId;
import dev.continuo.task.Text;
import dev.continuo.task.TurnId;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long a task takes is learnt from those of its name that succeeded. */
class ExperienceTest {
  private static final TaskId ID = Given.RUN.task(0);
  private static final State SUCCEEDED = new State.Succeeded();

  private final Experience experience = new Experience();

  private static EndedTurn turn(int attempt, int fence, int seconds) {
    return new EndedTurn(
        new TurnId(ID, attempt, fence),
        Given.WALL,
        Given.WALL.plusSeconds(seconds),
        Outcome.SUCCEEDED,
        new Exit(true, "exit code 0", Result.NONE, Text.EMPTY));
  }

  private void note(String name, State state, int attempt, EndedTurn... turns) {
    experience.note(
        new Task(
            ID,
            Given.task(name),
            state,
            Given.WALL,
            List.of(),
            List.of(),
            new Tally(0, 0, 0, Duration.ZERO),
            attempt,
            turns.length,
            Optional.empty(),
            List.of(),
            Optional.empty(),
            Result.NONE,
            Text.EMPTY,
            List.of(turns),
            Given.WALL));
  }

  @ParameterizedTest
  @CsvSource({
    "7, 7, 1",
    "1 9, 1, 2",
    "9 1 5, 5, 3",
    "4 3 2 1, 2, 4",
    "5 4 3 2 1, 3, 5",
    "5 4 3 2 1 900 900 900, 3, 5"
  })
  void it_is_the_median_of_the_five_newest(String newestFirst, int seconds, int attempts) {
    Arrays.stream(newestFirst.split(" "))
        .forEach(took -> note("build", SUCCEEDED, 1, turn(1, 1, Integer.parseInt(took))));

    assertThat(experience.learnt().get("build"))
        .isEqualTo(new Experience.Learnt(Duration.ofSeconds(seconds), attempts));
  }

  @Test
  void all_turns_of_the_last_attempt_count_and_no_other() {
    note("build", SUCCEEDED, 2, turn(1, 1, 100), turn(2, 2, 3), turn(2, 3, 4));

    assertThat(experience.learnt().get("build"))
        .isEqualTo(new Experience.Learnt(Duration.ofSeconds(7), 1));
  }

  @Test
  void nothing_is_learnt_of_what_did_not_succeed_or_was_done_elsewhere() {
    note("failed", new State.Failed("exit code 1"), 1, turn(1, 1, 3));
    note("taken-over", SUCCEEDED, 0);

    assertThat(experience.learnt()).isEmpty();
  }

  @Test
  void of_very_many_names_the_first_are_learnt() {
    IntStream.rangeClosed(0, Experience.NAMES_MAX)
        .forEach(i -> note("t" + i, SUCCEEDED, 1, turn(1, 1, 1)));
    note("t0", SUCCEEDED, 1, turn(1, 1, 1));

    assertThat(experience.learnt())
        .hasSize(Experience.NAMES_MAX)
        .containsEntry("t0", new Experience.Learnt(Duration.ofSeconds(1), 2));
  }
}
