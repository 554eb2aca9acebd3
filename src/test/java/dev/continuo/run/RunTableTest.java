package dev.continuo.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuo.Given;
import dev.continuo.Visited;
import dev.continuo.engine.Budget;
import dev.continuo.run.RunState.Cause;
import dev.continuo.run.RunState.Verdict;
import dev.continuo.task.Blame;
import dev.continuo.task.Need;
import dev.continuo.task.TaskEvent;
import dev.continuo.task.TaskId;
import dev.continuo.task.TaskSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * What each command does to a run in each state. Its first task has failed, its second needs it.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RunTableTest {
  private static final Visited VISITED = new Visited();
  private static final TaskId FAILED = Given.RUN.task(0);
  private static final TaskId WAITS = Given.RUN.task(1);
  private static final TaskSpec SECOND = needing("b", 0);

  private static final List<String> STATES =
      List.of("Accepting", "Running", "Paused", "Ending", "Reopening", "Ended");

  private static final SequencedMap<RunCommand, List<String>> TABLE = new LinkedHashMap<>();

  private static void row(RunCommand command, String... columns) {
    TABLE.put(command, List.of(columns));
  }

  static {
    var run = Given.RUN;
    var submitted = "Submitted Opened Submitted";
    row(
        new RunCommand.Submit(Given.spec(1, OnFailure.PAUSE), List.of(Given.task("x"))),
        submitted,
        submitted,
        submitted,
        submitted,
        submitted,
        submitted);
    var full = "!run_not_accepting";
    row(
        new RunCommand.Feed(run, 2, List.of(Given.task("c"))),
        "Opened Submitted",
        full,
        full,
        full,
        full,
        full);
    row(
        new RunCommand.GiveUp(run, "its plan cannot be read"),
        "EndRequested",
        full,
        full,
        full,
        full,
        full);
    row(
        new RunCommand.Add(run, 2, List.of(Given.task("c"))),
        "!run_busy",
        "Extended Submitted",
        "Extended Submitted",
        "!run_closed",
        "!run_busy",
        "!run_closed");
    row(
        new RunCommand.SetParallel(run, 8),
        "ParallelSet",
        "ParallelSet",
        "ParallelSet",
        "ParallelSet",
        "ParallelSet",
        "!run_ended");
    row(
        new RunCommand.Pause(run, RunCommand.Reach.STARTS, "ada"),
        "!run_busy",
        "Paused",
        "!run_paused_already",
        "!run_busy",
        "!run_busy",
        "!run_ended");
    row(
        new RunCommand.Resume(run),
        "!run_not_paused",
        "!run_not_paused",
        "Resumed",
        "!run_not_paused",
        "!run_not_paused",
        "!run_ended");
    row(
        new RunCommand.Cancel(run, "enough"),
        "EndRequested",
        "EndRequested",
        "EndRequested",
        "-",
        "EndRequested",
        "!run_ended");
    var retried = List.of(new RunCommand.Retry(run), new RunCommand.RetryTask(FAILED));
    for (var retry : retried) {
      row(
          retry,
          "!run_busy",
          "ReopenRequested",
          "ReopenRequested",
          "!run_busy",
          "!run_busy",
          "ReopenRequested");
    }
    row(new RunCommand.NoteFailure(FAILED, "x"), "-", "Paused", "-", "-", "-", "-");
    // decides about what is left of a run of which nothing moves; an old wish changes nothing
    row(new RunCommand.Close(run), "-", "EndRequested", "-", "-", "-", "-");
    row(
        new RunCommand.Wake(run),
        "-",
        "-",
        "-",
        "EndAdvanced Cancelled",
        "ReopenAdvanced Reopened",
        "-");
  }

  @TestFactory
  List<DynamicTest> each_command_in_each_state_gives_its_events_or_its_refusal() {
    var tests = new ArrayList<DynamicTest>();
    TABLE.forEach(
        (command, columns) -> {
          assertThat(columns).hasSize(STATES.size());
          for (int i = 0; i < columns.size(); i++) {
            var state = STATES.get(i);
            var expected = columns.get(i);
            tests.add(
                DynamicTest.dynamicTest(
                    command.getClass().getSimpleName() + " in " + state,
                    () -> {
                      VISITED.pair(state, command.getClass());
                      in(state).when(command).brief(expected.equals("-") ? "" : expected);
                    }));
          }
        });
    return tests;
  }

  @Test
  @Order(Integer.MAX_VALUE)
  void every_pair_of_state_and_command_was_visited() {
    VISITED.isComplete(Visited.members(RunState.class), RunCommand.class);
  }

  private static TaskSpec needing(String name, int index) {
    return with(Given.task(name), List.of(new Need(index, Need.On.SUCCEEDED)), Blame.RUN);
  }

  private static TaskSpec with(TaskSpec of, List<Need> needs, Blame blame) {
    return new TaskSpec(
        of.name(),
        of.kind(),
        of.work(),
        needs,
        of.env(),
        of.workdir(),
        of.timeout(),
        of.retries(),
        of.priority(),
        of.locks(),
        blame,
        of.subject(),
        of.parts());
  }

  private static Given in(String state) {
    return in(state, OnFailure.PAUSE);
  }

  private static Given in(String state, OnFailure policy) {
    var accepting = state.equals("Accepting");
    var given =
        Given.nothing()
            .and(new RunEvent.Submitted(Given.RUN, Given.spec(accepting ? 3 : 2, policy)));
    given.and(accepting ? new RunEvent.Fed(Given.RUN, 2) : new RunEvent.Opened(Given.RUN));
    given.and(
        new TaskEvent.Submitted(FAILED, Given.task("a")),
        new TaskEvent.Submitted(WAITS, SECOND),
        new TaskEvent.Failed(FAILED, "exit code 3"));
    return switch (state) {
      case "Accepting", "Running" -> given;
      case "Paused" -> given.and(new RunEvent.Paused(Given.RUN, Cause.PERSON, "paused by ada"));
      case "Ending" -> given.and(new RunEvent.EndRequested(Given.RUN, Verdict.CANCELLED, "x"));
      case "Reopening" ->
          given.and(
              new RunEvent.ReopenRequested(Given.RUN, Optional.empty(), new RunState.Running()));
      case "Ended" -> given.and(new RunEvent.Ended(Given.RUN, Verdict.FAILED, ""));
      default -> throw new IllegalArgumentException(state);
    };
  }

  @Test
  void a_failure_pauses_continues_or_cancels_as_the_policy_says() {
    var note = new RunCommand.NoteFailure(FAILED, "exit code 3");
    var why = "task `a` failed: exit code 3";
    in("Running", OnFailure.PAUSE)
        .when(note)
        .then(new RunEvent.Paused(Given.RUN, Cause.FAILURE, why));
    in("Running", OnFailure.CONTINUE).when(note).then();
    in("Running", OnFailure.CANCEL)
        .when(note)
        .then(new RunEvent.EndRequested(Given.RUN, Verdict.FAILED, why));
  }

  @Test
  void what_needs_a_failed_task_is_cancelled_when_nothing_else_moves() {
    var given = in("Running", OnFailure.CONTINUE);
    given.whenSettled().brief("EndRequested");
    given.whenAwoken().brief("EndRequested EndAdvanced Cancelled");
    given.whenSettled().brief("EndRequested EndAdvanced Cancelled Ended");
    var run = given.runs.get(Given.RUN);
    assertThat(run).isNotNull();
    assertThat(run.state()).extracting(RunState::word).isEqualTo("failed");
  }

  @Test
  void a_tolerated_failure_does_not_fail_the_run() {
    var tolerated = with(Given.task("a"), List.of(), Blame.NOBODY);
    var given = Given.run(tolerated).and(new TaskEvent.Failed(FAILED, "x"));
    given.whenSettled().then(new RunEvent.Ended(Given.RUN, Verdict.SUCCEEDED, ""));
  }

  @Test
  void a_person_takes_over_the_pause_of_a_failure_and_a_retry_ends_it() {
    var paused = new RunEvent.Paused(Given.RUN, Cause.FAILURE, "x");
    in("Running")
        .and(paused)
        .when(new RunCommand.Pause(Given.RUN, RunCommand.Reach.STARTS, "ada"))
        .then(new RunEvent.Paused(Given.RUN, Cause.PERSON, "paused by ada"));
    in("Running")
        .and(paused)
        .when(new RunCommand.Retry(Given.RUN))
        .then(new RunEvent.ReopenRequested(Given.RUN, Optional.empty(), new RunState.Running()));
    in("Paused")
        .when(new RunCommand.Retry(Given.RUN))
        .then(
            new RunEvent.ReopenRequested(
                Given.RUN, Optional.empty(), new RunState.Paused(Cause.PERSON, "paused by ada")));
  }

  @Test
  void large_runs_are_ended_and_reopened_in_steps() {
    var most = Budget.STEP_EVENTS / TaskSpec.WEIGHT;
    assertThat(chores(most - 1)).isEqualTo(1);
    assertThat(chores(most)).isEqualTo(1);
    assertThat(chores(most + 1)).isEqualTo(2);
  }

  private static int chores(int size) {
    var given =
        Given.nothing().and(new RunEvent.Submitted(Given.RUN, Given.spec(size, OnFailure.PAUSE)));
    given.and(new RunEvent.Opened(Given.RUN));
    for (int i = 0; i < size; i++) {
      given.and(new TaskEvent.Submitted(Given.RUN.task(i), Given.task("t" + i)));
    }
    given.and(new RunEvent.EndRequested(Given.RUN, Verdict.CANCELLED, "x"));
    var events = given.whenAwoken().events();
    assertThat(events).filteredOn(TaskEvent.Cancelled.class::isInstance).hasSize(size);
    return (int) events.stream().filter(RunEvent.EndAdvanced.class::isInstance).count();
  }

  @Test
  void one_command_brings_500_tasks_and_not_one_more() {
    assertThat(RunCommand.TASKS_MAX).isEqualTo(500);
    Given.nothing().when(submit(499)).reply();
    Given.nothing().when(submit(500)).reply();
    Given.nothing().when(submit(501)).refused(RunRefusal.TASKS_TOO_MANY);
  }

  private static RunCommand submit(int size) {
    var tasks = IntStream.range(0, size).mapToObj(i -> Given.task("t" + i)).toList();
    return new RunCommand.Submit(Given.spec(size, OnFailure.PAUSE), tasks);
  }

  @Test
  void a_retried_task_takes_along_those_that_were_cancelled_because_of_it() {
    var other = Given.RUN.task(2);
    var given =
        Given.run(Given.task("a"), SECOND, Given.task("c"))
            .and(new TaskEvent.Failed(FAILED, "x"))
            .and(new TaskEvent.Cancelled(WAITS, "x"), new TaskEvent.Cancelled(other, "x"))
            .and(new RunEvent.Ended(Given.RUN, Verdict.FAILED, ""));
    given.when(new RunCommand.RetryTask(FAILED)).brief("ReopenRequested");
    assertThat(given.whenAwoken().events())
        .filteredOn(TaskEvent.Reopened.class::isInstance)
        .isEqualTo(List.of(new TaskEvent.Reopened(FAILED), new TaskEvent.Reopened(WAITS)));
  }

  @Test
  void a_run_that_is_being_accepted_wants_its_next_tasks_and_starts_nothing() {
    var given = in("Accepting");
    var run = given.runs.get(Given.RUN);
    assertThat(run).isNotNull();
    assertThat(run.wants()).isEqualTo(List.of(new RunEffect.FeedTasks(Given.RUN, 2)));
    given.and(new TaskEvent.Reopened(FAILED)).whenSettled().brief("Queued");
  }

  @Test
  void the_environment_of_a_run_cannot_be_changed() {
    assertThat(Given.spec(1, OnFailure.PAUSE).env()).isEqualTo(Collections.emptySortedMap());
    org.assertj.core.api.Assertions.assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> Given.spec(1, OnFailure.PAUSE).env().put("a", "b"));
  }
}
