package dev.continuo.condition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuo.Given;
import dev.continuo.dispatch.DispatchCommand;
import dev.continuo.dispatch.DispatchReply;
import dev.continuo.engine.Effect;
import dev.continuo.run.RunCommand;
import dev.continuo.task.Exit;
import dev.continuo.task.JoinPart;
import dev.continuo.task.Need;
import dev.continuo.task.Outcome;
import dev.continuo.task.Result;
import dev.continuo.task.State;
import dev.continuo.task.TaskEffect;
import dev.continuo.task.TaskEvent;
import dev.continuo.task.TaskId;
import dev.continuo.task.TaskRefusal;
import dev.continuo.task.TaskSpec;
import dev.continuo.task.Text;
import dev.continuo.task.TurnId;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tasks that are done only if, and those that wait for some of what they need. */
class ConditionsTest {
  private static final TaskId FIRST = Given.RUN.task(0);
  private static final TaskId ID = Given.RUN.task(1);
  private static final ConditionPart CONDITION =
      new ConditionPart("needs.first.result.deploy", Collections.emptySortedMap());
  private static final TaskEvent ASKED = new TaskEvent.LatchPut(ID, ConditionPart.LATCH);
  private static final TaskEvent TOLD = new TaskEvent.LatchOpened(ID, ConditionPart.LATCH);

  @Test
  void a_condition_is_asked_for_when_the_needs_are_satisfied_and_not_before() {
    given().whenSettled().brief("Queued Started");
    given().and(new TaskEvent.Succeeded(FIRST)).whenSettled().brief("LatchPut");
    assertThat(wants(given().and(new TaskEvent.Succeeded(FIRST)))).isEmpty();
    assertThat(wants(asked())).containsExactly(new TaskEffect.Resolve(ID, 0, ConditionPart.LATCH));
  }

  @Test
  void a_task_whose_condition_holds_queues() {
    asked()
        .when(new ConditionCommand.Decide(ID, new Choice.Do()))
        .then(TOLD)
        .whenSettled()
        .brief("LatchOpened Queued Started");
  }

  @Test
  void a_task_whose_condition_does_not_hold_is_skipped() {
    asked()
        .when(new ConditionCommand.Decide(ID, new Choice.Skip("its condition is false")))
        .then(new TaskEvent.Skipped(ID, "its condition is false"));
  }

  @Test
  void a_task_whose_condition_cannot_be_evaluated_has_failed_and_a_retry_evaluates_it_again() {
    var failed = new TaskEvent.Failed(ID, "no such key: deploy");
    asked()
        .when(new ConditionCommand.Decide(ID, new Choice.Fail("no such key: deploy")))
        .then(failed);
    var again = asked().and(failed, new TaskEvent.Reopened(ID));
    again.whenSettled().brief("");
    assertThat(wants(again)).containsExactly(new TaskEffect.Resolve(ID, 0, ConditionPart.LATCH));
    asked().and(TOLD, failed, new TaskEvent.Reopened(ID)).whenSettled().brief("LatchPut");
  }

  @Test
  void a_need_that_is_open_again_makes_the_answer_worth_nothing() {
    var withdrawn = new TaskEvent.LatchWithdrawn(ID, ConditionPart.LATCH);
    late().when(new ConditionCommand.Decide(ID, new Choice.Skip("x"))).then(withdrawn);
    late().and(withdrawn, new TaskEvent.Failed(FIRST, "again")).whenSettled().brief("LatchPut");
  }

  private static Given late() {
    return Given.run(Given.task("first"), conditional(new Need(0, Need.On.ENDED)))
        .and(new TaskEvent.Failed(FIRST, "exit code 3"), ASKED, new TaskEvent.Reopened(FIRST));
  }

  @Test
  void an_answer_that_comes_twice_is_refused() {
    asked()
        .and(TOLD, new TaskEvent.Queued(ID, State.Place.TAIL, State.Next.ATTEMPT))
        .when(new ConditionCommand.Decide(ID, new Choice.Do()))
        .refused(TaskRefusal.LATCH_NOT_FOUND);
  }

  @Test
  void a_second_attempt_is_not_asked_whether_it_may() {
    var turn = new TurnId(ID, 1, 1);
    asked()
        .and(
            TOLD,
            new TaskEvent.Queued(ID, State.Place.TAIL, State.Next.ATTEMPT),
            new TaskEvent.Started(ID, turn, java.util.Optional.empty()),
            new TaskEvent.TurnEnded(ID, turn, Outcome.FAILED, exit()),
            new TaskEvent.Swept(ID, turn),
            new TaskEvent.Failed(ID, "exit code 3"),
            new TaskEvent.Reopened(ID))
        .whenSettled()
        .brief("Queued Started");
  }

  @Test
  void why_says_that_the_condition_is_being_told() {
    assertThat(why(asked()))
        .containsExactly("waits for the evaluation of its condition `needs.first.result.deploy`");
  }

  @Test
  void a_run_goes_on_while_a_condition_is_being_told() {
    asked().when(new RunCommand.Close(Given.RUN)).brief("");
  }

  @Test
  void a_join_of_which_too_many_were_skipped_is_blocked() {
    var left = new TaskEvent.Skipped(FIRST, "left out");
    Given.run(Given.task("first"), joined()).and(left).whenSettled().brief("Blocked");
    assertThat(
            why(
                Given.run(Given.task("first"), joined())
                    .and(
                        left,
                        new TaskEvent.Blocked(ID, "join", "too many of its needs were skipped"))))
        .containsExactly("blocked (join): too many of its needs were skipped");
  }

  @Test
  void why_names_what_a_join_may_wait_for() {
    assertThat(why(Given.run(Given.task("first"), joined())))
        .containsExactly("waits for 1 of: `first`, which is pending");
  }

  private static Given given() {
    return Given.run(Given.task("first"), conditional(new Need(0, Need.On.SUCCEEDED)));
  }

  private static Given asked() {
    return given().and(new TaskEvent.Succeeded(FIRST), ASKED);
  }

  private static TaskSpec conditional(Need need) {
    return Given.task("second").needing(List.of(need)).with(CONDITION);
  }

  private static TaskSpec joined() {
    return Given.task("second")
        .needing(List.of(new Need(0, Need.On.SUCCEEDED)))
        .with(new JoinPart(1));
  }

  private static List<String> why(Given given) {
    return given.when(new DispatchCommand.Explain(ID)).reply()
            instanceof DispatchReply.Reasons(var reasons)
        ? reasons.stream().map(DispatchReply.Reason::text).toList()
        : List.of();
  }

  private static Exit exit() {
    return new Exit(false, "exit code 3", Result.NONE, Text.EMPTY);
  }

  private static List<Effect> wants(Given given) {
    var task = given.tasks.get(ID);
    return task == null ? List.of() : task.wants();
  }
}
