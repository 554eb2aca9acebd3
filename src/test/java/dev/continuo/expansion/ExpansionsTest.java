package dev.continuo.expansion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuo.Given;
import dev.continuo.dispatch.DispatchCommand;
import dev.continuo.dispatch.DispatchReply;
import dev.continuo.engine.Effect;
import dev.continuo.run.OnFailure;
import dev.continuo.run.RunCommand;
import dev.continuo.run.RunEvent;
import dev.continuo.run.RunRefusal;
import dev.continuo.run.RunState;
import dev.continuo.run.Standing;
import dev.continuo.task.GroupPart;
import dev.continuo.task.Need;
import dev.continuo.task.Revision;
import dev.continuo.task.State;
import dev.continuo.task.Task;
import dev.continuo.task.TaskCommand;
import dev.continuo.task.TaskEffect;
import dev.continuo.task.TaskEvent;
import dev.continuo.task.TaskId;
import dev.continuo.task.TaskSpec;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Groups that get a member for each item of a list, once that is told. */
class ExpansionsTest {
  private static final TaskId FIRST = Given.RUN.task(0);
  private static final TaskId GROUP = Given.RUN.task(1);
  private static final TaskId AFTER = Given.RUN.task(2);
  private static final TaskEvent.LatchPut ASKED = new TaskEvent.LatchPut(GROUP, EachPart.list(0));

  private static TaskSpec group() {
    var each =
        new EachPart("needs.first.result", Collections.emptySortedMap(), Given.task("group"));
    return TaskSpec.sync(
        "group",
        List.of(new Need(0, Need.On.SUCCEEDED)),
        List.of(new GroupPart(GroupPart.Form.LIST, GroupPart.Source.ADDED), each));
  }

  private static Given given(OnFailure policy) {
    return Given.run(
            Given.spec(3, policy),
            Given.task("first"),
            group(),
            Given.task("after").needing(List.of(new Need(1, Need.On.SUCCEEDED))))
        .and(new TaskEvent.Succeeded(FIRST));
  }

  private static Given asked() {
    return given(OnFailure.CONTINUE).and(ASKED);
  }

  private static ExpansionCommand.Expand expand(int there, int count, int items) {
    return new ExpansionCommand.Expand(
        GROUP,
        there,
        count,
        IntStream.range(there, there + items)
            .mapToObj(index -> Given.task("group/" + (index + 1)))
            .toList());
  }

  /** With all of two items there. */
  private static Given expanded() {
    var given = asked();
    given.when(expand(0, 2, 2));
    return given.and(new TaskEvent.LatchPut(GROUP, EachPart.ITEMS));
  }

  private static TaskId item(int number) {
    return Given.RUN.task(2 + number);
  }

  private static Task task(Given given, TaskId id) {
    var task = given.tasks.get(id);
    assertThat(task).isNotNull();
    return task;
  }

  private static List<Effect> wants(Given given) {
    return task(given, GROUP).wants();
  }

  private static String why(Given given) {
    var answer = given.when(new DispatchCommand.Explain(GROUP)).reply();
    return ((DispatchReply.Reasons) answer).reasons().getFirst().text();
  }

  @Test
  void a_list_is_asked_for_when_the_needs_are_satisfied() {
    given(OnFailure.CONTINUE).whenSettled().then(ASKED);
    assertThat(wants(given(OnFailure.CONTINUE))).isEmpty();
    assertThat(wants(asked())).containsExactly(new TaskEffect.Resolve(GROUP, 0, EachPart.list(0)));
    assertThat(why(asked())).isEqualTo("waits for the evaluation of its list `needs.first.result`");
  }

  @Test
  void items_come_some_at_a_time_and_need_what_the_group_needs() {
    var given = asked();
    assertThat(given.when(expand(0, 3, 2)).events())
        .startsWith(
            new RunEvent.Extended(Given.RUN, 3, 2, 0),
            new TaskEvent.LatchOpened(GROUP, EachPart.list(0)),
            new TaskEvent.LatchPut(GROUP, EachPart.list(2)));
    assertThat(wants(given)).containsExactly(new TaskEffect.Resolve(GROUP, 0, EachPart.list(2)));
    assertThat(task(given, item(2)).spec().needs()).containsExactly(new Need(0, Need.On.SUCCEEDED));
    assertThat(task(given, item(2)).spec().subject()).contains(GROUP);

    assertThat(given.when(expand(2, 3, 1)).events())
        .contains(new TaskEvent.LatchOpened(GROUP, EachPart.list(2)));
    given.whenSettled();
    assertThat(task(given, GROUP).latches()).containsExactly(EachPart.ITEMS);
    assertThat(wants(given)).isEmpty();
    assertThat(given.tasks.items(GROUP)).containsExactly(item(1), item(2), item(3));
    assertThat(why(given)).isEqualTo("waits for 3 of its items to end");
  }

  @Test
  void a_piece_that_comes_twice_is_refused() {
    var given = asked();
    given.when(expand(0, 3, 2));
    given.when(expand(0, 3, 2)).brief("!latch_not_found");
    expanded().when(expand(2, 2, 0)).brief("!latch_not_found");
  }

  @Test
  void a_run_that_is_busy_takes_no_items_yet_and_one_that_ends_takes_none() {
    var busy = asked();
    busy.and(new RunEvent.ReopenRequested(Given.RUN, Optional.empty(), new RunState.Running()));
    busy.when(expand(0, 2, 2)).refused(RunRefusal.RUN_BUSY);
    var ending = asked();
    ending.and(new RunEvent.EndRequested(Given.RUN, RunState.Verdict.CANCELLED, "enough"));
    ending.when(expand(0, 2, 2)).refused(RunRefusal.RUN_CLOSED);
  }

  @Test
  void a_group_is_done_when_its_items_are() {
    var given = expanded().and(new TaskEvent.Succeeded(item(1)));
    assertThat(Standing.of(task(given, GROUP))).isEqualTo(Standing.WAITING);
    given.and(new TaskEvent.Succeeded(item(2)));
    given.when(new ExpansionCommand.Complete(GROUP)).reply();
    assertThat(given.whenSettled().events())
        .contains(
            new TaskEvent.LatchOpened(GROUP, EachPart.ITEMS),
            new TaskEvent.Queued(GROUP, State.Place.TAIL, State.Next.ATTEMPT));
  }

  @Test
  void a_list_of_nothing_is_done_at_once() {
    var given = asked();
    given.when(expand(0, 0, 0));
    given.whenSettled().brief("LatchOpened Queued Started");
  }

  @Test
  void a_group_fails_with_its_items_and_comes_back_with_them() {
    var given = expanded();
    given.and(new TaskEvent.Succeeded(item(1)), new TaskEvent.Failed(item(2), "exit code 1"));
    given.when(new ExpansionCommand.Complete(GROUP)).reply();
    given.whenSettled();
    assertThat(task(given, GROUP).state()).isEqualTo(new State.Failed("1 of 2 failed: `group/2`"));
    assertThat(Standing.of(task(given, GROUP))).isEqualTo(Standing.CHECKED);
    given.and(new TaskEvent.Cancelled(AFTER, "its run was ended"));
    given.and(new RunEvent.Ended(Given.RUN, RunState.Verdict.FAILED, ""));

    given.when(new RunCommand.RetryTask(item(2)));
    given.whenAwoken();

    assertThat(List.of(GROUP, AFTER, item(2)))
        .allMatch(id -> task(given, id).state() instanceof State.Pending);
    assertThat(task(given, item(1)).state()).isInstanceOf(State.Succeeded.class);
    given.whenSettled();
    assertThat(task(given, GROUP).latches()).containsExactly(EachPart.ITEMS);
  }

  @Test
  void an_item_that_ends_last_completes_the_list() {
    var given = expanded().and(new TaskEvent.Succeeded(item(1)));
    assertThat(given.when(new TaskCommand.Cancel(item(2), "enough")).brief())
        .endsWith("Cancelled LatchOpened");
  }

  @Test
  void the_retry_of_a_group_is_that_of_its_items() {
    var given = expanded();
    given.and(new TaskEvent.Succeeded(item(1)), new TaskEvent.Failed(item(2), "exit code 1"));
    given.and(new TaskEvent.Failed(GROUP, "1 of 2 failed: `group/2`"));

    given.when(new RunCommand.RetryTask(GROUP));
    given.whenAwoken();

    assertThat(task(given, item(2)).state()).isInstanceOf(State.Pending.class);
    assertThat(task(given, GROUP).state()).isInstanceOf(State.Pending.class);
  }

  @Test
  void a_list_that_cannot_be_told_fails_the_group_and_its_run_and_a_retry_asks_again() {
    var given = given(OnFailure.PAUSE).and(ASKED);
    var failed = new TaskEvent.Failed(GROUP, "it is not a list");
    assertThat(given.when(new ExpansionCommand.GiveUp(GROUP, "it is not a list")).events())
        .contains(failed)
        .anyMatch(RunEvent.Paused.class::isInstance);
    assertThat(Standing.of(task(given, GROUP))).isEqualTo(Standing.FAILED);
    given.when(new ExpansionCommand.GiveUp(GROUP, "again")).brief("!latch_not_found");

    given.when(new RunCommand.RetryTask(GROUP));
    given.whenAwoken();

    assertThat(wants(given)).containsExactly(new TaskEffect.Resolve(GROUP, 0, EachPart.list(0)));
  }

  @Test
  void nobody_says_what_an_item_needs() {
    var needs =
        new Revision(
            Optional.empty(),
            Optional.empty(),
            Optional.of(List.of(new Need(1, Need.On.SUCCEEDED))),
            Optional.empty(),
            Optional.empty());
    expanded().when(new TaskCommand.Change(item(1), needs)).brief("!needs_of_item");
  }
}
