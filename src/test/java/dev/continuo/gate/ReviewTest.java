package dev.continuo.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuo.Given;
import dev.continuo.gate.ReviewPart.Order;
import dev.continuo.gate.ReviewPart.Spent;
import dev.continuo.task.Exit;
import dev.continuo.task.Result;
import dev.continuo.task.TaskCommand;
import dev.continuo.task.TaskEvent;
import dev.continuo.task.TaskId;
import dev.continuo.task.TaskSpec;
import dev.continuo.task.Text;
import dev.continuo.task.Timeout;
import dev.continuo.task.TurnId;
import dev.continuo.task.Work;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Gates that are gone through in order, or leave the last word to a person. */
class ReviewTest {
  private static final TaskId SUBJECT = Given.RUN.task(0);
  private static final TurnId TURN = new TurnId(SUBJECT, 1, 1);

  private static TaskSpec reviewed(Order order, Spent spent, int roundsMax) {
    var gates = List.of(gate("first", roundsMax), gate("second", roundsMax));
    return Given.task("a").with(GatePart.required(gates)).with(new ReviewPart(order, spent));
  }

  private static GateSpec gate(String name, int roundsMax) {
    return new GateSpec(
        name, new Work.Inline(), List.of(), GateSpec.Judge.VERDICT, roundsMax, Timeout.DEFAULT);
  }

  private static Given claiming(TaskSpec spec) {
    var given = Given.nothing();
    given.when(
        new dev.continuo.run.RunCommand.Submit(
            Given.spec(1, dev.continuo.run.OnFailure.PAUSE), List.of(spec)));
    return given.and(new TaskEvent.Started(SUBJECT, TURN, Optional.empty()));
  }

  /** What is said last leads to these events. */
  private static void then(Given given, TaskCommand command, String events) {
    assertThat(given.when(command).brief()).endsWith(" " + events);
  }

  private static TaskCommand says(TurnId turn, String verdict) {
    var result = new Result(new Text.Inline("{}"), verdict, List.of("too short"));
    return new TaskCommand.EndTurn(turn, new Exit(true, "exit code 0", result, Text.EMPTY));
  }

  private static TurnId checked(Given given, int index) {
    var check = Given.RUN.task(index);
    given.and(new TaskEvent.Started(check, new TurnId(check, 1, 1), Optional.empty()));
    return new TurnId(check, 1, 1);
  }

  @Test
  void checks_in_order_start_after_the_one_before_has_passed() {
    var given = claiming(reviewed(Order.ONE_BY_ONE, Spent.FAIL, 3));
    then(given, says(TURN, ""), "TurnEnded Claimed CheckStarted Submitted");
    then(
        given,
        says(checked(given, 1), "pass"),
        "TurnEnded Claimed Succeeded Passed LatchOpened CheckStarted Submitted");
    then(
        given,
        says(checked(given, 2), "pass"),
        "TurnEnded Claimed Succeeded Passed LatchOpened Succeeded");
  }

  @Test
  void a_rejection_in_order_saves_the_checks_behind_it_and_all_start_anew() {
    var given = claiming(reviewed(Order.ONE_BY_ONE, Spent.FAIL, 3));
    given.when(says(TURN, ""));
    then(given, says(checked(given, 1), "reject"), "TurnEnded Claimed Succeeded Rejected Reworked");
    var again = new TurnId(SUBJECT, 2, 2);
    given.and(new TaskEvent.Started(SUBJECT, again, Optional.empty()));

    var events = given.when(says(again, "")).events();

    assertThat(events)
        .contains(
            new GateEvent.CheckStarted(new GateId(SUBJECT, 0), "first", 2, Given.RUN.task(2)));
    assertThat(events).filteredOn(GateEvent.CheckStarted.class::isInstance).hasSize(2);
  }

  @Test
  void checks_start_together_when_nothing_is_said() {
    var given = claiming(reviewed(Order.TOGETHER, Spent.FAIL, 3));
    then(given, says(TURN, ""), "TurnEnded Claimed CheckStarted CheckStarted Submitted Submitted");
  }

  @Test
  void after_the_last_round_a_task_fails_or_waits_for_a_person() {
    for (var spent : Spent.values()) {
      var given = claiming(reviewed(Order.TOGETHER, spent, 0));
      given.when(says(TURN, ""));

      var events = given.when(says(checked(given, 1), "reject")).events();

      var reason = "gate `first`: too short";
      assertThat(events)
          .contains(
              switch (spent) {
                case FAIL -> new TaskEvent.Failed(SUBJECT, reason);
                case BLOCK -> new TaskEvent.Blocked(SUBJECT, "gate", reason);
              });
    }
  }
}
