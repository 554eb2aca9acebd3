package dev.continuo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuo.condition.Choice;
import dev.continuo.condition.ConditionCommand;
import dev.continuo.condition.ConditionPart;
import dev.continuo.engine.Command;
import dev.continuo.expansion.EachPart;
import dev.continuo.expansion.ExpansionCommand;
import dev.continuo.launch.LaunchCommand;
import dev.continuo.launch.LaunchPart;
import dev.continuo.question.QuestionCommand;
import dev.continuo.question.QuestionPart;
import dev.continuo.round.Assessment;
import dev.continuo.round.RoundCommand;
import dev.continuo.round.UntilPart;
import dev.continuo.run.RunEvent;
import dev.continuo.sync.SyncCommand;
import dev.continuo.sync.SyncPart;
import dev.continuo.task.Door;
import dev.continuo.task.Exit;
import dev.continuo.task.GroupPart;
import dev.continuo.task.Latch;
import dev.continuo.task.Mover;
import dev.continuo.task.Outcome;
import dev.continuo.task.Part;
import dev.continuo.task.Result;
import dev.continuo.task.State;
import dev.continuo.task.TaskEvent;
import dev.continuo.task.TaskId;
import dev.continuo.task.TaskSpec;
import dev.continuo.task.Text;
import dev.continuo.task.TurnId;
import dev.continuo.task.Work;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
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

/**
 * What the commands of the features around a task do in each of its states, where the task has the
 * part that they are about and the latch that they open: so that it is the state that decides.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FeatureTableTest {
  private static final Map<Class<?>, Visited> VISITED = new HashMap<>();
  private static final TaskId ID = Given.RUN.task(0);
  private static final TurnId TURN = new TurnId(ID, 1, 1);
  private static final Exit CLEAN = new Exit(true, "exit code 0", Result.NONE, Text.EMPTY);

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

  /** A task with a part, and the latch of that part where it is closed by more than the part. */
  private record Subject(TaskSpec spec, Optional<Latch> latch) {
    static Subject of(Part part, Latch latch) {
      return new Subject(Given.task("a").with(part), Optional.of(latch));
    }
  }

  private record Row(Subject subject, List<String> columns) {}

  private static final SequencedMap<Command, Row> TABLE = new LinkedHashMap<>();

  private static void row(Command command, Subject subject, String... columns) {
    TABLE.put(command, new Row(subject, List.of(columns)));
  }

  private static final String NO = "!latch_not_found";

  static {
    var condition =
        Subject.of(new ConditionPart("x", Collections.emptySortedMap()), ConditionPart.LATCH);
    row(
        new ConditionCommand.Decide(ID, new Choice.Do()),
        condition,
        "LatchOpened",
        NO,
        NO,
        NO,
        NO,
        NO,
        NO,
        NO,
        NO,
        NO,
        NO);
    row(
        new ConditionCommand.Decide(ID, new Choice.Skip("no")),
        condition,
        "Skipped",
        NO,
        NO,
        NO,
        NO,
        NO,
        NO,
        NO,
        NO,
        NO,
        NO);
    row(
        new ConditionCommand.Decide(ID, new Choice.Fail("unclear")),
        condition,
        "Failed",
        NO,
        NO,
        NO,
        NO,
        NO,
        NO,
        NO,
        NO,
        NO,
        NO);

    var each = new EachPart("x", Collections.emptySortedMap(), Given.task("a"));
    var group = new GroupPart(GroupPart.Form.LIST, GroupPart.Source.ADDED);
    var sync = TaskSpec.sync("a", List.of(), List.of(group, each));
    var list =
        new Subject(sync, Optional.of(new Latch(Door.START, EachPart.OWNER, "0", Mover.PROCESS)));
    row(
        new ExpansionCommand.Expand(ID, 0, 1, List.of(Given.task("a/1"))),
        list,
        "Extended LatchOpened Submitted",
        NO,
        NO,
        NO,
        NO,
        NO,
        NO,
        NO,
        NO,
        NO,
        NO);
    row(
        new ExpansionCommand.GiveUp(ID, "unclear"),
        list,
        "Failed",
        NO,
        NO,
        NO,
        NO,
        NO,
        NO,
        NO,
        NO,
        NO,
        NO);
    row(
        new ExpansionCommand.Complete(ID),
        new Subject(sync, Optional.of(new Latch(Door.START, EachPart.OWNER, "items", Mover.TASKS))),
        "LatchOpened",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "");

    var until = Subject.of(new UntilPart("x", Collections.emptySortedMap(), 3), UntilPart.LATCH);
    row(
        new RoundCommand.Assess(ID, 1, new Assessment.Done()),
        until,
        NO,
        NO,
        NO,
        NO,
        NO,
        "LatchOpened Succeeded",
        NO,
        NO,
        NO,
        NO,
        NO);
    row(
        new RoundCommand.Assess(ID, 1, new Assessment.Again(Text.EMPTY, "false")),
        until,
        NO,
        NO,
        NO,
        NO,
        NO,
        "Reworked",
        NO,
        NO,
        NO,
        NO,
        NO);
    row(
        new RoundCommand.Assess(ID, 1, new Assessment.Fail("unclear")),
        until,
        NO,
        NO,
        NO,
        NO,
        NO,
        "Failed",
        NO,
        NO,
        NO,
        NO,
        NO);

    var option = new QuestionPart.Option("ada", new Work.Inline());
    var ended = "!task_ended";
    row(
        new QuestionCommand.Answer(ID, 1),
        Subject.of(QuestionPart.open("who?", List.of(option)), QuestionPart.LATCH),
        "Assigned LatchOpened",
        "Assigned LatchOpened",
        "Assigned LatchOpened",
        "Assigned LatchOpened",
        "Assigned LatchOpened",
        "Assigned LatchOpened",
        "Assigned LatchOpened",
        ended,
        ended,
        ended,
        ended);

    row(
        new SyncCommand.Arrive(ID, "there"),
        new Subject(
            Given.task("a").with(new SyncPart(List.of("there"))),
            Optional.of(new Latch(Door.FINISH, "sync", "there", Mover.PROCESS))),
        "LatchOpened",
        "LatchOpened",
        "LatchOpened",
        "LatchOpened",
        "LatchOpened",
        "LatchOpened Succeeded",
        "LatchOpened",
        "LatchOpened",
        "LatchOpened",
        "LatchOpened",
        "LatchOpened");

    var nothing = "!run_has_nothing_to_launch";
    row(
        new LaunchCommand.Next(Given.RUN),
        Subject.of(new LaunchPart(), LaunchPart.LATCH),
        "LatchOpened",
        nothing,
        nothing,
        nothing,
        nothing,
        nothing,
        nothing,
        nothing,
        nothing,
        nothing,
        nothing);
  }

  @TestFactory
  List<DynamicTest> each_command_in_each_state_gives_its_events_or_its_refusal() {
    var tests = new ArrayList<DynamicTest>();
    TABLE.forEach(
        (command, row) -> {
          assertThat(row.columns()).hasSize(STATES.size());
          for (int i = 0; i < STATES.size(); i++) {
            var state = STATES.get(i);
            var expected = row.columns().get(i);
            tests.add(
                DynamicTest.dynamicTest(
                    command + " in " + state,
                    () -> {
                      visited(command.getClass().getEnclosingClass())
                          .pair(state, command.getClass());
                      in(state, row.subject()).when(command).brief(expected);
                    }));
          }
        });
    return tests;
  }

  @Test
  @Order(Integer.MAX_VALUE)
  void every_pair_of_state_and_command_was_visited() {
    for (var family :
        List.of(
            ConditionCommand.class,
            ExpansionCommand.class,
            RoundCommand.class,
            QuestionCommand.class,
            SyncCommand.class,
            LaunchCommand.class)) {
      visited(family).isComplete(Visited.members(State.class), family);
    }
  }

  private static Visited visited(Class<?> family) {
    return VISITED.computeIfAbsent(family, _ -> new Visited());
  }

  private static Given in(String state, Subject subject) {
    var given = Given.run(subject.spec(), Given.task("open"));
    subject.latch().ifPresent(latch -> given.and(new TaskEvent.LatchPut(ID, latch)));
    return reached(given, state);
  }

  private static Given reached(Given given, String state) {
    var queued = new TaskEvent.Queued(ID, State.Place.TAIL, State.Next.ATTEMPT);
    var started = new TaskEvent.Started(ID, TURN, Optional.empty());
    var ended = new TaskEvent.TurnEnded(ID, TURN, Outcome.SUCCEEDED, CLEAN);
    var claimed = new TaskEvent.Claimed(ID, 1, Result.NONE);
    return switch (state) {
      case "Pending" -> given;
      case "Queued" -> given.and(queued);
      case "Running" -> given.and(queued, started);
      case "Paused" -> given.and(queued, started, new TaskEvent.Paused(ID, Optional.empty(), "a"));
      case "Suspended" ->
          given.and(queued, started, ended, new TaskEvent.Suspended(ID, Duration.ofMinutes(1)));
      case "Verifying" -> given.and(queued, started, ended, claimed);
      case "Blocked" -> given.and(queued, new TaskEvent.Blocked(ID, "x", "x"));
      case "Succeeded" -> given.and(queued, started, ended, claimed, new TaskEvent.Succeeded(ID));
      case "Failed" -> given.and(queued, started, ended, new TaskEvent.Failed(ID, "x"));
      case "Cancelled" -> given.and(new TaskEvent.Cancelled(ID, "x"));
      case "Skipped" -> given.and(new TaskEvent.Skipped(ID, "x"));
      default -> throw new IllegalArgumentException(state);
    };
  }

  @Test
  void a_task_that_ended_can_no_longer_be_launched_by_its_run() {
    var given = in("Pending", Subject.of(new LaunchPart(), LaunchPart.LATCH));
    given.and(
        new RunEvent.EndRequested(Given.RUN, dev.continuo.run.RunState.Verdict.CANCELLED, "x"),
        new RunEvent.Ended(Given.RUN, dev.continuo.run.RunState.Verdict.CANCELLED, "x"));
    given.when(new LaunchCommand.Next(Given.RUN)).brief("!run_ended");
  }
}
