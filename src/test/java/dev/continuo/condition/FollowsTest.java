package dev.continuo.condition;

import dev.continuo.Given;
import dev.continuo.run.OnFailure;
import dev.continuo.task.JoinPart;
import dev.continuo.task.Need;
import dev.continuo.task.Result;
import dev.continuo.task.RunId;
import dev.continuo.task.State;
import dev.continuo.task.TakenOver;
import dev.continuo.task.TaskCommand;
import dev.continuo.task.TaskEvent;
import dev.continuo.task.TaskId;
import dev.continuo.task.TaskSpec;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tasks that are skipped with another one. */
class FollowsTest {
  private static final TaskId START = Given.RUN.task(0);
  private static final TaskId FIRST = Given.RUN.task(1);
  private static final TaskId SECOND = Given.RUN.task(2);
  private static final TaskId ANY = Given.RUN.task(3);

  private static final TaskEvent LEFT_OUT =
      new TaskEvent.Skipped(START, "its condition `false` is false");

  private static Given run() {
    return Given.run(Given.spec(4, OnFailure.PAUSE))
        .and(
            new TaskEvent.Submitted(START, TaskSpec.sync("all/.start", List.of(), List.of())),
            new TaskEvent.Submitted(FIRST, following("all/first", List.of(need(START)))),
            new TaskEvent.Submitted(SECOND, following("all/second", List.of(need(FIRST)))),
            new TaskEvent.Submitted(
                ANY,
                following("all/any", List.of(need(FIRST), need(SECOND))).with(new JoinPart(1))));
  }

  private static Need need(TaskId id) {
    return new Need(id.index(), Need.On.SUCCEEDED);
  }

  private static TaskSpec following(String name, List<Need> needs) {
    return Given.task(name).needing(needs).with(new FollowsPart("all/.start"));
  }

  private static TaskEvent skipped(TaskId id) {
    return new TaskEvent.Skipped(id, "with `all/.start`, its condition `false` is false");
  }

  @Test
  void they_are_skipped_with_it_one_after_the_other_and_for_its_reason() {
    run()
        .and(LEFT_OUT)
        .when(new TaskCommand.Settle(List.of(FIRST), List.of(), List.of()))
        .then(skipped(FIRST));
    run()
        .and(LEFT_OUT, skipped(FIRST))
        .when(new TaskCommand.Settle(List.of(SECOND), List.of(), List.of()))
        .then(skipped(SECOND));
  }

  @Test
  void one_that_waits_for_some_of_its_needs_is_skipped_and_not_blocked() {
    run()
        .and(LEFT_OUT, skipped(FIRST), skipped(SECOND))
        .when(new TaskCommand.Settle(List.of(), List.of(), List.of(ANY)))
        .then(skipped(ANY));
  }

  @Test
  void who_follows_one_that_was_done_is_done() {
    var queued = new TaskEvent.Queued(FIRST, State.Place.TAIL, State.Next.ATTEMPT);
    run()
        .and(new TaskEvent.Succeeded(START))
        .when(new TaskCommand.Settle(List.of(FIRST), List.of(), List.of()))
        .then(queued);
  }

  @Test
  void a_task_that_was_left_out_for_its_own_reasons_takes_nobody_along() {
    run()
        .and(new TaskEvent.Succeeded(START), new TaskEvent.Skipped(FIRST, "not today"))
        .when(new TaskCommand.Settle(List.of(SECOND), List.of(), List.of()))
        .then(new TaskEvent.Queued(SECOND, State.Place.TAIL, State.Next.ATTEMPT));
  }

  @Test
  void what_was_done_in_an_earlier_run_was_not_left_out() {
    var before = new TakenOver(new RunId(9).task(0), Result.NONE);
    var start = TaskSpec.sync("all/.start", List.of(), List.of()).with(before);
    Given.run(Given.spec(2, OnFailure.PAUSE))
        .and(
            new TaskEvent.Submitted(START, start),
            new TaskEvent.Skipped(START, before.reason()),
            new TaskEvent.Submitted(FIRST, following("all/first", List.of(need(START)))))
        .when(new TaskCommand.Settle(List.of(FIRST), List.of(), List.of()))
        .then(new TaskEvent.Queued(FIRST, State.Place.TAIL, State.Next.ATTEMPT));
  }
}
