package dev.continuo.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuo.Given;
import dev.continuo.approval.ApprovalId;
import dev.continuo.approval.ApprovalPart;
import dev.continuo.engine.Budget;
import dev.continuo.engine.Engine;
import dev.continuo.question.QuestionPart;
import dev.continuo.run.OnFailure;
import dev.continuo.run.RunEvent;
import dev.continuo.run.RunState;
import dev.continuo.task.Door;
import dev.continuo.task.Exit;
import dev.continuo.task.JoinPart;
import dev.continuo.task.Need;
import dev.continuo.task.Result;
import dev.continuo.task.State;
import dev.continuo.task.TaskCommand;
import dev.continuo.task.TaskEvent;
import dev.continuo.task.TaskId;
import dev.continuo.task.TaskSpec;
import dev.continuo.task.Text;
import dev.continuo.task.TurnId;
import dev.continuo.task.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which events of runs and tasks receivers are told. */
class FactsTest {
  private static final TaskId ID = Given.RUN.task(0);
  private static final TurnId TURN = new TurnId(ID, 1, 1);
  private static final Result RESULT = new Result(new Text.Inline("{\"a\":1}"), null, List.of());
  private static final Exit CLEAN = new Exit(true, "exit code 0", RESULT, Text.EMPTY);

  private static Given running(TaskSpec... tasks) {
    return Given.run(tasks)
        .and(
            Receivers.ADDED,
            new TaskEvent.Queued(ID, State.Place.TAIL, State.Next.ATTEMPT),
            new TaskEvent.Started(ID, TURN, Optional.empty()));
  }

  private static List<Fact> facts(Given given) {
    return given.engine.batch().events().stream()
        .map(recorded -> recorded.event())
        .filter(DeliveryEvent.Noted.class::isInstance)
        .map(event -> ((DeliveryEvent.Noted) event).fact())
        .toList();
  }

  private static Fact task(Fact.Kind kind, String status, Text result, String reason) {
    return new Fact(kind, Given.RUN, Optional.of(ID), "a", status, result, reason);
  }

  @Test
  void the_success_of_a_task_is_told_with_its_result_and_then_the_end_of_its_run() {
    var given = running(Given.task("a"));
    given.when(new TaskCommand.EndTurn(TURN, CLEAN)).brief("TurnEnded Claimed Succeeded Noted");
    given.whenSettled();
    given.when(new TaskCommand.ConfirmSweep(TURN));
    given.whenSettled();
    assertThat(facts(given))
        .startsWith(task(Fact.Kind.TASK_SUCCEEDED, "succeeded", RESULT.json(), ""))
        .hasSize(2);
    assertThat(facts(given).getLast().kind()).isEqualTo(Fact.Kind.RUN_ENDED);
    assertThat(facts(given).getLast().status()).isEqualTo("succeeded");
    assertThat(facts(given).getLast().name()).isEqualTo("plan");
  }

  @Test
  void the_failure_of_a_task_is_told_with_its_reason() {
    var given = running(Given.task("a"));
    given.when(
        new TaskCommand.EndTurn(TURN, new Exit(false, "exit code 1", Result.NONE, Text.EMPTY)));
    assertThat(facts(given))
        .containsExactly(task(Fact.Kind.TASK_FAILED, "failed", Text.EMPTY, "exit code 1"));
  }

  @Test
  void nothing_is_noted_that_nobody_wants_to_be_told() {
    var given = Given.run(Given.task("a"));
    given
        .and(
            new DeliveryEvent.ReceiverAdded(
                "ci", Receivers.URL, List.of(Fact.Kind.TASK_FAILED), Optional.empty()),
            new TaskEvent.Queued(ID, State.Place.TAIL, State.Next.ATTEMPT),
            new TaskEvent.Started(ID, TURN, Optional.empty()))
        .when(new TaskCommand.EndTurn(TURN, CLEAN))
        .brief("TurnEnded Claimed Succeeded");
  }

  @Test
  void a_task_that_only_a_person_can_move_is_told_once_with_what_it_waits_for() {
    var option = new QuestionPart.Option("ada", new Work.Inline());
    var asks = Given.task("a").with(QuestionPart.open("who?", List.of(option)));
    var asking = Given.run(asks).and(Receivers.ADDED);
    asking.whenSettled();
    assertThat(facts(asking))
        .containsExactly(
            task(Fact.Kind.TASK_WAITS, "pending", Text.EMPTY, "waits for an answer: 1. ada"));

    var start = Given.run(Given.task("a").with(ApprovalPart.before(Door.START)));
    start.and(Receivers.ADDED);
    admitted(start, new ApprovalId(ID, Door.START)).whenSettled();
    assertThat(facts(start))
        .containsExactly(
            task(
                Fact.Kind.TASK_WAITS, "pending", Text.EMPTY, "waits for an approval of its start"));

    var done = running(Given.task("a").with(ApprovalPart.before(Door.FINISH)));
    done.and(new TaskEvent.LatchPut(ID, ApprovalPart.FINISH));
    admitted(done, new ApprovalId(ID, Door.FINISH)).when(new TaskCommand.EndTurn(TURN, CLEAN));
    assertThat(facts(done))
        .containsExactly(
            task(
                Fact.Kind.TASK_WAITS,
                "verifying",
                Text.EMPTY,
                "waits for an approval of its work"));
  }

  private static Given admitted(Given given, ApprovalId approval) {
    given.tables.admit(given.features.approvals().table().schema().home().applyAsLong(approval));
    return given;
  }

  @Test
  void a_long_reason_is_cut() {
    var fact =
        new Fact(
            Fact.Kind.TASK_FAILED,
            Given.RUN,
            Optional.of(ID),
            "a",
            "failed",
            Text.EMPTY,
            "x".repeat(Fact.REASON_CHARS_MAX + 1));
    assertThat(fact.reason()).hasSize(Fact.REASON_CHARS_MAX + 1).endsWith("x…");
  }

  /** As many as one step can block, with as many receivers as there can be. */
  @Test
  void a_step_that_blocks_many_tasks_stays_within_its_budget_when_all_receivers_are_told() {
    var size = Budget.STEP_EVENTS;
    var tasks = new ArrayList<TaskSpec>();
    tasks.add(Given.task("a"));
    IntStream.range(1, size)
        .forEach(
            i ->
                tasks.add(
                    Given.task("task-" + i)
                        .needing(List.of(new Need(0, Need.On.SUCCEEDED)))
                        .with(new JoinPart(1))));
    var given = Given.run(Given.spec(size, OnFailure.CONTINUE), tasks.toArray(TaskSpec[]::new));
    for (int i = 0; i < Receiver.RECEIVERS_MAX; i++) {
      given.and(
          new DeliveryEvent.ReceiverAdded("r" + i, Receivers.URL, Receivers.ALL, Optional.empty()));
    }
    given.and(new TaskEvent.Skipped(ID, "x"));
    var largest = 0;
    for (var next = given.engine.settle(given.moment()); next.isPresent(); ) {
      largest = Math.max(largest, given.engine.pending());
      given.engine.committed();
      next = given.engine.settle(given.moment());
    }
    assertThat(largest).isBetween(Budget.STEP_EVENTS / 2, Engine.STEP_EVENTS_MAX / 2);
  }

  @Test
  void the_end_of_a_run_is_told_in_each_of_its_verdicts() {
    for (var verdict : RunState.Verdict.values()) {
      var given = Given.run(Given.task("a")).and(Receivers.ADDED);
      given.and(
          new TaskEvent.Cancelled(ID, "x"), new RunEvent.EndRequested(Given.RUN, verdict, "x"));
      given.whenAwoken();
      given.whenSettled();
      assertThat(facts(given))
          .extracting(Fact::status)
          .contains(verdict.name().toLowerCase(Locale.ROOT));
    }
  }
}
