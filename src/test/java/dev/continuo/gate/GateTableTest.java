package dev.continuo.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuo.Given;
import dev.continuo.Visited;
import dev.continuo.task.Door;
import dev.continuo.task.Exit;
import dev.continuo.task.Kind;
import dev.continuo.task.Latch;
import dev.continuo.task.LatchOwner;
import dev.continuo.task.Mover;
import dev.continuo.task.Outcome;
import dev.continuo.task.Result;
import dev.continuo.task.State;
import dev.continuo.task.TaskCommand;
import dev.continuo.task.TaskEvent;
import dev.continuo.task.TaskId;
import dev.continuo.task.TaskSpec;
import dev.continuo.task.Text;
import dev.continuo.task.Timeout;
import dev.continuo.task.TurnId;
import dev.continuo.task.Work;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestMethodOrder;

/** What each command does to a gate in each status, and what checks mean. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class GateTableTest {
  private static final Visited VISITED = new Visited();
  private static final TaskId SUBJECT = Given.RUN.task(0);
  private static final TaskId CHECK = Given.RUN.task(1);
  private static final TurnId TURN = new TurnId(SUBJECT, 1, 1);
  private static final TurnId CHECKING = new TurnId(CHECK, 1, 1);
  private static final GateId GATE = new GateId(SUBJECT, 0);
  private static final Latch LATCH = new Latch(Door.FINISH, "gate", "tests", Mover.TASKS);
  private static final List<String> STATUSES =
      Stream.of(Gate.Status.values()).map(Enum::name).toList();

  private static final SequencedMap<GateCommand, List<String>> TABLE = new LinkedHashMap<>();

  static {
    // columns: CHECKING, PASSED, REJECTED, WARNED, DROPPED; the check of the first has just
    // succeeded
    TABLE.put(new GateCommand.Arm(SUBJECT), List.of("-", "LatchPut", "-", "LatchPut", "-"));
    var started = "CheckStarted Submitted";
    TABLE.put(
        new GateCommand.Check(SUBJECT, 2), List.of(started, started, started, started, started));
    TABLE.put(
        new GateCommand.Conclude(CHECK),
        List.of("Passed LatchOpened Succeeded", "-", "-", "-", "-"));
    TABLE.put(new GateCommand.Drop(SUBJECT), List.of("Dropped", "-", "-", "-", "-"));
    TABLE.put(new GateCommand.Wake(GATE), List.of("-", "-", "-", "-", "-"));
  }

  @TestFactory
  List<DynamicTest> each_command_in_each_status_gives_its_events() {
    var tests = new ArrayList<DynamicTest>();
    TABLE.forEach(
        (command, columns) -> {
          for (int i = 0; i < columns.size(); i++) {
            var status = STATUSES.get(i);
            var expected = columns.get(i);
            tests.add(
                DynamicTest.dynamicTest(
                    command.getClass().getSimpleName() + " in " + status,
                    () -> {
                      VISITED.pair(status, command.getClass());
                      in(status).when(command).brief(expected.equals("-") ? "" : expected);
                    }));
          }
        });
    return tests;
  }

  @Test
  @Order(Integer.MAX_VALUE)
  void every_pair_of_status_and_command_was_visited() {
    VISITED.isComplete(STATUSES, GateCommand.class);
  }

  private static Given in(String status) {
    var given = checking(GateSpec.Judge.EXIT, 1).and(new TaskEvent.Succeeded(CHECK));
    return switch (Gate.Status.valueOf(status)) {
      case CHECKING -> given;
      case PASSED ->
          given.and(new GateEvent.Passed(GATE, 1), new TaskEvent.LatchOpened(SUBJECT, LATCH));
      case REJECTED -> given.and(new GateEvent.Rejected(GATE, 1, "no"));
      case WARNED ->
          given.and(new GateEvent.Warned(GATE, 1, "no"), new TaskEvent.LatchOpened(SUBJECT, LATCH));
      case DROPPED -> given.and(new GateEvent.Dropped(GATE, 1));
    };
  }

  private static TaskSpec gated(GateSpec... gates) {
    return gated(GatePart.required(List.of(gates)));
  }

  private static TaskSpec gated(GatePart gates) {
    var of = Given.task("a");
    return new TaskSpec(
        of.name(),
        of.kind(),
        of.work(),
        of.needs(),
        of.env(),
        of.workdir(),
        of.timeout(),
        of.retries(),
        of.priority(),
        of.locks(),
        of.blame(),
        of.subject(),
        List.of(gates));
  }

  private static GateSpec gate(String name, GateSpec.Judge judge, int roundsMax) {
    return new GateSpec(name, new Work.Inline(), List.of(), judge, roundsMax, Timeout.DEFAULT);
  }

  /** The subject has claimed to be done and its check runs. */
  private static Given checking(GateSpec.Judge judge, int roundsMax) {
    return checking(GatePart.required(List.of(gate("tests", judge, roundsMax))));
  }

  private static Given checking(GatePart gates) {
    var clean = new Exit(true, "exit code 0", Result.NONE, Text.EMPTY);
    return Given.run(gated(gates))
        .and(
            new TaskEvent.LatchPut(SUBJECT, LATCH),
            new TaskEvent.Queued(SUBJECT, State.Place.TAIL, State.Next.ATTEMPT),
            new TaskEvent.Started(SUBJECT, TURN, Optional.empty()),
            new TaskEvent.TurnEnded(SUBJECT, TURN, Outcome.SUCCEEDED, clean),
            new TaskEvent.Claimed(SUBJECT, 1, Result.NONE),
            new GateEvent.CheckStarted(GATE, "tests", 1, CHECK),
            new TaskEvent.Submitted(CHECK, check()),
            new TaskEvent.Queued(CHECK, State.Place.HEAD, State.Next.ATTEMPT),
            new TaskEvent.Started(CHECK, CHECKING, Optional.empty()));
  }

  private static TaskSpec check() {
    var of = Given.task("a/tests/1");
    return new TaskSpec(
        of.name(),
        Kind.CHECK,
        of.work(),
        of.needs(),
        of.env(),
        of.workdir(),
        of.timeout(),
        of.retries(),
        of.priority(),
        of.locks(),
        dev.continuo.task.Blame.NOBODY,
        Optional.of(SUBJECT),
        of.parts());
  }

  private static TaskCommand ends(boolean clean, @Nullable String verdict) {
    var result = new Result(new Text.Inline("{}"), verdict, List.of("line 3"));
    var detail = clean ? "exit code 0" : "exit code 3";
    return new TaskCommand.EndTurn(
        CHECKING, new Exit(clean, detail, result, new Text.Inline("log")));
  }

  @Test
  void a_task_with_gates_has_a_latch_for_each_from_the_start() {
    var specs =
        List.of(gated(gate("one", GateSpec.Judge.EXIT, 0), gate("two", GateSpec.Judge.EXIT, 0)));
    var given = Given.nothing();
    given
        .when(
            new dev.continuo.run.RunCommand.Submit(
                Given.spec(1, dev.continuo.run.OnFailure.PAUSE), specs))
        .brief("Submitted Opened Submitted LatchPut LatchPut");
  }

  @Test
  void a_claim_starts_its_checks_as_tasks() {
    var clean = new Exit(true, "exit code 0", Result.NONE, Text.EMPTY);
    var events =
        Given.run(gated(gate("tests", GateSpec.Judge.EXIT, 0)))
            .and(
                new TaskEvent.LatchPut(SUBJECT, LATCH),
                new TaskEvent.Started(SUBJECT, TURN, Optional.empty()))
            .when(new TaskCommand.EndTurn(TURN, clean))
            .events();
    assertThat(events.get(2)).isEqualTo(new GateEvent.CheckStarted(GATE, "tests", 1, CHECK));
    assertThat(events.getLast()).isInstanceOf(TaskEvent.Submitted.class);
    var spec = ((TaskEvent.Submitted) events.getLast()).spec();
    assertThat(spec.name()).isEqualTo("a/tests/1");
    assertThat(spec.env())
        .containsEntry("CONTINUO_SUBJECT", SUBJECT.toString())
        .containsEntry("CONTINUO_SUBJECT_ATTEMPT", "1");
  }

  @Test
  void a_check_by_exit_passes_rejects_or_says_nothing() {
    var exit = GateSpec.Judge.EXIT;
    checking(exit, 1)
        .when(ends(true, null))
        .brief("TurnEnded Claimed Succeeded Passed LatchOpened Succeeded");
    checking(exit, 1).when(ends(false, null)).brief("TurnEnded Failed Rejected Reworked");
    var blocked =
        checking(exit, 1).and(new TaskEvent.StopRequested(CHECK, CHECKING, State.Why.CANCEL, "x"));
    assertThat(blocked.when(ends(true, null)).events())
        .last()
        .isEqualTo(
            new TaskEvent.Blocked(SUBJECT, "gate", "gate `tests`: its check was cancelled: x"));
  }

  @Test
  void a_check_by_verdict_is_believed_by_its_word() {
    for (var word : List.of("pass", "passed", "approve", "APPROVED")) {
      verdict(true, word).brief("TurnEnded Claimed Succeeded Passed LatchOpened Succeeded");
    }
    for (var word :
        List.of("fail", "failed", "reject", "rejected", "changes-requested", "changes_required")) {
      verdict(true, word).brief("TurnEnded Claimed Succeeded Rejected Reworked");
    }
    verdict(true, "perhaps").brief("TurnEnded Claimed Succeeded Rejected Blocked");
    verdict(true, null).brief("TurnEnded Claimed Succeeded Rejected Blocked");
    verdict(false, "pass").brief("TurnEnded Failed Rejected Blocked");
  }

  private static Given.Then verdict(boolean clean, @Nullable String word) {
    return checking(GateSpec.Judge.VERDICT, 3).when(ends(clean, word));
  }

  @Test
  void an_advisory_gate_opens_whatever_its_check_says() {
    var advice = new GatePart(List.of(gate("tests", GateSpec.Judge.EXIT, 1)), List.of("tests"));
    var rejected = checking(advice).when(ends(false, null));
    rejected.brief("TurnEnded Failed Warned LatchOpened Succeeded");
    assertThat(rejected.events()).contains(new GateEvent.Warned(GATE, 1, "exit code 3"));
    checking(advice)
        .when(ends(true, null))
        .brief("TurnEnded Claimed Succeeded Passed LatchOpened Succeeded");
    var cancelled =
        checking(advice).and(new TaskEvent.StopRequested(CHECK, CHECKING, State.Why.CANCEL, "x"));
    assertThat(cancelled.when(ends(true, null)).events())
        .contains(new GateEvent.Warned(GATE, 1, "its check was cancelled: x"));
  }

  @Test
  void rework_is_limited_by_rounds_max() {
    assertThat(rejectedAfter(0, 0)).isInstanceOf(TaskEvent.Failed.class);
    assertThat(rejectedAfter(0, 1))
        .isEqualTo(new TaskEvent.Reworked(SUBJECT, 1, new Text.Inline("log")));
    assertThat(rejectedAfter(2, 3))
        .isEqualTo(new TaskEvent.Reworked(SUBJECT, 3, new Text.Inline("log")));
    assertThat(rejectedAfter(3, 3))
        .isEqualTo(new TaskEvent.Failed(SUBJECT, "gate `tests`: exit code 3"));
  }

  private static Object rejectedAfter(int rounds, int roundsMax) {
    var given = checking(GateSpec.Judge.EXIT, roundsMax);
    for (int i = 1; i <= rounds; i++) {
      given.and(
          new TaskEvent.Reworked(SUBJECT, i, Text.EMPTY),
          new TaskEvent.Claimed(SUBJECT, 1, Result.NONE));
    }
    return given.when(ends(false, null)).events().stream()
        .filter(event -> event instanceof TaskEvent of && of.task().equals(SUBJECT))
        .reduce((_, last) -> last)
        .orElseThrow();
  }

  @Test
  void a_verdict_on_the_attempt_before_changes_nothing() {
    var given =
        checking(GateSpec.Judge.EXIT, 1)
            .and(
                new TaskEvent.Reworked(SUBJECT, 1, Text.EMPTY),
                new TaskEvent.Claimed(SUBJECT, 2, Result.NONE));
    given.when(ends(true, null)).brief("TurnEnded Claimed Succeeded");
  }

  @Test
  void a_task_that_ends_gives_up_its_checks() {
    checking(GateSpec.Judge.EXIT, 1)
        .when(new TaskCommand.Cancel(SUBJECT, "enough"))
        .brief("Cancelled Dropped StopRequested");
  }

  @Test
  void a_latch_says_which_check_it_waits_for() {
    var given = checking(GateSpec.Judge.EXIT, 1);
    var task = given.tasks.get(SUBJECT);
    assertThat(task).isNotNull();
    assertThat(given.tasks.explain(task, LATCH))
        .isEqualTo(LatchOwner.Waiting.on("gate `tests`, whose check `a/tests/1` is running"));
    assertThat(given.gates.owner()).isEqualTo(LATCH.owner());
  }

  @Test
  void rounds_max_is_from_0_to_100() {
    assertThat(GateSpec.ROUNDS_MAX).isEqualTo(100);
    gate("a", GateSpec.Judge.EXIT, 0);
    gate("a", GateSpec.Judge.EXIT, 100);
    for (int rounds : new int[] {-1, 101}) {
      org.assertj.core.api.Assertions.assertThatIllegalArgumentException()
          .isThrownBy(() -> gate("a", GateSpec.Judge.EXIT, rounds))
          .withMessage("rounds-max " + rounds);
    }
  }
}
