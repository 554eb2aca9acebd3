package dev.continuo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuo.dispatch.DispatchCommand;
import dev.continuo.dispatch.DispatchRefusal;
import dev.continuo.engine.Actor;
import dev.continuo.engine.Alone;
import dev.continuo.engine.Answer;
import dev.continuo.engine.Caller;
import dev.continuo.engine.Command;
import dev.continuo.engine.Decision;
import dev.continuo.engine.QuarantineRefusal;
import dev.continuo.engine.Refusal;
import dev.continuo.engine.RequestRefusal;
import dev.continuo.gate.GatePart;
import dev.continuo.gate.GateSpec;
import dev.continuo.launch.LaunchCommand;
import dev.continuo.launch.LaunchPart;
import dev.continuo.launch.LaunchRefusal;
import dev.continuo.question.QuestionCommand;
import dev.continuo.question.QuestionPart;
import dev.continuo.question.QuestionRefusal;
import dev.continuo.run.OnFailure;
import dev.continuo.run.RunCommand;
import dev.continuo.run.RunEvent;
import dev.continuo.run.RunRefusal;
import dev.continuo.run.RunState;
import dev.continuo.sync.SyncCommand;
import dev.continuo.sync.SyncRefusal;
import dev.continuo.task.Door;
import dev.continuo.task.Kind;
import dev.continuo.task.Latch;
import dev.continuo.task.Mover;
import dev.continuo.task.Need;
import dev.continuo.task.Remedy;
import dev.continuo.task.Revision;
import dev.continuo.task.RunId;
import dev.continuo.task.State;
import dev.continuo.task.TaskCommand;
import dev.continuo.task.TaskEvent;
import dev.continuo.task.TaskId;
import dev.continuo.task.TaskRefusal;
import dev.continuo.task.TaskSpec;
import dev.continuo.task.Text;
import dev.continuo.task.Timeout;
import dev.continuo.task.TurnId;
import dev.continuo.task.Work;
import dev.continuo.upkeep.BugRefusal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every refusal once, word for word: these texts are what people read. */
class RefusalsTest {
  private static final List<Need> FIRST = List.of(new Need(0, Need.On.ENDED));
  private static final Latch LAUNCH = LaunchPart.LATCH;
  private static final RunId RUN = Given.RUN;
  private static final TaskId ID = RUN.task(0);
  private static final Revision NOTHING =
      new Revision(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  private static final Latch LATCH = new Latch(Door.FINISH, "gate", "tests", Mover.TASKS);

  /** What was refused, and how: code, sentence, hint. */
  private final Map<Refusal, String> told = new LinkedHashMap<>();

  private void refused(Given given, Command command) {
    var answer = given.when(command);
    var why = answer.brief();
    assertThat(why).startsWith("!");
    var decision = refusal(given, command);
    told.put(decision.why(), decision.text() + " | " + decision.hint());
  }

  private static Decision.Refused refusal(Given given, Command command) {
    var answer = given.engine.handle(command, Caller.ENGINE, given.moment());
    assertThat(answer).isInstanceOf(Answer.Refused.class);
    return ((Answer.Refused) answer).decision();
  }

  private static Given one() {
    return Given.run(Given.task("api"));
  }

  private static Given asking() {
    var choices =
        List.of(
            new QuestionPart.Option("Ada", new Work.Inline()),
            new QuestionPart.Option("Ben", new Work.Inline()));
    return Given.run(Given.task("api").with(QuestionPart.open("who?", choices)));
  }

  private static Given answered() {
    var asking = asking();
    asking.when(new QuestionCommand.Answer(ID, 2)).reply();
    return asking;
  }

  private static Given ended() {
    return one()
        .and(
            new TaskEvent.Cancelled(ID, "x"),
            new RunEvent.Ended(RUN, RunState.Verdict.CANCELLED, ""));
  }

  private static Given started() {
    return one()
        .and(
            new TaskEvent.Queued(ID, State.Place.TAIL, State.Next.ATTEMPT),
            new TaskEvent.Started(ID, new TurnId(ID, 1, 1), Optional.empty()));
  }

  private static TaskSpec needing(int index) {
    return Given.task("late").needing(List.of(new Need(index, Need.On.SUCCEEDED)));
  }

  private static TaskSpec checking() {
    var of = Given.task("api/tests/1");
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
        of.blame(),
        Optional.of(ID),
        of.parts());
  }

  private static Revision prompt(String text) {
    return new Revision(
        Optional.empty(),
        Optional.of(new Text.Inline(text)),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static Revision needs() {
    return new Revision(
        Optional.empty(),
        Optional.empty(),
        Optional.of(List.of(new Need(0, Need.On.SUCCEEDED))),
        Optional.empty(),
        Optional.empty());
  }

  @Test
  void refusals_of_tasks_are_told_in_these_words() {
    var other = new RunId(9).task(0);
    refused(
        one().and(new RunEvent.Submitted(new RunId(9), Given.spec(1, OnFailure.PAUSE))),
        new TaskCommand.Cancel(other, "x"));
    refused(ended(), new TaskCommand.Cancel(ID, "x"));
    refused(started(), new TaskCommand.Change(ID, NOTHING));
    var check = one().and(new TaskEvent.Submitted(RUN.task(1), checking()));
    refused(check, new TaskCommand.Change(RUN.task(1), NOTHING));
    refused(one(), new TaskCommand.Change(ID, prompt("x")));
    refused(one(), new TaskCommand.Resume(ID));
    refused(ended(), new TaskCommand.Pause(ID, "ada"));
    refused(one().and(new TaskEvent.Held(ID, "ada")), new TaskCommand.Pause(ID, "ada"));
    refused(one(), new TaskCommand.Retry(ID));
    refused(one(), new TaskCommand.Start(ID));
    refused(one(), new TaskCommand.Submit(RUN, 3, List.of()));
    refused(one(), new TaskCommand.Submit(RUN, 1, List.of(Given.task("api"))));
    refused(one(), new TaskCommand.Submit(RUN, 1, List.of(needing(2))));
    refused(
        one()
            .and(
                new TaskEvent.Submitted(
                    RUN.task(1), Given.task("all/1").in(ID, Given.task("all")))),
        new TaskCommand.Change(RUN.task(1), needs()));
    refused(one(), new TaskCommand.Submit(RUN, 1, List.of(needing(1))));
    refused(one(), new TaskCommand.LoseTurn(new TurnId(ID, 1, 2), "x"));
    refused(one(), new TaskCommand.OpenLatch(ID, LATCH));
    refused(
        one().and(new TaskEvent.LatchPut(ID, LATCH)),
        new TaskCommand.BreakLatch(ID, LATCH, new Remedy.Fail("x")));

    assertThat(told.values())
        .containsExactly(
            "task `" + other + "`: not found | `continuo status RUN` lists the tasks of a run",
            "task `api`: already cancelled | `continuo retry` gives a failed task a new attempt",
            "task `api`: has started and cannot be changed, it is running"
                + " | as soon as its run has ended, `continuo run PLAN --from "
                + RUN
                + "` does what a changed plan says",
            "task `api/tests/1`: is a check or a sync point, and cannot be changed"
                + " | it goes with the tasks that it is there for",
            "task `api`: has no prompt, it runs a command | only a task for an agent has one",
            "task `api`: not paused, it is pending | ",
            "task `api`: cannot be paused, it is cancelled"
                + " | a task can be paused while it is pending, queued or running",
            "task `api`: already paused | `continuo resume` lets it go on",
            "task `api`: nothing to retry, it is pending | a task can be retried when it is failed,"
                + " cancelled or blocked, or waits for a retry",
            "task `api`: cannot start, it is pending | ",
            "run `"
                + RUN
                + "`: tasks must be added at index 1, not at 3"
                + " | somebody else added tasks meanwhile; read the run and try again",
            "task `api`: the run already has a task of this name | ",
            "task `late`: cannot need the task at index 2, which was not added before it"
                + " | a task can need only tasks that were added before it",
            "task `all/1`: needs what the whole list needs that it is an item of"
                + " | change the needs of a task that is no item",
            "task `late`: cannot need itself | a task can need only others",
            "turn `" + ID + ".1.2`: no longer holds the fence | ",
            "task `" + ID + "`: has no latch `tests` | ",
            "task `api`: does not stand at the door of this latch, it is pending | ");
    assertThat(told.keySet()).containsExactly(TaskRefusal.values());
  }

  @Test
  void refusals_of_runs_are_told_in_these_words() {
    var unknown = new RunId(9);
    var far = one().and(new RunEvent.Submitted(new RunId(10), Given.spec(1, OnFailure.PAUSE)));
    far.tables.admit(9);
    refused(far, new RunCommand.Resume(unknown));
    refused(one(), new RunCommand.Submit(Given.spec(0, OnFailure.PAUSE), List.of()));
    refused(ended(), new RunCommand.Cancel(RUN, "x"));
    refused(one(), new RunCommand.Resume(RUN));
    refused(
        one().and(new RunEvent.Paused(RUN, RunState.Cause.PERSON, "x")),
        new RunCommand.Pause(RUN, RunCommand.Reach.STARTS, "ada"));
    refused(one(), new RunCommand.Feed(RUN, 1, List.of()));
    refused(ended(), new RunCommand.Add(RUN, 1, List.of(Given.task("late"))));
    refused(
        one().and(new RunEvent.EndRequested(RUN, RunState.Verdict.FAILED, "x")),
        new RunCommand.Pause(RUN, RunCommand.Reach.STARTS, "ada"));
    refused(one(), new RunCommand.Retry(RUN));
    refused(
        one()
            .and(
                new RunEvent.Submitted(RUN, Given.spec(4, OnFailure.PAUSE)),
                new RunEvent.Ended(RUN, RunState.Verdict.CANCELLED, "x")),
        new RunCommand.Retry(RUN));
    var many = IntStream.rangeClosed(0, 500).mapToObj(i -> Given.task("t" + i)).toList();
    refused(one(), new RunCommand.Submit(Given.spec(501, OnFailure.PAUSE), many));
    var heavy =
        IntStream.range(0, 12)
            .mapToObj(i -> Given.task("g" + i).with(GatePart.required(gates(50))))
            .toList();
    refused(one(), new RunCommand.Submit(Given.spec(12, OnFailure.PAUSE), heavy));
    refused(one(), new RunCommand.SetParallel(RUN, 1_001));

    assertThat(told.values())
        .containsExactly(
            "run `" + unknown + "`: not found | `continuo list` shows the runs",
            "run: has no tasks | a plan needs at least one task",
            "run `"
                + RUN
                + "`: already cancelled"
                + " | `continuo retry` gives its failed tasks another chance",
            "run `" + RUN + "`: not paused, it is running | ",
            "run `" + RUN + "`: already paused | `continuo resume` lets it go on",
            "run `" + RUN + "`: takes no more tasks, it is running | ",
            "run `"
                + RUN
                + "`: takes no more tasks, it is cancelled"
                + " | `continuo run PLAN --from "
                + RUN
                + "` goes on where it ended",
            "run `"
                + RUN
                + "`: is ending"
                + " | this takes a moment; try again when `continuo status` says otherwise",
            "run `" + RUN + "`: nothing to retry | no task of it is failed, cancelled or blocked",
            "run `"
                + RUN
                + "`: ended before all of its tasks were added, 1 of 4 | `continuo run PLAN`"
                + " starts the plan as a new run",
            "run: 501 tasks in one command, at most 500 are allowed | add them in several commands",
            "run: 12 tasks in one command lead to more than 1000 events, the first 9 would fit | add"
                + " them in several commands; a gate counts as much as a task, a sync point half of"
                + " it",
            "run `"
                + RUN
                + "`: `parallel` is 1001, must be 1 to 1000"
                + " | `continuo pause` lets nothing more start");
    assertThat(told.keySet()).containsExactly(RunRefusal.values());
  }

  @Test
  void refusals_of_questions_sync_points_and_launches_are_told_in_these_words() {
    refused(one(), new QuestionCommand.Answer(ID, 1));
    refused(answered(), new QuestionCommand.Answer(ID, 1));
    refused(asking(), new QuestionCommand.Answer(ID, 3));
    refused(one(), new SyncCommand.Arrive(ID, "there"));
    refused(one(), new LaunchCommand.Next(RUN));
    refused(
        Given.run(Given.task("a"), Given.task("batch/2").needing(FIRST).with(new LaunchPart()))
            .and(new TaskEvent.LatchPut(RUN.task(1), LAUNCH)),
        new LaunchCommand.Next(RUN));

    assertThat(told.values())
        .containsExactly(
            "task `api`: asks nothing | `continuo why` says what a task waits for",
            "task `api`: was answered before, with 2: Ben | `continuo cancel` ends it; `agent: NAME`"
                + " in the task chooses another",
            "task `api`: answer 3 is not allowed, must be 1 to 2"
                + " | `continuo show TASK` lists the choices",
            "task `api`: has no sync point `there` | a task has those of its"
                + " `sync-points`, a stream of a pattern those of its `sync_points`",
            "run `"
                + RUN
                + "`: nothing waits to be launched | `continuo status "
                + RUN
                + "` shows how it stands",
            "run `"
                + RUN
                + "`: `batch/2` cannot be launched yet, 1 task before it has not ended"
                + " | `continuo batch list "
                + RUN
                + "` shows them");
    assertThat(told.keySet())
        .containsExactlyElementsOf(
            Stream.of(QuestionRefusal.values(), SyncRefusal.values(), LaunchRefusal.values())
                .<Refusal>flatMap(Stream::of)
                .toList());
  }

  private static List<GateSpec> gates(int count) {
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                new GateSpec(
                    "g" + i, new Work.Inline(), List.of(), GateSpec.Judge.EXIT, 0, Timeout.DEFAULT))
        .toList();
  }

  @Test
  void refusals_of_limits_are_told_in_these_words() {
    refused(one(), new DispatchCommand.SetLimit("processes", 1));
    refused(one(), new DispatchCommand.SetLimit("attempts", 10_001));

    assertThat(told.values())
        .containsExactly(
            "limit `processes`: unknown, the only one is `attempts` | ",
            "limit `attempts`: 10001 is not allowed, must be 0 to 10000 | 0 lets nothing start");
    assertThat(told.keySet()).containsExactly(DispatchRefusal.values());
  }

  @Test
  void a_key_that_was_used_for_another_request_is_refused_for_a_day() {
    var given = one();
    given.tables.admit(Alone.words("request").applyAsLong("k"));
    assertThat(ask(given, "a body", 0)).isInstanceOf(Answer.Accepted.class);
    var events = given.engine.pending();
    assertThat(ask(given, "a body", 60)).isInstanceOf(Answer.Accepted.class);
    assertThat(given.engine.pending()).isEqualTo(events);

    var refused = ask(given, "another body", 24 * 60);
    assertThat(refused).isInstanceOf(Answer.Refused.class);
    var decision = ((Answer.Refused) refused).decision();
    assertThat(decision.why()).isEqualTo(RequestRefusal.IDEMPOTENCY_KEY_REUSED);
    assertThat(decision.text()).isEqualTo("idempotency key `k`: already used for another request");
    assertThat(decision.hint())
        .isEqualTo("keys are kept for 24 hours; use a new one for each new request");

    assertThat(ask(given, "another body", 24 * 60 + 1)).isInstanceOf(Answer.Accepted.class);
  }

  private static Answer ask(Given given, String body, int minutes) {
    var at = given.moment();
    var later =
        new dev.continuo.engine.Moment(
            at.wall().plus(java.time.Duration.ofMinutes(minutes)), at.awake(), at.seed());
    var caller =
        new Caller(new Actor(Actor.Kind.PERSON, "ada"), Optional.of(new Caller.Key("k", body)));
    var value = minutes > 0 ? 5 : 4;
    return given.engine.handle(new DispatchCommand.SetLimit("attempts", value), caller, later);
  }

  @Test
  void codes_are_unique_over_all_features_and_look_alike() {
    var all =
        Features.create().engine().features().stream()
            .<Refusal>flatMap(feature -> feature.refusals().stream())
            .toList();
    assertThat(all).hasSizeGreaterThan(35);
    assertThat(all)
        .extracting(Refusal::code)
        .doesNotHaveDuplicates()
        .allMatch(code -> code.matches("[a-z]+(_[a-z]+)*"));
    assertThat(all).extracting(Refusal::says).allMatch(says -> !says.endsWith("."));
  }
}
