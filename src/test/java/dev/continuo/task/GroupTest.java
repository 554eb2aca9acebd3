package dev.continuo.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuo.Given;
import dev.continuo.run.RunCommand;
import dev.continuo.run.RunEvent;
import dev.continuo.run.RunState;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Tasks that stand for others, and end as those have ended. */
class GroupTest {
  private static final int MEMBERS = 5;
  private static final TaskId GROUP = Given.RUN.task(MEMBERS);

  private static TaskSpec group() {
    var needs =
        IntStream.range(0, MEMBERS).mapToObj(index -> new Need(index, Need.On.ENDED)).toList();
    return TaskSpec.sync("all", needs, List.of(new GroupPart(GroupPart.Form.LIST)));
  }

  private static Given run() {
    var given = Given.run(Given.spec(MEMBERS + 1, dev.continuo.run.OnFailure.CONTINUE));
    for (int i = 0; i < MEMBERS; i++) {
      given.and(new TaskEvent.Submitted(Given.RUN.task(i), Given.task("all/" + (i + 1))));
    }
    return given.and(new TaskEvent.Submitted(GROUP, group()));
  }

  private static TaskEvent skipped(int index) {
    return new TaskEvent.Skipped(Given.RUN.task(index), "its condition `false` is false");
  }

  private static TaskEvent failed(int index) {
    return new TaskEvent.Failed(Given.RUN.task(index), "exit code 1");
  }

  private static TaskEvent cancelled(int index) {
    return new TaskEvent.Cancelled(Given.RUN.task(index), "enough");
  }

  private static TaskEvent succeeded(int index) {
    return new TaskEvent.Succeeded(Given.RUN.task(index));
  }

  private static TaskEvent ended(Given given) {
    var task = given.tasks.get(GROUP);
    assertThat(task).isNotNull();
    return given
        .when(new TaskCommand.Settle(List.of(GROUP), List.of(), List.of()))
        .events()
        .stream()
        .filter(TaskEvent.class::isInstance)
        .map(TaskEvent.class::cast)
        .filter(event -> event.task().equals(GROUP))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void a_group_is_done_when_its_members_are() {
    var given = run();
    for (int i = 0; i < MEMBERS; i++) {
      given.and(i == 2 ? skipped(i) : succeeded(i));
    }
    assertThat(ended(given))
        .isEqualTo(new TaskEvent.Queued(GROUP, State.Place.TAIL, State.Next.ATTEMPT));
  }

  @Test
  void a_group_of_which_nobody_was_done_is_left_out_too() {
    var given = run();
    for (int i = 0; i < MEMBERS; i++) {
      given.and(skipped(i));
    }
    assertThat(ended(given))
        .isEqualTo(new TaskEvent.Skipped(GROUP, "all that it stands for was skipped"));
  }

  @Test
  void a_group_fails_with_its_members_and_names_some() {
    var given = run();
    given.and(failed(0), failed(1), cancelled(2), failed(3), failed(4));
    assertThat(ended(given))
        .isEqualTo(
            new TaskEvent.Failed(GROUP, "4 of 5 failed: `all/1`, `all/2`, `all/4` and more"));
  }

  @Test
  void a_group_of_which_a_member_was_cancelled_is_cancelled() {
    var given = run();
    given.and(succeeded(0), succeeded(1), cancelled(2), skipped(3), succeeded(4));
    assertThat(ended(given)).isEqualTo(new TaskEvent.Cancelled(GROUP, "1 of 5 cancelled: `all/3`"));
  }

  @Test
  void the_retry_of_a_member_opens_the_group_again() {
    var given = run();
    given.and(succeeded(0), failed(1), succeeded(2), succeeded(3), succeeded(4));
    given.and(new TaskEvent.Failed(GROUP, "1 of 5 failed: `all/2`"));
    given.and(new RunEvent.Ended(Given.RUN, RunState.Verdict.FAILED, ""));

    given.when(new RunCommand.RetryTask(Given.RUN.task(1)));

    assertThat(given.whenAwoken().events())
        .contains(
            new TaskEvent.Reopened(Given.RUN.task(1)),
            new TaskEvent.Reopened(GROUP),
            new RunEvent.Reopened(Given.RUN));
    assertThat(given.runs.get(Given.RUN))
        .extracting(dev.continuo.run.Run::state)
        .isEqualTo(new RunState.Running());
    assertThat(given.tasks.get(GROUP))
        .extracting(Task::state)
        .isEqualTo(new State.Pending(Optional.empty()));
  }

  @Test
  void the_retry_of_a_group_is_that_of_its_members() {
    var given = run();
    given.and(succeeded(0), failed(1), succeeded(2), succeeded(3), succeeded(4));
    given.and(new TaskEvent.Failed(GROUP, "1 of 5 failed: `all/2`"));
    given.and(new RunEvent.Ended(Given.RUN, RunState.Verdict.FAILED, ""));

    given.when(new RunCommand.RetryTask(GROUP));

    assertThat(given.whenAwoken().events())
        .contains(new TaskEvent.Reopened(Given.RUN.task(1)), new TaskEvent.Reopened(GROUP));
  }

  @Test
  void a_member_has_a_name_within_its_group() {
    assertThat(GroupPart.member("build", "test")).isEqualTo("build/test");
    assertThat(GroupPart.within("build", "build/test/1")).isEqualTo("test/1");
    assertThat(GroupPart.within("build", "builder")).isEqualTo("builder");
  }

  @Test
  void a_task_is_called_by_what_the_other_one_does_not_share() {
    assertThat(GroupPart.seenFrom("ship", "build")).isEqualTo("build");
    assertThat(GroupPart.seenFrom("build/test", "build/compile")).isEqualTo("compile");
    assertThat(GroupPart.seenFrom("build/test", "prepare")).isEqualTo("prepare");
    assertThat(GroupPart.seenFrom("a/b/test", "a/prepare")).isEqualTo("prepare");
    assertThat(GroupPart.seenFrom("a/test", "a/b/compile")).isEqualTo("b/compile");
    assertThat(GroupPart.seenFrom("builder/test", "build/compile")).isEqualTo("build/compile");
    assertThat(GroupPart.seenFrom("build/test", "batch/2")).isEqualTo("batch/2");
  }
}
