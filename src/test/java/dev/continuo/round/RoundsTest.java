package dev.continuo.round;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuo.Given;
import dev.continuo.run.OnFailure;
import dev.continuo.run.Standing;
import dev.continuo.task.Door;
import dev.continuo.task.Exit;
import dev.continuo.task.Latch;
import dev.continuo.task.LatchOwner;
import dev.continuo.task.Mover;
import dev.continuo.task.Outcome;
import dev.continuo.task.Remedy;
import dev.continuo.task.Result;
import dev.continuo.task.State;
import dev.continuo.task.Task;
import dev.continuo.task.TaskCommand;
import dev.continuo.task.TaskEffect;
import dev.continuo.task.TaskEvent;
import dev.continuo.task.TaskId;
import dev.continuo.task.Text;
import dev.continuo.task.TurnId;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Tasks that are sent back until what they leave is enough. */
class RoundsTest {
  private static final TaskId ID = Given.RUN.task(0);
  private static final Exit CLEAN = new Exit(true, "exit code 0", Result.NONE, Text.EMPTY);
  private static final Latch OTHER = new Latch(Door.FINISH, "test", "other", Mover.TASKS);
  private static final TaskEvent OPENED = new TaskEvent.LatchOpened(ID, UntilPart.LATCH);
  private static final Assessment AGAIN =
      new Assessment.Again(new Text.Inline("3 left"), "`until` `result.left == 0` is false");

  private static TurnId turn(int attempt) {
    return new TurnId(ID, attempt, attempt);
  }

  private static Given submitted() {
    var until = new UntilPart("result.left == 0", Collections.emptySortedMap(), 2);
    return Given.run(Given.spec(1, OnFailure.PAUSE))
        .and(
            new TaskEvent.Submitted(ID, Given.task("x").with(until)),
            new TaskEvent.LatchPut(ID, UntilPart.LATCH));
  }

  private static Given running(Given given, int attempt) {
    return given.and(
        new TaskEvent.Queued(ID, State.Place.TAIL, State.Next.ATTEMPT),
        new TaskEvent.Started(ID, turn(attempt), Optional.empty()));
  }

  private static Given claimed(Given given, int attempt) {
    return running(given, attempt)
        .and(
            new TaskEvent.TurnEnded(ID, turn(attempt), Outcome.SUCCEEDED, CLEAN),
            new TaskEvent.Claimed(ID, attempt, Result.NONE));
  }

  /** Sent back so often, and claimed once more. */
  private static Given claimedAfter(int rounds) {
    var given = claimed(submitted(), 1);
    for (int round = 1; round <= rounds; round++) {
      given.and(new TaskEvent.Reworked(ID, round, new Text.Inline("3 left")));
      claimed(given.and(new TaskEvent.Swept(ID, turn(round))), round + 1);
    }
    return given;
  }

  private static Task task(Given given) {
    return Optional.ofNullable(given.tasks.get(ID)).orElseThrow();
  }

  @Test
  void a_clean_end_is_a_claim_that_is_asked_about_once_for_each_attempt() {
    running(submitted(), 1)
        .when(new TaskCommand.EndTurn(turn(1), CLEAN))
        .brief("TurnEnded Claimed");
    assertThat(task(claimedAfter(0)).wants())
        .contains(new TaskEffect.Resolve(ID, 1, UntilPart.LATCH));
    assertThat(task(claimedAfter(1)).wants())
        .contains(new TaskEffect.Resolve(ID, 2, UntilPart.LATCH));
    assertThat(Standing.of(task(claimedAfter(0)))).isEqualTo(Standing.ACTIVE);
  }

  @Test
  void what_is_enough_is_done_unless_another_latch_is_closed() {
    claimedAfter(0)
        .when(new RoundCommand.Assess(ID, 1, new Assessment.Done()))
        .then(OPENED, new TaskEvent.Succeeded(ID));
    claimedAfter(0)
        .and(new TaskEvent.LatchPut(ID, OTHER))
        .when(new RoundCommand.Assess(ID, 1, new Assessment.Done()))
        .then(OPENED);
  }

  @Test
  void what_is_not_enough_is_sent_back_as_often_as_is_said_and_then_fails() {
    claimedAfter(0)
        .when(new RoundCommand.Assess(ID, 1, AGAIN))
        .then(new TaskEvent.Reworked(ID, 1, new Text.Inline("3 left")));
    claimedAfter(1)
        .when(new RoundCommand.Assess(ID, 2, AGAIN))
        .then(new TaskEvent.Reworked(ID, 2, new Text.Inline("3 left")));
    claimedAfter(2)
        .when(new RoundCommand.Assess(ID, 3, AGAIN))
        .then(
            new TaskEvent.Failed(ID, "sent back 2 times, and `until` `result.left == 0` is false"));
  }

  @Test
  void what_cannot_be_told_fails() {
    claimedAfter(0)
        .when(new RoundCommand.Assess(ID, 1, new Assessment.Fail("no such key: left")))
        .then(new TaskEvent.Failed(ID, "no such key: left"));
  }

  @Test
  void an_answer_about_an_earlier_attempt_or_a_second_one_counts_for_nothing() {
    claimedAfter(1).when(new RoundCommand.Assess(ID, 1, AGAIN)).brief("!latch_not_found");
    claimedAfter(0)
        .and(OPENED, new TaskEvent.Succeeded(ID))
        .when(new RoundCommand.Assess(ID, 1, AGAIN))
        .brief("!latch_not_found");
  }

  @Test
  void each_new_attempt_finds_the_latch_closed_whoever_sent_the_task_back() {
    var given = claimedAfter(0).and(OPENED, new TaskEvent.LatchPut(ID, OTHER));
    given
        .when(new TaskCommand.BreakLatch(ID, OTHER, new Remedy.Rework(Text.EMPTY)))
        .brief("Reworked LatchPut");
    claimedAfter(0)
        .and(new TaskEvent.LatchPut(ID, OTHER))
        .when(new TaskCommand.BreakLatch(ID, OTHER, new Remedy.Rework(Text.EMPTY)))
        .brief("Reworked");
    var failed = claimedAfter(0).and(OPENED, new TaskEvent.LatchPut(ID, OTHER));
    failed
        .and(new TaskEvent.Failed(ID, "x"))
        .when(new TaskCommand.Retry(ID))
        .brief("Reopened LatchPut");
  }

  @Test
  void whoever_asks_why_it_is_not_done_is_told() {
    var task = task(claimedAfter(0));
    assertThat(claimedAfter(0).tasks.explain(task, UntilPart.LATCH))
        .isEqualTo(LatchOwner.Waiting.on("the evaluation of `until: result.left == 0`"));
    assertThat(task.latches()).isEqualTo(List.of(UntilPart.LATCH));
  }
}
