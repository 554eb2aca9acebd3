package dev.continuo.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuo.Given;
import dev.continuo.Visited;
import dev.continuo.run.OnFailure;
import dev.continuo.run.RunEvent;
import dev.continuo.run.RunLimit;
import dev.continuo.run.RunRefusal;
import dev.continuo.run.RunSpec;
import dev.continuo.run.RunState;
import dev.continuo.task.Door;
import dev.continuo.task.Latch;
import dev.continuo.task.Lease;
import dev.continuo.task.Mover;
import dev.continuo.task.Need;
import dev.continuo.task.OsProcess;
import dev.continuo.task.Outcome;
import dev.continuo.task.Priority;
import dev.continuo.task.ResourcePart;
import dev.continuo.task.State;
import dev.continuo.task.Task;
import dev.continuo.task.TaskCommand;
import dev.continuo.task.TaskEvent;
import dev.continuo.task.TaskId;
import dev.continuo.task.TaskSpec;
import dev.continuo.task.TurnId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which task starts next, and what is said of those that do not. */
class DispatchTableTest {
  private static final TaskId A = Given.RUN.task(0);
  private static final TaskId B = Given.RUN.task(1);

  @Test
  void every_command_is_decided() {
    var visited = new Visited();
    Given.nothing()
        .when(new DispatchCommand.SetLimit("attempts", 5))
        .then(new DispatchEvent.LimitSet("attempts", 5));
    visited.pair("store", DispatchCommand.SetLimit.class);
    Given.nothing().when(new DispatchCommand.Wake("attempts")).then();
    visited.pair("store", DispatchCommand.Wake.class);
    assertThat(why(Given.run(task("a")), A)).isNotEmpty();
    visited.pair("store", DispatchCommand.Explain.class);
    assertThat(explained(Given.run(task("a"))).unfinished()).isEqualTo(1);
    Given.nothing()
        .when(new DispatchCommand.ExplainRun(Given.RUN))
        .refused(RunRefusal.RUN_NOT_FOUND);
    visited.pair("store", DispatchCommand.ExplainRun.class);
    visited.isComplete(List.of("store"), DispatchCommand.class);
  }

  @Test
  void the_limit_is_from_0_to_10000_and_set_once() {
    for (int value : new int[] {0, 1, 10_000}) {
      Given.nothing()
          .when(new DispatchCommand.SetLimit("attempts", value))
          .then(new DispatchEvent.LimitSet("attempts", value));
    }
    Given.nothing().when(new DispatchCommand.SetLimit("attempts", 20)).then();
    for (int value : new int[] {-1, 10_001}) {
      Given.nothing()
          .when(new DispatchCommand.SetLimit("attempts", value))
          .refused(DispatchRefusal.LIMIT_OUT_OF_RANGE);
    }
  }

  @Test
  void starts_stop_at_the_limit_of_the_run_and_of_the_server() {
    assertThat(started(5, 4, 20)).hasSize(4);
    assertThat(started(5, 5, 20)).hasSize(5);
    assertThat(started(5, 6, 20)).hasSize(5);
    assertThat(started(5, 5, 4)).hasSize(4);
    assertThat(started(5, 5, 0)).isEmpty();
  }

  private static List<TaskId> started(int size, int parallel, int server) {
    var specs = IntStream.range(0, size).mapToObj(i -> task("t" + i)).toArray(TaskSpec[]::new);
    return started(run(parallel, specs).and(new DispatchEvent.LimitSet("attempts", server)));
  }

  private static List<TaskId> started(Given given) {
    return given.whenSettled().events().stream()
        .filter(TaskEvent.Started.class::isInstance)
        .map(event -> ((TaskEvent.Started) event).task())
        .toList();
  }

  private static Given run(int parallel, TaskSpec... specs) {
    var like = Given.spec(specs.length, OnFailure.PAUSE);
    var spec =
        new RunSpec(
            like.name(),
            like.project(),
            like.inputs(),
            like.env(),
            like.plan(),
            RunLimit.ofPlan(parallel),
            like.onFailure(),
            like.total(),
            like.syncs());
    return Given.run(spec, specs);
  }

  private static TaskSpec task(String name) {
    return Given.task(name);
  }

  private static TaskSpec with(String name, Priority priority, List<String> locks, int... needs) {
    var of = Given.task(name);
    var all = IntStream.of(needs).mapToObj(i -> new Need(i, Need.On.SUCCEEDED)).toList();
    return new TaskSpec(
        of.name(),
        of.kind(),
        of.work(),
        all,
        of.env(),
        of.workdir(),
        of.timeout(),
        of.retries(),
        priority,
        locks,
        of.blame(),
        of.subject(),
        of.parts());
  }

  @Test
  void the_most_urgent_starts_first_then_the_longest_path_then_the_oldest() {
    var normal = Priority.NORMAL;
    var given =
        run(
            1,
            with("old", normal, List.of()),
            with("long", normal, List.of()),
            with("high", Priority.HIGH, List.of()),
            with("end", normal, List.of(), 1));
    assertThat(started(given)).containsExactly(Given.RUN.task(2));
    var tie = run(1, task("a"), task("b"));
    assertThat(started(tie)).containsExactly(A);
    var path = run(1, task("a"), task("b"), with("c", normal, List.of(), 1));
    assertThat(started(path)).containsExactly(B);
  }

  @Test
  void a_task_is_as_urgent_as_what_waits_for_it() {
    var given =
        run(
            1,
            with("high", Priority.HIGH, List.of()),
            with("low", Priority.LOW, List.of()),
            with("urgent", Priority.URGENT, List.of(), 1));
    assertThat(started(given)).containsExactly(B);
    given.and(new TaskEvent.Cancelled(Given.RUN.task(2), "x"));
  }

  @Test
  void what_was_cancelled_makes_nobody_urgent() {
    var given =
        run(
                1,
                with("high", Priority.HIGH, List.of()),
                with("low", Priority.LOW, List.of()),
                with("urgent", Priority.URGENT, List.of(), 1))
            .and(new TaskEvent.Cancelled(Given.RUN.task(2), "x"));
    assertThat(started(given)).containsExactly(A);
  }

  @Test
  void one_task_has_a_lock_until_it_is_swept() {
    var db = List.of("db");
    var given = run(5, with("a", Priority.NORMAL, db), with("b", Priority.NORMAL, db), task("c"));
    assertThat(started(given)).containsExactly(A, Given.RUN.task(2));
    var turn = new TurnId(A, 1, 1);
    var exit =
        new dev.continuo.task.Exit(
            true, "exit code 0", dev.continuo.task.Result.NONE, dev.continuo.task.Text.EMPTY);
    given.when(new TaskCommand.EndTurn(turn, exit));
    assertThat(started(given)).hasSize(2);
    given.when(new TaskCommand.ConfirmSweep(turn));
    assertThat(started(given)).hasSize(3).contains(B);
  }

  @Test
  void the_release_of_a_lock_on_which_10000_wait_starts_one_and_touches_one_lane() {
    var db = List.of("db");
    var size = 10_000;
    var specs =
        IntStream.range(0, size)
            .mapToObj(i -> with("t" + i, Priority.NORMAL, db))
            .toArray(TaskSpec[]::new);
    var given = run(5, specs);
    given.whenSettled();
    given.engine.committed();
    var turn = new TurnId(A, 1, 1);
    var exit =
        new dev.continuo.task.Exit(
            true, "exit code 0", dev.continuo.task.Result.NONE, dev.continuo.task.Text.EMPTY);
    given.when(new TaskCommand.EndTurn(turn, exit));

    given.when(new TaskCommand.ConfirmSweep(turn));
    var batch = given.whenSettled().events();

    assertThat(batch)
        .extracting(event -> event.getClass().getSimpleName())
        .containsExactly("TurnEnded", "Claimed", "Succeeded", "Swept", "Started");
    assertThat(given.engine.batch().changes()).hasSize(2);
  }

  @Test
  void nothing_of_a_paused_run_starts() {
    var paused = new RunEvent.Paused(Given.RUN, RunState.Cause.PERSON, "paused by ada");
    assertThat(started(run(5, task("a")).and(paused))).isEmpty();
  }

  private static List<String> why(Given given, TaskId task) {
    var reply = given.when(new DispatchCommand.Explain(task)).reply();
    return ((DispatchReply.Reasons) reply).reasons().stream().map(DispatchTableTest::told).toList();
  }

  private static String told(DispatchReply.Reason reason) {
    var remedy = reason.remedy().isEmpty() ? "" : " | " + reason.remedy();
    return reason.code() + ": " + reason.text() + remedy;
  }

  @Test
  void a_limit_of_a_run_is_told_by_where_it_stands() {
    var full = run(1, task("a"), task("b")).and(new TaskEvent.Started(A, TURN, Optional.empty()));
    var waiting = full.and(new TaskEvent.Queued(B, State.Place.TAIL, State.Next.ATTEMPT));

    assertThat(why(waiting, B))
        .containsExactly(
            "run_limit: waits for a slot: `limits.parallel` of its plan is 1, and 0 tasks are"
                + " before it | continuo set "
                + Given.RUN
                + " parallel=N");
    assertThat(
            why(
                waiting.and(
                    new RunEvent.ParallelSet(Given.RUN, 3), new RunEvent.ParallelSet(Given.RUN, 1)),
                B))
        .containsExactly(
            "run_limit: waits for a slot: `parallel` of its run (`continuo set`) is 1, and 0 tasks"
                + " are before it | continuo set "
                + Given.RUN
                + " parallel=N");
  }

  private static final TurnId TURN = new TurnId(A, 1, 1);

  private static Given queued(Given given) {
    return given.and(new TaskEvent.Queued(A, State.Place.TAIL, State.Next.ATTEMPT));
  }

  private static Given running() {
    return queued(Given.run(task("a")))
        .and(new TaskEvent.Started(A, TURN, Optional.of(Duration.ofMinutes(16))));
  }

  @Test
  void every_reason_is_told_in_these_words() {
    var told = new ArrayList<String>();
    told.addAll(why(Given.run(task("a")), A));
    told.addAll(why(Given.run(task("a"), with("b", Priority.LOW, List.of(), 0)), B));
    told.addAll(why(Given.run(task("a")).and(new TaskEvent.Held(A, "ada")), A));
    told.addAll(
        why(
            Given.run(task("a"))
                .and(
                    new TaskEvent.LatchPut(A, new Latch(Door.START, "mail", "reply", Mover.TASKS))),
            A));
    told.addAll(
        why(
            Given.run(task("a"))
                .and(
                    new TaskEvent.RetryPlanned(
                        A, Duration.ofMillis(61_001), Duration.ofSeconds(2))),
            A));
    told.addAll(
        why(
            queued(Given.run(task("a")))
                .and(new RunEvent.Paused(Given.RUN, RunState.Cause.PERSON, "paused by ada")),
            A));
    told.addAll(
        why(queued(Given.run(task("a"))).and(new DispatchEvent.LimitSet("attempts", 0)), A));
    told.addAll(why(queued(Given.run(task("a"))), A));
    told.addAll(why(running(), A));
    told.addAll(why(running().and(new TaskEvent.Launched(A, TURN, new OsProcess(7, "", ""))), A));
    told.addAll(
        why(
            running()
                .and(
                    new TaskEvent.Launched(A, TURN, new OsProcess(7, "", "")),
                    new TaskEvent.Overdue(A, TURN, Duration.ofMinutes(15))),
            A));
    told.addAll(
        why(running().and(new TaskEvent.StopRequested(A, TURN, State.Why.TIMEOUT, "x")), A));
    told.addAll(why(running().and(new TaskEvent.Paused(A, Optional.empty(), "ada")), A));
    told.addAll(why(Given.run(task("a")).and(new TaskEvent.Blocked(A, "gate", "unclear")), A));

    told.addAll(
        why(
            Given.run(task("a"))
                .and(new RunEvent.Paused(Given.RUN, RunState.Cause.FAILURE, "task `b` failed: x")),
            A));

    assertThat(told)
        .containsExactly(
            "settling: about to be queued",
            "need: waits for `a`, which is pending",
            "held: paused by ada | continuo resume " + A,
            "mail: waits for mail reply",
            "retry: waits 2 s before retry 1 of 0 | continuo retry " + A,
            "run_paused: its run is paused: paused by ada | continuo resume " + Given.RUN,
            "server_limit: waits for a slot: `attempts` of the server (`continuo limit`) is 0, and"
                + " 0 tasks are before it | continuo limit attempts N",
            "queue: next in line",
            "starting: its process is being started",
            "running: process 7 runs, 900 s before its timeout",
            "overdue: process 7 runs past its timeout | continuo cancel " + A,
            "stopping: its process is being stopped: x",
            "paused: paused by ada | continuo resume " + A,
            "blocked: blocked (gate): unclear | continuo retry " + A,
            "run_paused: its run is paused: task `b` failed: x (`continuo resume` continues without"
                + " it)"
                + " | continuo retry "
                + Given.RUN);
  }

  private static DispatchReply.RunReasons explained(Given given) {
    return (DispatchReply.RunReasons) given.when(new DispatchCommand.ExplainRun(Given.RUN)).reply();
  }

  @Test
  void a_run_is_explained_with_its_tasks_that_wait_for_the_same_together() {
    var given =
        Given.run(task("a"), task("b"), with("c", Priority.LOW, List.of(), 0), task("d"))
            .and(
                new TaskEvent.Queued(Given.RUN.task(3), State.Place.TAIL, State.Next.ATTEMPT),
                new TaskEvent.Cancelled(Given.RUN.task(1), "enough"),
                new RunEvent.Paused(Given.RUN, RunState.Cause.PERSON, "paused by ada"));

    var why = explained(given);

    assertThat(why.state()).isEqualTo("paused");
    assertThat(why.unfinished()).isEqualTo(3);
    assertThat(why.unexplained()).isZero();
    assertThat(why.reasons())
        .extracting(DispatchTableTest::told)
        .containsExactly(
            "run_paused: run "
                + Given.RUN
                + " is paused: paused by ada | continuo resume "
                + Given.RUN);
    assertThat(why.groups())
        .extracting(
            group ->
                group.first().stream().map(DispatchReply.Named::name).toList()
                    + " "
                    + group.state()
                    + " "
                    + group.reasons().stream().map(DispatchTableTest::told).toList())
        .containsExactly(
            "[a] pending [run_paused: its run is paused | continuo resume " + Given.RUN + "]",
            "[c] pending [need: waits for `a`, which is pending]",
            "[d] queued [run_paused: its run is paused | continuo resume " + Given.RUN + "]");
  }

  @Test
  void of_a_large_run_a_bounded_number_of_tasks_is_explained_and_the_rest_counted() {
    var specs = IntStream.range(0, 1_200).mapToObj(i -> task("t" + i)).toArray(TaskSpec[]::new);
    var given =
        Given.run(specs).and(new RunEvent.Paused(Given.RUN, RunState.Cause.PERSON, "by ada"));

    var why = explained(given);

    assertThat(why.unfinished()).isEqualTo(1_200);
    assertThat(why.unexplained()).isEqualTo(200);
    assertThat(why.groups()).hasSize(1);
    assertThat(why.groups().getFirst().count()).isEqualTo(1_000);
    assertThat(why.groups().getFirst().first()).hasSize(10);
  }

  @Test
  void of_many_needs_the_first_ten_are_named() {
    var specs = new ArrayList<TaskSpec>();
    IntStream.range(0, 12).forEach(i -> specs.add(task("t" + i)));
    specs.add(with("last", Priority.LOW, List.of(), IntStream.range(0, 12).toArray()));
    var given = Given.run(specs.toArray(TaskSpec[]::new));

    assertThat(why(given, Given.RUN.task(12)))
        .hasSize(11)
        .last()
        .isEqualTo("need: waits for 2 more tasks");
  }

  @Test
  void a_lock_names_its_holder_and_a_sweep_its_turn() {
    var db = List.of("db");
    var given = run(5, with("a", Priority.NORMAL, db), with("b", Priority.NORMAL, db));
    given.whenSettled();
    assertThat(why(given, B))
        .containsExactly("lock: waits for lock `db`, which task " + A + " has");
    var exit =
        new dev.continuo.task.Exit(
            false, "gone", dev.continuo.task.Result.NONE, dev.continuo.task.Text.EMPTY);
    var lost =
        running()
            .and(
                new TaskEvent.TurnEnded(A, TURN, Outcome.LOST, exit),
                new TaskEvent.TurnForfeited(A, Outcome.LOST));
    assertThat(why(lost, A))
        .containsExactly("sweep: waits until the last processes of turn " + TURN + " have ended");
  }

  private static TaskSpec asking(String name, int count, String... values) {
    var ask = new ResourcePart.Ask("port", count, List.of(values));
    return task(name).with(new ResourcePart(List.of(ask)));
  }

  private static Lease port(String value) {
    return new Lease("resource", "port", value, Lease.Until.SWEPT);
  }

  private static List<Lease> leases(Given given, TaskId task) {
    given.whenSettled();
    return Optional.ofNullable(given.tasks.get(task)).map(Task::leases).orElse(List.of());
  }

  private static void end(Given given, TurnId turn) {
    var exit =
        new dev.continuo.task.Exit(
            true, "exit code 0", dev.continuo.task.Result.NONE, dev.continuo.task.Text.EMPTY);
    given.when(new TaskCommand.EndTurn(turn, exit));
  }

  @Test
  void a_turn_has_the_first_free_values_of_a_pool_until_it_is_swept() {
    var given =
        run(5, asking("a", 1, "1", "2"), asking("b", 1, "1", "2"), asking("c", 1, "1", "2"));
    assertThat(leases(given, A)).containsExactly(port("1"));
    assertThat(leases(given, B)).containsExactly(port("2"));
    var turn = new TurnId(A, 1, 1);

    end(given, turn);
    assertThat(leases(given, A)).containsExactly(port("1"));
    assertThat(leases(given, Given.RUN.task(2))).isEmpty();

    given.when(new TaskCommand.ConfirmSweep(turn));
    assertThat(leases(given, A)).isEmpty();
    assertThat(leases(given, Given.RUN.task(2))).containsExactly(port("1"));
  }

  @Test
  void a_pool_that_others_write_with_other_values_is_the_same_pool() {
    var given = run(5, asking("a", 2, "1", "2"), asking("b", 1, "2", "3"), asking("c", 1, "2"));
    assertThat(leases(given, A)).containsExactly(port("1"), port("2"));
    assertThat(leases(given, B)).containsExactly(port("3"));
    assertThat(leases(given, Given.RUN.task(2))).isEmpty();
  }

  @Test
  void a_lock_and_a_pool_of_one_name_are_two_things() {
    var lock = with("a", Priority.NORMAL, List.of("port"));
    assertThat(started(run(5, lock, asking("b", 1, "1")))).containsExactly(A, B);
  }

  @Test
  void a_resource_says_how_many_are_free_and_who_holds_the_others() {
    var given = run(5, asking("a", 1, "1", "2"), asking("b", 2, "1", "2"));
    given.whenSettled();
    assertThat(why(given, B))
        .containsExactly(
            "resource: waits for resource `port`: 2 wanted, 1 of 2 free; held by " + A);
    var values = new String[] {"1", "2", "3", "4"};
    var many =
        run(
            9,
            asking("a", 1, values),
            asking("b", 1, values),
            asking("c", 1, values),
            asking("d", 1, values),
            asking("e", 1, values));
    many.whenSettled();
    assertThat(why(many, Given.RUN.task(4)))
        .containsExactly(
            "resource: waits for resource `port`: 1 wanted, 0 of 4 free; held by "
                + "%s, %s, %s, …".formatted(A, B, Given.RUN.task(2)));
  }
}
