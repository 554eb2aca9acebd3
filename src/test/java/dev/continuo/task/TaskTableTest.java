package dev.continuo.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuo.Given;
import dev.continuo.Visited;
import dev.continuo.task.State.Activity;
import dev.continuo.task.State.Why;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestMethodOrder;

/** What each command does to a task in each state. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TaskTableTest {
  private static final Visited VISITED = new Visited();
  private static final TaskId ID = Given.RUN.task(0);
  private static final TurnId TURN = new TurnId(ID, 1, 1);
  private static final Latch LATCH = new Latch(Door.FINISH, "test", "latch", Mover.TASKS);
  private static final Latch ANSWER = new Latch(Door.RESUME, "test", "answer", Mover.PERSON);
  private static final Duration DEADLINE = Duration.ofMinutes(16);
  private static final Exit CLEAN = new Exit(true, "exit code 0", Result.NONE, Text.EMPTY);
  private static final Exit UNCLEAN = new Exit(false, "exit code 3", Result.NONE, Text.EMPTY);
  private static final OsProcess PROCESS = new OsProcess(7, "now", "boot");

  /** One row a command, one column a state in this order; {@code -} is: accepted, no event. */
  private static final List<String> STATES =
      List.of(
          "Pending",
          "Queued",
          "Running",
          "Paused",
          "Suspended",
          "Verifying",
          "Blocked",
          "Succeeded",
          "Failed",
          "Cancelled",
          "Skipped");

  private static final SequencedMap<TaskCommand, List<String>> TABLE = new LinkedHashMap<>();

  private static void row(TaskCommand command, String... columns) {
    TABLE.put(command, List.of(columns));
  }

  private static String[] all(String column) {
    return java.util.Collections.nCopies(11, column).toArray(String[]::new);
  }

  static {
    row(new TaskCommand.Submit(Given.RUN, 1, List.of(Given.task("b"))), all("Submitted"));
    row(
        new TaskCommand.Change(ID, urgent()),
        "Changed",
        "Changed",
        "!task_started",
        "!task_started",
        "!task_started",
        "!task_started",
        "!task_started",
        "!task_started",
        "!task_started",
        "!task_ended",
        "!task_ended");
    row(new TaskCommand.Settle(List.of(ID), List.of(), List.of()), all("Queued"));
    row(
        new TaskCommand.Assign(ID, new Work.Inline(), new TitlePart("x")),
        "Assigned",
        "Assigned",
        "Assigned",
        "Assigned",
        "Assigned",
        "Assigned",
        "Assigned",
        "!task_ended",
        "!task_ended",
        "!task_ended",
        "!task_ended");
    row(
        new TaskCommand.PutLatch(ID, new Latch(Door.START, "test", "new", Mover.TASKS)),
        "LatchPut",
        "LatchPut",
        "LatchPut",
        "LatchPut",
        "LatchPut",
        "LatchPut",
        "LatchPut",
        "!task_ended",
        "!task_ended",
        "!task_ended",
        "!task_ended");
    row(
        new TaskCommand.OpenLatch(ID, LATCH),
        "LatchOpened",
        "LatchOpened",
        "LatchOpened",
        "LatchOpened",
        "LatchOpened",
        "LatchOpened Succeeded",
        "LatchOpened",
        "!latch_not_found",
        "LatchOpened",
        "LatchOpened",
        "LatchOpened");
    row(
        new TaskCommand.BreakLatch(ID, LATCH, new Remedy.Fail("no")),
        "!latch_not_breakable",
        "!latch_not_breakable",
        "!latch_not_breakable",
        "!latch_not_breakable",
        "!latch_not_breakable",
        "Failed",
        "!latch_not_breakable",
        "!latch_not_found",
        "!latch_not_breakable",
        "!latch_not_breakable",
        "!latch_not_breakable");
    row(
        new TaskCommand.Start(ID),
        "!task_not_ready",
        "Started",
        "!task_not_ready",
        "!task_not_ready",
        "!task_not_ready",
        "!task_not_ready",
        "!task_not_ready",
        "!task_not_ready",
        "!task_not_ready",
        "!task_not_ready",
        "!task_not_ready");
    row(new TaskCommand.ConfirmLaunch(TURN, PROCESS), fenced("Launched"));
    row(new TaskCommand.EndTurn(TURN, CLEAN), fenced("TurnEnded Claimed"));
    row(new TaskCommand.DoubtTurn(TURN, CLEAN, "choice", "why"), fenced("TurnEnded Blocked"));
    row(
        new TaskCommand.SuspendTurn(TURN, CLEAN, List.of(ANSWER)),
        fenced("TurnEnded Suspended LatchPut"));
    row(
        new TaskCommand.WithdrawLatch(ID, LATCH),
        "LatchWithdrawn",
        "LatchWithdrawn",
        "LatchWithdrawn",
        "LatchWithdrawn",
        "LatchWithdrawn",
        "LatchWithdrawn",
        "LatchWithdrawn",
        "!latch_not_found",
        "LatchWithdrawn",
        "LatchWithdrawn",
        "LatchWithdrawn");
    row(new TaskCommand.LoseTurn(TURN, "gone"), fenced("TurnEnded TurnForfeited"));
    row(
        new TaskCommand.ConfirmSweep(TURN),
        "!fence_stale",
        "!fence_stale",
        "!fence_stale",
        "!fence_stale",
        "Swept",
        "Swept",
        "Swept",
        "Swept",
        "Swept",
        "!fence_stale",
        "!fence_stale");
    row(
        new TaskCommand.Pause(ID, "ada"),
        "Held",
        "Held",
        "Paused",
        "!task_paused_already",
        "Held",
        "!task_not_pausable",
        "!task_not_pausable",
        "!task_not_pausable",
        "!task_not_pausable",
        "!task_not_pausable",
        "!task_not_pausable");
    row(
        new TaskCommand.Resume(ID),
        "!task_not_paused",
        "!task_not_paused",
        "!task_not_paused",
        "Resumed",
        "!task_not_paused",
        "!task_not_paused",
        "!task_not_paused",
        "!task_not_paused",
        "!task_not_paused",
        "!task_not_paused",
        "!task_not_paused");
    row(
        new TaskCommand.Cancel(ID, "enough"),
        "Cancelled",
        "Cancelled",
        "StopRequested",
        "StopRequested",
        "Cancelled",
        "Cancelled",
        "Cancelled",
        "!task_ended",
        "!task_ended",
        "!task_ended",
        "!task_ended");
    row(
        new TaskCommand.Abandon(ID, "enough"),
        "Cancelled",
        "Cancelled",
        "StopRequested",
        "StopRequested",
        "Cancelled",
        "Cancelled",
        "Cancelled",
        "-",
        "-",
        "-",
        "-");
    row(
        new TaskCommand.Interrupt(ID),
        "-",
        "-",
        "StopRequested",
        "StopRequested",
        "-",
        "-",
        "-",
        "-",
        "-",
        "-",
        "-");
    row(
        new TaskCommand.Retry(ID),
        "!task_not_retryable",
        "!task_not_retryable",
        "!task_not_retryable",
        "!task_not_retryable",
        "!task_not_retryable",
        "!task_not_retryable",
        "Reopened",
        "!task_not_retryable",
        "Reopened",
        "Reopened",
        "!task_not_retryable");
    row(new TaskCommand.Wake(ID), "-", "-", "Overdue", "-", "-", "-", "-", "-", "-", "-", "-");
  }

  private static Revision urgent() {
    return new Revision(
        Optional.of(Priority.URGENT),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static String[] fenced(String events) {
    var stale = "!fence_stale";
    return new String[] {
      stale, stale, events, events, stale, stale, stale, stale, stale, stale, stale
    };
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
    VISITED.isComplete(Visited.members(State.class), TaskCommand.class);
  }

  private static Given in(String state) {
    var given = Given.run(Given.task("a")).and(new TaskEvent.LatchPut(ID, LATCH));
    var ended = new TaskEvent.TurnEnded(ID, TURN, Outcome.SUCCEEDED, CLEAN);
    return switch (state) {
      case "Pending" -> given;
      case "Queued" -> given.and(queued());
      case "Running" -> running(given);
      case "Paused" ->
          running(given).and(new TaskEvent.Paused(ID, Optional.of(Duration.ofMinutes(9)), "ada"));
      case "Suspended" ->
          running(given)
              .and(
                  new TaskEvent.TurnEnded(ID, TURN, Outcome.SUSPENDED, CLEAN),
                  new TaskEvent.Suspended(ID, Duration.ofMinutes(1)),
                  new TaskEvent.LatchPut(ID, ANSWER));
      case "Verifying" -> running(given).and(ended, new TaskEvent.Claimed(ID, 1, Result.NONE));
      case "Blocked" -> in("Verifying").and(new TaskEvent.Blocked(ID, "gate", "unclear"));
      case "Succeeded" ->
          in("Verifying").and(new TaskEvent.LatchOpened(ID, LATCH), new TaskEvent.Succeeded(ID));
      case "Failed" -> running(given).and(ended, new TaskEvent.Failed(ID, "exit code 3"));
      case "Cancelled" -> given.and(new TaskEvent.Cancelled(ID, "enough"));
      case "Skipped" -> given.and(new TaskEvent.Skipped(ID, "not needed"));
      default -> throw new IllegalArgumentException(state);
    };
  }

  private static TaskEvent queued() {
    return new TaskEvent.Queued(ID, State.Place.TAIL, State.Next.ATTEMPT);
  }

  private static Given running(Given given) {
    return given.and(queued(), new TaskEvent.Started(ID, TURN, Optional.of(DEADLINE)));
  }

  private static Given runningAs(TaskSpec spec) {
    return running(Given.run(spec));
  }

  private static TaskSpec retried(int max) {
    return with(
        Given.task("a"),
        new Retries(max, Duration.ofSeconds(8), Duration.ofMinutes(5)),
        Timeout.DEFAULT);
  }

  private static TaskSpec with(TaskSpec of, Retries retries, Timeout timeout) {
    return new TaskSpec(
        of.name(),
        of.kind(),
        of.work(),
        of.needs(),
        of.env(),
        of.workdir(),
        timeout,
        retries,
        of.priority(),
        of.locks(),
        of.blame(),
        of.subject(),
        of.parts());
  }

  @Test
  void a_clean_end_without_gates_is_a_success() {
    runningAs(Given.task("a"))
        .when(new TaskCommand.EndTurn(TURN, CLEAN))
        .then(
            new TaskEvent.TurnEnded(ID, TURN, Outcome.SUCCEEDED, CLEAN),
            new TaskEvent.Claimed(ID, 1, Result.NONE),
            new TaskEvent.Succeeded(ID));
  }

  @Test
  void an_unclean_end_without_retries_is_a_failure() {
    runningAs(Given.task("a"))
        .when(new TaskCommand.EndTurn(TURN, UNCLEAN))
        .then(
            new TaskEvent.TurnEnded(ID, TURN, Outcome.FAILED, UNCLEAN),
            new TaskEvent.Failed(ID, "exit code 3"));
  }

  @Test
  void a_failure_within_the_retries_is_followed_by_a_wait_and_one_beyond_by_the_end() {
    var failedOnce =
        List.of(
            new TaskEvent.TurnEnded(ID, TURN, Outcome.FAILED, UNCLEAN),
            new TaskEvent.RetryPlanned(ID, Duration.ofMinutes(2), Duration.ofSeconds(8)),
            new TaskEvent.Swept(ID, TURN),
            new TaskEvent.BackoffEnded(ID),
            queued());
    var second = new TurnId(ID, 2, 2);

    runningAs(retried(1))
        .when(new TaskCommand.EndTurn(TURN, UNCLEAN))
        .brief("TurnEnded RetryPlanned");
    runningAs(retried(2))
        .and(failedOnce)
        .and(new TaskEvent.Started(ID, second, Optional.of(DEADLINE)))
        .when(new TaskCommand.EndTurn(second, UNCLEAN))
        .brief("TurnEnded RetryPlanned");
    runningAs(retried(1))
        .and(failedOnce)
        .and(new TaskEvent.Started(ID, second, Optional.of(DEADLINE)))
        .when(new TaskCommand.EndTurn(second, UNCLEAN))
        .brief("TurnEnded Failed");
  }

  @Test
  void a_turn_may_be_lost_three_times_and_not_four() {
    var given = Given.run(Given.task("a")).and(queued());
    for (int i = 1; i <= Retries.LOSSES_MAX; i++) {
      var turn = new TurnId(ID, 1, i);
      given.and(new TaskEvent.Started(ID, turn, Optional.of(DEADLINE)));
      given.and(
          new TaskEvent.TurnEnded(ID, turn, Outcome.LOST, UNCLEAN),
          new TaskEvent.TurnForfeited(ID, Outcome.LOST),
          new TaskEvent.Swept(ID, turn));
    }
    var fourth = new TurnId(ID, 1, 4);
    given.and(new TaskEvent.Started(ID, fourth, Optional.of(DEADLINE)));

    var events = given.when(new TaskCommand.LoseTurn(fourth, "reboot")).events();

    assertThat(Retries.LOSSES_MAX).isEqualTo(3);
    assertThat(events).last().isEqualTo(new TaskEvent.Failed(ID, "lost 4 times: reboot"));
  }

  @Test
  void a_forfeited_turn_goes_on_with_its_attempt_and_a_greater_fence() {
    runningAs(Given.task("a"))
        .and(
            new TaskEvent.TurnEnded(ID, TURN, Outcome.LOST, UNCLEAN),
            new TaskEvent.TurnForfeited(ID, Outcome.LOST),
            new TaskEvent.Swept(ID, TURN))
        .when(new TaskCommand.Start(ID))
        .then(new TaskEvent.Started(ID, new TurnId(ID, 1, 2), Optional.of(DEADLINE)));
  }

  @Test
  void nothing_starts_while_the_last_turn_is_not_swept_or_a_hold_stands() {
    var forfeited =
        runningAs(Given.task("a"))
            .and(
                new TaskEvent.TurnEnded(ID, TURN, Outcome.LOST, UNCLEAN),
                new TaskEvent.TurnForfeited(ID, Outcome.LOST));
    forfeited.when(new TaskCommand.Start(ID)).brief("!task_not_ready");
    in("Queued")
        .and(new TaskEvent.Held(ID, "ada"))
        .when(new TaskCommand.Start(ID))
        .brief("!task_not_ready");
    in("Queued")
        .and(new TaskEvent.LatchPut(ID, new Latch(Door.START, "test", "x", Mover.PERSON)))
        .when(new TaskCommand.Start(ID))
        .brief("!task_not_ready");
  }

  @Test
  void a_word_of_another_turn_changes_nothing() {
    var later = new TurnId(ID, 1, 2);
    in("Running").when(new TaskCommand.EndTurn(later, CLEAN)).refused(TaskRefusal.FENCE_STALE);
    in("Running").when(new TaskCommand.LoseTurn(later, "x")).refused(TaskRefusal.FENCE_STALE);
    in("Running")
        .when(new TaskCommand.ConfirmLaunch(later, PROCESS))
        .refused(TaskRefusal.FENCE_STALE);
    in("Verifying").when(new TaskCommand.ConfirmSweep(later)).refused(TaskRefusal.FENCE_STALE);
  }

  @Test
  void how_a_stopped_turn_ended_follows_from_why_it_was_stopped() {
    var stopped =
        Map.of(
            Why.CANCEL, "TurnEnded Cancelled",
            Why.TIMEOUT, "TurnEnded Failed",
            Why.SHUTDOWN, "TurnEnded TurnForfeited");
    stopped.forEach(
        (why, expected) ->
            in("Running")
                .and(new TaskEvent.StopRequested(ID, TURN, why, "x"))
                .when(new TaskCommand.EndTurn(TURN, CLEAN))
                .brief(expected));
    in("Running")
        .and(new TaskEvent.StopRequested(ID, TURN, Why.CANCEL, "x"))
        .when(new TaskCommand.LoseTurn(TURN, "gone"))
        .brief("TurnEnded Cancelled");
  }

  @Test
  void a_stop_is_asked_for_once_and_a_cancel_outdoes_a_timeout() {
    var timedOut = new TaskEvent.StopRequested(ID, TURN, Why.TIMEOUT, "x");
    in("Running").and(timedOut).when(new TaskCommand.Interrupt(ID)).brief("");
    in("Running").and(timedOut).when(new TaskCommand.Pause(ID, "ada")).brief("!task_not_pausable");
    in("Running").and(timedOut).when(new TaskCommand.Cancel(ID, "x")).brief("StopRequested");
    in("Running")
        .and(new TaskEvent.StopRequested(ID, TURN, Why.CANCEL, "x"))
        .when(new TaskCommand.Cancel(ID, "x"))
        .brief("");
  }

  @Test
  void a_launch_is_noted_once() {
    in("Running")
        .and(new TaskEvent.Launched(ID, TURN, PROCESS))
        .when(new TaskCommand.ConfirmLaunch(TURN, PROCESS))
        .brief("");
  }

  @Test
  void the_timeout_strikes_at_its_time_and_not_before() {
    var stop = new Timeout(Duration.ofMinutes(15), Timeout.Action.STOP);
    var spec = with(Given.task("a"), Retries.NONE, stop);
    runningAs(spec).awake(DEADLINE.minusMillis(1)).whenAwoken().brief("");
    runningAs(spec)
        .awake(DEADLINE)
        .whenAwoken()
        .then(new TaskEvent.StopRequested(ID, TURN, Why.TIMEOUT, "timeout of 15 min"));
    runningAs(Given.task("a"))
        .awake(DEADLINE.plusMillis(1))
        .whenAwoken()
        .then(new TaskEvent.Overdue(ID, TURN, Duration.ofMinutes(15)));
  }

  @Test
  void the_turns_of_a_suspended_attempt_share_its_timeout() {
    var second = new TurnId(ID, 1, 2);
    suspendedAfter(Duration.ofMinutes(4), Timeout.DEFAULT)
        .awake(Duration.ofMinutes(60))
        .when(new TaskCommand.Start(ID))
        .then(new TaskEvent.Started(ID, second, Optional.of(Duration.ofMinutes(71))));

    var third = new TurnId(ID, 1, 3);
    suspendedAfter(Duration.ofMinutes(4), Timeout.DEFAULT)
        .and(
            new TaskEvent.Started(ID, second, Optional.of(Duration.ofMinutes(71))),
            new TaskEvent.TurnEnded(ID, second, Outcome.SUSPENDED, CLEAN),
            new TaskEvent.Suspended(ID, Duration.ofMinutes(14)),
            new TaskEvent.Swept(ID, second),
            new TaskEvent.Queued(ID, State.Place.TAIL, State.Next.TURN))
        .awake(Duration.ofMinutes(90))
        .when(new TaskCommand.Start(ID))
        .then(new TaskEvent.Started(ID, third, Optional.of(Duration.ofMinutes(91))));
  }

  @Test
  void a_new_attempt_has_the_whole_timeout_though_the_last_was_suspended() {
    suspendedAfter(Duration.ofMinutes(4), Timeout.DEFAULT)
        .and(
            new TaskEvent.Started(ID, new TurnId(ID, 1, 2), Optional.empty()),
            new TaskEvent.TurnEnded(ID, new TurnId(ID, 1, 2), Outcome.FAILED, UNCLEAN),
            new TaskEvent.RetryPlanned(ID, Duration.ofMinutes(6), Duration.ofMinutes(1)),
            new TaskEvent.BackoffEnded(ID),
            new TaskEvent.Swept(ID, new TurnId(ID, 1, 2)),
            queued())
        .awake(Duration.ofMinutes(60))
        .when(new TaskCommand.Start(ID))
        .then(new TaskEvent.Started(ID, new TurnId(ID, 2, 3), Optional.of(Duration.ofMinutes(75))));
  }

  @Test
  void whoever_was_told_of_the_timeout_is_not_told_again_in_a_later_turn() {
    suspendedAfter(Duration.ofMinutes(15), Timeout.DEFAULT)
        .when(new TaskCommand.Start(ID))
        .then(new TaskEvent.Started(ID, new TurnId(ID, 1, 2), Optional.empty()));
    var now = Duration.ofMinutes(60);
    suspendedAfter(Duration.ofMinutes(2), new Timeout(Duration.ofMinutes(2), Timeout.Action.STOP))
        .awake(now)
        .when(new TaskCommand.Start(ID))
        .then(new TaskEvent.Started(ID, new TurnId(ID, 1, 2), Optional.of(now.plusNanos(1))));
  }

  /** What the rule says of the time that a turn has had which now ends in order to wait. */
  @Test
  void a_suspension_tells_how_much_of_the_timeout_is_spent() {
    assertThat(spent(in("Running").awake(Duration.ofMinutes(5)))).isEqualTo(Duration.ofMinutes(4));
    assertThat(spent(in("Paused").awake(Duration.ofHours(5)))).isEqualTo(Duration.ofMinutes(6));
    assertThat(spent(in("Running").awake(DEADLINE)))
        .isEqualTo(Duration.ofMinutes(15).minusNanos(1));
    assertThat(spent(in("Running").and(new TaskEvent.Overdue(ID, TURN, Duration.ofMinutes(15)))))
        .isEqualTo(Duration.ofMinutes(15));
  }

  private static Duration spent(Given given) {
    return given.when(new TaskCommand.SuspendTurn(TURN, CLEAN, List.of(ANSWER))).events().stream()
        .filter(TaskEvent.Suspended.class::isInstance)
        .map(event -> ((TaskEvent.Suspended) event).spent())
        .findFirst()
        .orElseThrow();
  }

  /** Queued for its second turn. */
  private static Given suspendedAfter(Duration spent, Timeout timeout) {
    return running(Given.run(with(Given.task("a"), Retries.NONE, timeout)))
        .and(
            new TaskEvent.TurnEnded(ID, TURN, Outcome.SUSPENDED, CLEAN),
            new TaskEvent.Suspended(ID, spent),
            new TaskEvent.Swept(ID, TURN),
            new TaskEvent.Queued(ID, State.Place.TAIL, State.Next.TURN));
  }

  @Test
  void a_pause_keeps_what_is_left_of_the_timeout() {
    in("Running")
        .awake(Duration.ofMinutes(6))
        .when(new TaskCommand.Pause(ID, "ada"))
        .then(new TaskEvent.Paused(ID, Optional.of(Duration.ofMinutes(10)), "ada"));
    in("Paused")
        .awake(Duration.ofMinutes(60))
        .when(new TaskCommand.Resume(ID))
        .then(new TaskEvent.Resumed(ID, Optional.of(Duration.ofMinutes(69))));
  }

  @Test
  void a_backoff_ends_at_its_time_or_by_a_retry() {
    var waits = new TaskEvent.RetryPlanned(ID, Duration.ofMinutes(2), Duration.ofSeconds(8));
    var over = new TaskEvent.BackoffEnded(ID);
    var given = List.of(new TaskEvent.TurnEnded(ID, TURN, Outcome.FAILED, UNCLEAN), waits);
    var before = Duration.ofMinutes(2).minusMillis(1);
    runningAs(retried(1)).and(given).awake(before).whenAwoken().brief("");
    runningAs(retried(1)).and(given).awake(Duration.ofMinutes(2)).whenAwoken().then(over);
    runningAs(retried(1)).and(given).when(new TaskCommand.Retry(ID)).then(over);
  }

  @Test
  void a_hold_ends_with_its_task() {
    var held = in("Pending").and(new TaskEvent.Held(ID, "ada"), new TaskEvent.Cancelled(ID, "x"));
    held.when(new TaskCommand.Resume(ID)).refused(TaskRefusal.TASK_NOT_PAUSED);
    held.and(new TaskEvent.Reopened(ID)).whenSettled().brief("Queued Started");
    in("Pending")
        .and(new TaskEvent.Held(ID, "ada"))
        .when(new TaskCommand.Resume(ID))
        .brief("Released");
  }

  @Test
  void the_last_of_two_latches_lets_the_task_succeed() {
    var other = new Latch(Door.FINISH, "test", "other", Mover.TASKS);
    in("Verifying")
        .and(new TaskEvent.LatchPut(ID, other))
        .when(new TaskCommand.OpenLatch(ID, LATCH))
        .then(new TaskEvent.LatchOpened(ID, LATCH));
  }

  @Test
  void remedies_send_back_block_or_fail() {
    in("Verifying")
        .when(new TaskCommand.BreakLatch(ID, LATCH, new Remedy.Rework(new Text.Inline("look"))))
        .then(new TaskEvent.Reworked(ID, 1, new Text.Inline("look")));
    in("Verifying")
        .when(new TaskCommand.BreakLatch(ID, LATCH, new Remedy.Block("gate", "unclear")))
        .then(new TaskEvent.Blocked(ID, "gate", "unclear"));
  }

  @Test
  void turns_are_remembered_up_to_twenty() {
    var given = Given.run(Given.task("a")).and(queued());
    for (int i = 1; i <= Task.TURNS_KEPT + 1; i++) {
      var turn = new TurnId(ID, 1, i);
      given.and(
          new TaskEvent.Started(ID, turn, Optional.empty()),
          new TaskEvent.TurnEnded(ID, turn, Outcome.INTERRUPTED, UNCLEAN),
          new TaskEvent.TurnForfeited(ID, Outcome.INTERRUPTED),
          new TaskEvent.Swept(ID, turn));
    }
    var task = given.tasks.get(ID);
    assertThat(task).isNotNull();
    assertThat(task.turns()).hasSize(20);
    assertThat(task.turns().getFirst().id().fence()).isEqualTo(2);
  }

  @Test
  void a_history_that_cannot_be_is_a_bug() {
    var given = in("Queued");
    org.assertj.core.api.Assertions.assertThatExceptionOfType(dev.continuo.engine.StepBug.class)
        .isThrownBy(() -> given.and(new TaskEvent.Launched(ID, TURN, PROCESS)))
        .withMessageContaining("corrupt history, task " + ID + " is queued");
  }

  @Test
  void durations_are_told_as_people_say_them() {
    assertThat(Durations.words(Duration.ZERO)).isEqualTo("0 s");
    assertThat(Durations.words(Duration.ofSeconds(90))).isEqualTo("1 min 30 s");
    assertThat(Durations.words(Duration.ofHours(25))).isEqualTo("1 d 1 h");
    assertThat(Durations.words(Duration.ofMillis(1001))).isEqualTo("1 s 1 ms");
  }

  @Test
  void a_turn_that_works_has_a_process() {
    var task = in("Running").and(new TaskEvent.Launched(ID, TURN, PROCESS)).tasks.get(ID);
    assertThat(task).isNotNull();
    var turn =
        new State.Turn(
            TURN, Instant.parse("2030-01-01T00:00:00Z"), Optional.of(DEADLINE), State.Turn.LOCAL);
    assertThat(task.state()).isEqualTo(new State.Running(turn, new Activity.Working(PROCESS)));
  }
}
