package dev.continuo.approval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuo.Given;
import dev.continuo.Visited;
import dev.continuo.approval.Approval.Stand;
import dev.continuo.approval.ApprovalPart.Otherwise;
import dev.continuo.dispatch.DispatchCommand;
import dev.continuo.dispatch.DispatchReply;
import dev.continuo.engine.Answer;
import dev.continuo.engine.Caller;
import dev.continuo.engine.Due;
import dev.continuo.engine.Event;
import dev.continuo.engine.Moment;
import dev.continuo.run.Standing;
import dev.continuo.task.Door;
import dev.continuo.task.Exit;
import dev.continuo.task.Latch;
import dev.continuo.task.Mover;
import dev.continuo.task.Need;
import dev.continuo.task.Outcome;
import dev.continuo.task.Remedy;
import dev.continuo.task.Result;
import dev.continuo.task.State;
import dev.continuo.task.Task;
import dev.continuo.task.TaskCommand;
import dev.continuo.task.TaskEvent;
import dev.continuo.task.TaskId;
import dev.continuo.task.TaskRefusal;
import dev.continuo.task.Text;
import dev.continuo.task.TurnId;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Tasks that wait for a person who agrees: to their start, or to what they have done. */
class ApprovalsTest {
  private static final TaskId FIRST = Given.RUN.task(0);
  private static final TaskId ID = Given.RUN.task(1);
  private static final ApprovalId START = new ApprovalId(ID, Door.START);
  private static final ApprovalId DONE = new ApprovalId(ID, Door.FINISH);
  private static final Exit CLEAN = new Exit(true, "exit code 0", Result.NONE, Text.EMPTY);
  private static final Latch TESTS = new Latch(Door.FINISH, "test", "tests", Mover.TASKS);
  private static final Instant DAY_LATER = Given.WALL.plus(Duration.ofDays(1));
  private static final ApprovalPart BOTH = ApprovalPart.before(Door.START, Door.FINISH);

  private static ApprovalPart within(Duration timeout, Otherwise otherwise, Door... doors) {
    return new ApprovalPart(
        List.of(doors), "ship it?", Optional.of(timeout), otherwise, otherwise, 1);
  }

  /** The second task needs the first, and asks for approvals. */
  private static Given given(ApprovalPart part) {
    var second = Given.task("second").needing(List.of(new Need(0, Need.On.SUCCEEDED))).with(part);
    var given = Given.run(Given.task("first"), second);
    var home = given.features.approvals().table().schema().home();
    given.tables.admit(home.applyAsLong(START));
    given.tables.admit(home.applyAsLong(DONE));
    return part.before().contains(Door.FINISH)
        ? given.and(new TaskEvent.LatchPut(ID, ApprovalPart.FINISH))
        : given;
  }

  private static Given ready(ApprovalPart part) {
    return given(part).and(new TaskEvent.Succeeded(FIRST));
  }

  private static Event asked(ApprovalId id, int round, int attempt) {
    return new ApprovalEvent.Asked(id, "second", round, attempt, "", Optional.empty());
  }

  private static Given askedToStart(ApprovalPart part) {
    return ready(part)
        .and(
            new TaskEvent.LatchPut(ID, ApprovalPart.START),
            new ApprovalEvent.Asked(
                START, "second", 1, 0, part.text(), part.timeout().map(Given.WALL::plus)));
  }

  private static TurnId turn(int attempt) {
    return new TurnId(ID, attempt, attempt);
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

  private static Given askedWhenDone(ApprovalPart part) {
    return claimed(ready(part), 1)
        .and(
            new ApprovalEvent.Asked(
                DONE, "second", 1, 1, part.text(), part.timeout().map(Given.WALL::plus)));
  }

  private static ApprovalCommand approve() {
    return new ApprovalCommand.Approve(ID, Optional.empty(), "ada", "looks good");
  }

  private static ApprovalCommand reject() {
    return new ApprovalCommand.Reject(ID, Optional.empty(), "ada", "too slow");
  }

  private static Event approved(ApprovalId id) {
    return new ApprovalEvent.Approved(id, 1, "ada", "looks good");
  }

  private static Event rejected(ApprovalId id) {
    return new ApprovalEvent.Rejected(id, 1, "ada", "too slow");
  }

  private static Task task(Given given) {
    return Objects.requireNonNull(given.tasks.get(ID));
  }

  private static Approval row(Given given, ApprovalId id) {
    return Objects.requireNonNull(given.features.approvals().table().get(id));
  }

  @Test
  void a_person_is_asked_when_the_needs_are_satisfied_and_not_before() {
    var start = ApprovalPart.before(Door.START);
    given(start).whenSettled().brief("Queued Started");
    ready(start)
        .whenSettled()
        .then(new TaskEvent.LatchPut(ID, ApprovalPart.START), asked(START, 1, 0));

    assertThat(Standing.of(task(given(start)))).isEqualTo(Standing.WAITING);
    assertThat(Standing.of(task(askedToStart(start)))).isEqualTo(Standing.PERSON);
  }

  @Test
  void each_claim_is_asked_about_once_its_checks_have_passed() {
    var done = ApprovalPart.before(Door.FINISH);
    running(ready(done), 1)
        .when(new TaskCommand.EndTurn(turn(1), CLEAN))
        .brief("TurnEnded Claimed Asked");
    var checking = running(ready(done).and(new TaskEvent.LatchPut(ID, TESTS)), 1);
    checking.when(new TaskCommand.EndTurn(turn(1), CLEAN)).brief("TurnEnded Claimed");
    checking
        .when(new TaskCommand.OpenLatch(ID, TESTS))
        .brief("TurnEnded Claimed LatchOpened Asked");
    assertThat(Standing.of(task(checking))).isEqualTo(Standing.PERSON);
  }

  @Test
  void an_approval_opens_the_door_and_is_not_asked_for_again() {
    var given = askedToStart(BOTH);
    given.when(approve()).then(approved(START), new TaskEvent.LatchOpened(ID, ApprovalPart.START));
    given.whenSettled().brief("Approved LatchOpened Queued Started");
    assertThat(row(given, START).stand()).isEqualTo(new Stand.Approved("ada", "looks good"));

    askedWhenDone(BOTH)
        .when(approve())
        .then(
            approved(DONE),
            new TaskEvent.LatchOpened(ID, ApprovalPart.FINISH),
            new TaskEvent.Succeeded(ID));
  }

  @Test
  void a_rejected_start_blocks_or_fails_as_the_plan_says() {
    askedToStart(BOTH)
        .when(reject())
        .then(rejected(START), new TaskEvent.Blocked(ID, "approval", "rejected by ada: too slow"));
    askedToStart(within(Duration.ofDays(1), Otherwise.FAIL, Door.START))
        .when(reject())
        .then(rejected(START), new TaskEvent.Failed(ID, "rejected by ada: too slow"));
  }

  @Test
  void rejected_work_is_sent_back_with_the_reason_as_often_as_is_said() {
    var part = within(Duration.ofDays(1), Otherwise.FAIL, Door.FINISH);
    var given = askedWhenDone(part);
    var findings = new Text.Inline("too slow");
    given.when(reject()).then(rejected(DONE), new TaskEvent.Reworked(ID, 1, findings));
    assertThat(task(given).findings()).isEqualTo(findings);

    var again =
        claimed(
            askedWhenDone(part)
                .and(
                    rejected(DONE),
                    new TaskEvent.Reworked(ID, 1, findings),
                    new TaskEvent.Swept(ID, turn(1))),
            2);
    again
        .and(new ApprovalEvent.Asked(DONE, "second", 2, 2, "ship it?", Optional.of(DAY_LATER)))
        .when(reject())
        .then(
            new ApprovalEvent.Rejected(DONE, 2, "ada", "too slow"),
            new TaskEvent.Failed(ID, "rejected by ada: too slow"));
  }

  @Test
  void a_timeout_counts_to_the_instant_by_the_calendar() {
    var part = within(Duration.ofDays(1), Otherwise.FAIL, Door.START);
    assertThat(row(askedToStart(part), START).due()).isEqualTo(new Due.Wall(DAY_LATER));
    assertThat(woken(askedToStart(part), DAY_LATER.minusNanos(1))).isEmpty();
    var late =
        List.of(
            new ApprovalEvent.Expired(START, 1),
            new TaskEvent.Failed(ID, "nobody approved or rejected within 1 d"));
    assertThat(woken(askedToStart(part), DAY_LATER)).isEqualTo(late);
    assertThat(woken(askedToStart(part), DAY_LATER.plusNanos(1))).isEqualTo(late);
    assertThat(
            woken(
                askedWhenDone(within(Duration.ofDays(1), Otherwise.BLOCK, Door.FINISH)), DAY_LATER))
        .containsExactly(
            new ApprovalEvent.Expired(DONE, 1),
            new TaskEvent.Blocked(ID, "approval", "nobody approved or rejected within 1 d"));
    assertThat(row(askedToStart(BOTH), START).due()).isEqualTo(Due.NEVER);
  }

  private static List<Event> woken(Given given, Instant wall) {
    var at = new Moment(wall, given.moment().awake(), 7);
    for (var next = given.engine.wake(at); next.isPresent(); next = given.engine.wake(at)) {
      assertThat(next.get()).isInstanceOf(Answer.Accepted.class);
    }
    return given.engine.batch().events().stream().<Event>map(of -> of.event()).toList();
  }

  @Test
  void whatever_takes_the_task_away_withdraws_what_was_asked() {
    askedToStart(BOTH).when(new TaskCommand.Cancel(ID, "x")).brief("Cancelled Withdrawn");
    askedWhenDone(BOTH).when(new TaskCommand.Cancel(ID, "x")).brief("Cancelled Withdrawn");
    for (var remedy :
        List.of(
            new Remedy.Rework(Text.EMPTY),
            new Remedy.Block("x", "x"),
            new Remedy.Fail("x"),
            new Remedy.Skip("x"))) {
      var given = askedWhenDone(BOTH).and(new TaskEvent.LatchPut(ID, TESTS));
      given.when(new TaskCommand.BreakLatch(ID, TESTS, remedy)).reply();
      assertThat(row(given, DONE).stand()).isEqualTo(new Stand.Withdrawn());
      assertThat(given.engine.batch().events()).hasSize(2);
    }
  }

  @Test
  void a_retry_asks_anew_in_the_next_round_when_the_task_comes_back() {
    var start = ApprovalPart.before(Door.START);
    var given =
        askedToStart(start)
            .and(rejected(START), new TaskEvent.Blocked(ID, "approval", "rejected by ada"));
    given.when(new TaskCommand.Retry(ID)).brief("Reopened LatchWithdrawn");
    given.whenSettled().brief("Reopened LatchWithdrawn LatchPut Asked");
    assertThat(row(given, START).round()).isEqualTo(2);

    var approved =
        askedToStart(start)
            .and(approved(START), new TaskEvent.LatchOpened(ID, ApprovalPart.START))
            .and(new TaskEvent.Failed(ID, "x"));
    approved.when(new TaskCommand.Retry(ID)).brief("Reopened");
    approved.whenSettled().brief("Reopened LatchPut Asked");
  }

  @Test
  void what_was_done_by_an_earlier_run_asks_nobody() {
    var part = BOTH;
    var earlier =
        new dev.continuo.task.TakenOver(new dev.continuo.task.RunId(9).task(1), Result.NONE);
    var given = Given.run(Given.task("first"));
    given
        .when(
            new TaskCommand.Submit(
                Given.RUN, 1, List.of(Given.task("second").with(part).with(earlier))))
        .brief("Submitted Skipped");
    Given.run(Given.task("first"))
        .when(new TaskCommand.Submit(Given.RUN, 1, List.of(Given.task("second").with(part))))
        .brief("Submitted LatchPut");
  }

  @Test
  void a_decision_counts_for_the_round_that_it_speaks_of() {
    var first = new ApprovalCommand.Approve(ID, Optional.of(1), "ada", "");
    var second = new ApprovalCommand.Reject(ID, Optional.of(2), "ada", "no");
    askedToStart(BOTH).when(first).brief("Approved LatchOpened");
    assertThat(
            askedToStart(BOTH)
                .when(second)
                .refused(ApprovalRefusal.APPROVAL_OF_ANOTHER_ROUND)
                .text())
        .isEqualTo("task `second`: the approval is in round 1 now, not in round 2");
  }

  @Test
  void whoever_repeats_their_own_decision_changes_nothing_and_all_others_are_refused() {
    var opened = new TaskEvent.LatchOpened(ID, ApprovalPart.START);
    var decided = askedToStart(BOTH).and(approved(START), opened);
    decided.when(approve()).brief("");
    decided.when(new ApprovalCommand.Approve(ID, Optional.of(1), "ada", "looks good")).brief("");
    for (var other :
        List.of(
            new ApprovalCommand.Approve(ID, Optional.of(2), "ada", "looks good"),
            new ApprovalCommand.Approve(ID, Optional.empty(), "ben", "looks good"),
            new ApprovalCommand.Approve(ID, Optional.empty(), "ada", "after all"),
            new ApprovalCommand.Reject(ID, Optional.empty(), "ada", "looks good"))) {
      decided.when(other).refused(ApprovalRefusal.APPROVAL_DECIDED);
    }
  }

  @Test
  void every_command_is_decided_in_every_stand() {
    var visited = new Visited();
    for (var stand : stands().entrySet()) {
      var said = new LinkedHashMap<Class<?>, String>();
      for (var command :
          List.of(
              approve(),
              reject(),
              new ApprovalCommand.Ask(ID, Door.START),
              new ApprovalCommand.Withdraw(ID),
              new ApprovalCommand.Wake(START))) {
        visited.pair(stand.getKey(), command.getClass());
        said.put(command.getClass(), stand.getValue().get().when(command).brief());
      }
      assertThat(List.copyOf(said.values())).as(stand.getKey()).isEqualTo(expected(stand.getKey()));
    }
    visited.isComplete(List.copyOf(stands().keySet()), ApprovalCommand.class);
  }

  private static Map<String, Supplier<Given>> stands() {
    var opened = new TaskEvent.LatchOpened(ID, ApprovalPart.START);
    var blocked = new TaskEvent.Blocked(ID, "approval", "x");
    var stands = new LinkedHashMap<String, Supplier<Given>>();
    stands.put("never", () -> ready(BOTH));
    stands.put("latched", () -> ready(BOTH).and(new TaskEvent.LatchPut(ID, ApprovalPart.START)));
    stands.put("open", () -> askedToStart(BOTH));
    stands.put("approved", () -> askedToStart(BOTH).and(approved(START), opened));
    stands.put("rejected", () -> askedToStart(BOTH).and(rejected(START), blocked));
    stands.put(
        "expired", () -> askedToStart(BOTH).and(new ApprovalEvent.Expired(START, 1), blocked));
    stands.put(
        "withdrawn",
        () ->
            askedToStart(BOTH)
                .and(new TaskEvent.Cancelled(ID, "x"), new ApprovalEvent.Withdrawn(START, 1)));
    return stands;
  }

  /** Approve, Reject, Ask, Withdraw, Wake. */
  private static List<String> expected(String stand) {
    return switch (stand) {
      case "never" -> List.of("!approval_not_asked", "!approval_not_asked", "", "", "");
      case "latched" -> List.of("!approval_not_asked", "!approval_not_asked", "Asked", "", "");
      case "open" -> List.of("Approved LatchOpened", "Rejected Blocked", "", "Withdrawn", "");
      case "approved" -> List.of("", "!approval_decided", "", "", "");
      case "rejected" -> List.of("!approval_decided", "", "", "", "");
      case "expired" -> List.of("!approval_decided", "!approval_decided", "", "", "");
      case "withdrawn" -> List.of("!approval_not_asked", "!approval_not_asked", "", "", "");
      default -> throw new AssertionError(stand);
    };
  }

  @Test
  void refusals_of_approvals_are_told_in_these_words() {
    var blocked = new TaskEvent.Blocked(ID, "approval", "x");
    assertThat(
            List.of(
                told(Given.run(Given.task("first"), Given.task("second")), approve()),
                told(ready(BOTH), approve()),
                told(askedToStart(BOTH).and(rejected(START), blocked), approve()),
                told(
                    askedToStart(BOTH).and(new ApprovalEvent.Expired(START, 1), blocked), reject()),
                told(
                    askedToStart(BOTH), new ApprovalCommand.Approve(ID, Optional.of(3), "ada", "")),
                told(
                    askedToStart(BOTH),
                    new ApprovalCommand.Reject(ID, Optional.empty(), "ada", " ")),
                told(
                    askedToStart(BOTH),
                    new ApprovalCommand.Approve(ID, Optional.empty(), "ada", "é".repeat(513)))))
        .containsExactly(
            "task `second`: has no approval"
                + " | to require one, add `approval: start` or `approval: end` to the task in the"
                + " plan",
            "task `second`: waits for no approval now, it is pending"
                + " | `continuo why "
                + Given.RUN
                + "/second` shows what it waits for",
            "task `second`: already rejected by ada at 2030-01-01T00:00:00Z"
                + " | a decision is final; `continuo retry` asks again once the task has failed or"
                + " is blocked",
            "task `second`: already expired without a decision at 2030-01-01T00:00:00Z"
                + " | a decision is final; `continuo retry` asks again once the task has failed or"
                + " is blocked",
            "task `second`: the approval is in round 1 now, not in round 3"
                + " | check the task again before you decide",
            "task `second`: a rejection needs a reason"
                + " | a new attempt gets the reason in `CONTINUO_FINDINGS`",
            "task `second`: the note or reason has 1026 bytes, at most 1024 are allowed"
                + " | put the text in a file and give the name of the file");
    ready(BOTH)
        .when(new ApprovalCommand.Approve(Given.RUN.task(7), Optional.empty(), "ada", ""))
        .refused(TaskRefusal.TASK_NOT_FOUND);
    askedToStart(BOTH)
        .when(new ApprovalCommand.Approve(ID, Optional.empty(), "ada", "é".repeat(512)))
        .brief("Approved LatchOpened");
  }

  private static String told(Given given, ApprovalCommand command) {
    var answer = given.engine.handle(command, Caller.ENGINE, given.moment());
    assertThat(answer).isInstanceOf(Answer.Refused.class);
    var decision = ((Answer.Refused) answer).decision();
    return decision.text() + " | " + decision.hint();
  }

  @Test
  void why_says_what_is_asked_and_who_can_answer() {
    var part = within(Duration.ofDays(1), Otherwise.FAIL, Door.START);
    assertThat(askedToStart(part).when(new DispatchCommand.Explain(ID)).reply())
        .isEqualTo(
            new DispatchReply.Reasons(
                List.of(
                    new DispatchReply.Reason(
                        "approval",
                        new DispatchReply.Subject(DispatchReply.Subject.Kind.LATCH, "start"),
                        Mover.PERSON,
                        Optional.empty(),
                        "waits for an approval of its start: ship it?",
                        "continuo approve " + ID))));
  }

  @Test
  void an_open_approval_stays_in_memory_and_a_decided_one_is_kept_for_thirty_days() {
    var given = askedToStart(BOTH);
    assertThat(row(given, START).live()).isTrue();
    assertThat(row(given, START).keptUntil()).isEmpty();
    given.and(approved(START));
    assertThat(row(given, START).live()).isFalse();
    assertThat(row(given, START).keptUntil()).contains(Given.WALL.plus(Duration.ofDays(30)));
    assertThat(row(given, START).due()).isEqualTo(Due.NEVER);
  }

  @Test
  void an_id_is_a_text_that_people_can_type() {
    assertThat(START.toString()).isEqualTo(ID + ".start");
    assertThat(ApprovalId.parse(ID + ".end")).contains(DONE);
    for (var wrong : List.of("", ID.toString(), ID + ".", ID + ".done", "r-1.start", ".start")) {
      assertThat(ApprovalId.parse(wrong)).as(wrong).isEmpty();
    }
  }
}
