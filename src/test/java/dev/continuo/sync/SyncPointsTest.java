package dev.continuo.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuo.Given;
import dev.continuo.engine.Command;
import dev.continuo.run.OnFailure;
import dev.continuo.run.RunCommand;
import dev.continuo.task.ChoicePart;
import dev.continuo.task.Exit;
import dev.continuo.task.LatchOwner;
import dev.continuo.task.Outcome;
import dev.continuo.task.Result;
import dev.continuo.task.State;
import dev.continuo.task.TaskCommand;
import dev.continuo.task.TaskEvent;
import dev.continuo.task.TaskId;
import dev.continuo.task.Text;
import dev.continuo.task.TurnId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Tasks that meet others at a point, and turns that leave a choice open. */
class SyncPointsTest {
  private static final TaskId ID = Given.RUN.task(0);
  private static final TurnId TURN = new TurnId(ID, 1, 1);
  private static final Exit CLEAN = new Exit(true, "exit code 0", Result.NONE, Text.EMPTY);
  private static final Command ARRIVES = new SyncCommand.Arrive(ID, "types");

  private static Given running() {
    var given = Given.nothing();
    var spec = Given.task("a").with(new SyncPart(List.of("types", "end")));
    given
        .when(new RunCommand.Submit(Given.spec(1, OnFailure.PAUSE), List.of(spec)))
        .brief("Submitted Opened Submitted LatchPut LatchPut");
    return given.and(new TaskEvent.Started(ID, TURN, Optional.empty()));
  }

  /** What is said last leads to these events. */
  private static void then(Given given, Command command, String events) {
    assertThat(given.when(command).brief()).endsWith(" " + events);
  }

  private static boolean reached(Given given) {
    var task = given.tasks.get(ID);
    assertThat(task).isNotNull();
    return SyncPart.reached(task, "types");
  }

  @Test
  void a_task_has_been_at_a_point_once_it_says_so() {
    var given = running();
    assertThat(reached(given)).isFalse();

    then(given, ARRIVES, "LatchOpened");

    assertThat(reached(given)).isTrue();
    then(given, ARRIVES, "LatchOpened");
  }

  @Test
  void who_is_done_has_been_at_every_point() {
    var given = running();
    then(
        given,
        new TaskCommand.EndTurn(TURN, CLEAN),
        "TurnEnded Claimed LatchOpened LatchOpened Succeeded");
    assertThat(reached(given)).isTrue();
  }

  @Test
  void who_fails_has_not() {
    var given = running();
    var failed = new Exit(false, "exit code 1", Result.NONE, Text.EMPTY);
    then(given, new TaskCommand.EndTurn(TURN, failed), "TurnEnded Failed");
    assertThat(reached(given)).isFalse();
  }

  @Test
  void a_latch_says_what_it_waits_for() {
    var given = running();
    var task = given.tasks.get(ID);
    assertThat(task).isNotNull();
    assertThat(given.tasks.explain(task, SyncPart.latch("types")))
        .isEqualTo(LatchOwner.Waiting.on("its own arrival at the sync point `types`"));
  }

  @Test
  void a_turn_that_leaves_a_choice_open_blocks_its_task_until_a_retry() {
    var given = running();
    var doubt = new TaskCommand.DoubtTurn(TURN, CLEAN, ChoicePart.KIND, "chooses nothing");
    assertThat(given.when(doubt).events())
        .endsWith(
            new TaskEvent.TurnEnded(ID, TURN, Outcome.SUCCEEDED, CLEAN),
            new TaskEvent.Blocked(ID, "choice", "chooses nothing"));
    then(given, new TaskCommand.Retry(ID), "Reopened");
  }

  @Test
  void a_turn_that_is_being_stopped_leaves_nothing_open() {
    var given = running().and(new TaskEvent.StopRequested(ID, TURN, State.Why.CANCEL, "enough"));
    var doubt = new TaskCommand.DoubtTurn(TURN, CLEAN, ChoicePart.KIND, "chooses nothing");
    then(given, doubt, "TurnEnded Cancelled");
  }
}
