package dev.continuo.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuo.engine.Actor;
import dev.continuo.engine.Engine;
import dev.continuo.engine.Recorded;
import dev.continuo.engine.Tables;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReadinessTest {
  private static final RunId RUN = new RunId(1);
  private static final Instant WALL = Instant.parse("2030-01-01T00:00:00Z");

  private final Tables tables = new Tables();
  private final Tasks tasks = new Tasks(tables);
  private final Engine engine = new Engine(tables, List.of(tasks));
  private final Readiness readiness = new Readiness(tasks.table());

  @BeforeEach
  void watch() {
    tasks.table().watch(readiness);
  }

  @Test
  void a_task_is_ready_when_the_last_of_many_needs_is_satisfied() {
    submit(0);
    submit(1);
    submit(2);
    submit(3, succeeded(0), succeeded(1), succeeded(2));
    assertThat(ready()).containsExactly(0, 1, 2);

    log(new TaskEvent.Succeeded(RUN.task(2)));
    log(new TaskEvent.Succeeded(RUN.task(0)));
    assertThat(readiness.waiting(RUN.task(3))).isEqualTo(1);
    assertThat(ready()).containsExactly(1);

    log(new TaskEvent.Succeeded(RUN.task(1)));
    assertThat(readiness.waiting(RUN.task(3))).isZero();
    assertThat(ready()).containsExactly(3);
  }

  @Test
  void any_end_satisfies_those_who_wait_for_an_end_and_only_success_the_others() {
    submit(0);
    submit(1, succeeded(0));
    submit(2, new Need(0, Need.On.ENDED));

    log(new TaskEvent.Failed(RUN.task(0), "exit code 3"));
    assertThat(ready()).containsExactly(2);

    log(new TaskEvent.Reopened(RUN.task(0)));
    assertThat(ready()).containsExactly(0);

    log(new TaskEvent.Succeeded(RUN.task(0)));
    assertThat(ready()).containsExactly(1, 2);
  }

  @Test
  void what_is_needed_may_have_ended_before_its_dependant_came() {
    submit(0);
    log(new TaskEvent.Succeeded(RUN.task(0)));
    submit(1, succeeded(0));

    assertThat(readiness.waiting(RUN.task(1))).isZero();
    assertThat(ready()).containsExactly(1);
  }

  @Test
  void a_queued_task_whose_need_is_open_again_is_late() {
    submit(0);
    submit(1, new Need(0, Need.On.ENDED));
    log(new TaskEvent.Failed(RUN.task(0), "exit code 3"));
    log(new TaskEvent.Queued(RUN.task(1), State.Place.TAIL, State.Next.ATTEMPT));
    assertThat(readiness.late()).isEmpty();

    log(new TaskEvent.Reopened(RUN.task(0)));
    assertThat(readiness.late()).containsExactly(RUN.task(1));

    log(new TaskEvent.Dequeued(RUN.task(1)));
    assertThat(readiness.late()).isEmpty();
    assertThat(ready()).containsExactly(0);
  }

  @Test
  void a_latch_on_the_start_door_keeps_a_task_from_being_ready() {
    var latch = new Latch(Door.START, "somebody", "x", Mover.PERSON);
    submit(0);
    log(new TaskEvent.LatchPut(RUN.task(0), latch));
    assertThat(ready()).isEmpty();

    log(new TaskEvent.LatchOpened(RUN.task(0), latch));
    assertThat(ready()).containsExactly(0);
  }

  @Test
  void an_undo_takes_back_counts_and_places() {
    submit(0);
    submit(1, succeeded(0));
    var rows = rows();
    engine.committed();
    load(rows);

    log(new TaskEvent.Succeeded(RUN.task(0)));
    submit(2, succeeded(0), succeeded(1));
    assertThat(ready()).containsExactly(1);
    engine.undo();

    assertThat(ready()).containsExactly(0);
    assertThat(readiness.waiting(RUN.task(1))).isEqualTo(1);
    assertThat(readiness.waiting(RUN.task(2))).isZero();
    assertThat(readiness.dependants(RUN.task(0))).containsExactly(RUN.task(1));
    assertThat(readiness.dependants(RUN.task(1))).isEmpty();
  }

  @Test
  void a_task_waits_for_its_changed_needs_and_an_undo_gives_it_the_old_ones() {
    submit(0);
    submit(1, succeeded(0));
    submit(2, succeeded(0), new Need(1, Need.On.ENDED));
    log(new TaskEvent.Succeeded(RUN.task(0)));
    var rows = rows();
    engine.committed();
    load(rows);
    assertThat(ready()).containsExactly(1);

    needs(1);
    needs(2, succeeded(0));
    assertThat(ready()).containsExactly(1, 2);
    assertThat(readiness.dependants(RUN.task(0))).containsExactly(RUN.task(2));
    needs(2, succeeded(1));
    assertThat(ready()).containsExactly(1);
    assertThat(readiness.waiting(RUN.task(2))).isEqualTo(1);
    engine.undo();

    assertThat(ready()).containsExactly(1);
    assertThat(readiness.waiting(RUN.task(2))).isEqualTo(1);
    assertThat(readiness.dependants(RUN.task(0))).containsExactly(RUN.task(1), RUN.task(2));
    log(new TaskEvent.Failed(RUN.task(1), "exit code 3"));
    assertThat(ready()).containsExactly(2);
  }

  @Test
  void a_queued_task_that_gets_an_open_need_is_late() {
    submit(0);
    submit(1);
    log(new TaskEvent.Queued(RUN.task(1), State.Place.TAIL, State.Next.ATTEMPT));

    needs(1, succeeded(0));
    assertThat(readiness.late()).containsExactly(RUN.task(1));

    needs(1);
    assertThat(readiness.late()).isEmpty();
  }

  @Test
  void a_join_waits_for_so_many_and_not_for_those_who_were_left_out() {
    submit(0);
    submit(1);
    submit(2);
    submit(3, List.of(new JoinPart(2)), succeeded(0), succeeded(1), succeeded(2));
    assertThat(readiness.waiting(RUN.task(3))).isEqualTo(2);

    log(new TaskEvent.Skipped(RUN.task(0), "left out"));
    assertThat(readiness.waiting(RUN.task(3))).isEqualTo(2);
    assertThat(readiness.hopeless()).isEmpty();

    log(new TaskEvent.Succeeded(RUN.task(1)));
    log(new TaskEvent.Failed(RUN.task(2), "exit code 3"));
    assertThat(readiness.waiting(RUN.task(3))).isEqualTo(1);
    assertThat(readiness.hopeless()).isEmpty();

    log(new TaskEvent.Reopened(RUN.task(2)));
    log(new TaskEvent.Succeeded(RUN.task(2)));
    assertThat(ready()).containsExactly(3);
  }

  @Test
  void a_join_of_which_too_many_were_left_out_is_hopeless_until_that_is_undone() {
    submit(0);
    submit(1);
    submit(2, List.of(new JoinPart(1)), succeeded(0), new Need(1, Need.On.ENDED));
    submit(3, succeeded(0), succeeded(1));
    log(new TaskEvent.Skipped(RUN.task(0), "left out"));
    var rows = rows();
    engine.committed();
    load(rows);
    assertThat(readiness.hopeless()).isEmpty();

    log(new TaskEvent.Skipped(RUN.task(1), "left out"));
    assertThat(readiness.hopeless()).containsExactly(RUN.task(2));
    assertThat(ready()).containsExactly(3);

    log(new TaskEvent.Blocked(RUN.task(2), "join", "too many were skipped"));
    assertThat(readiness.hopeless()).isEmpty();
    engine.undo();
    assertThat(readiness.hopeless()).isEmpty();
    assertThat(ready()).containsExactly(1);
  }

  @Test
  void what_an_earlier_run_has_done_counts_for_a_join() {
    var source = new TakenOver(new RunId(7).task(0), Result.NONE);
    submit(0, List.of(source));
    log(new TaskEvent.Skipped(RUN.task(0), "taken over from r-1"));
    submit(1, List.of(new JoinPart(1)), succeeded(0));
    assertThat(ready()).containsExactly(1);
  }

  private void needs(int index, Need... needs) {
    log(
        new TaskEvent.Changed(
            RUN.task(index),
            new Revision(
                Optional.empty(),
                Optional.empty(),
                Optional.of(List.of(needs)),
                Optional.empty(),
                Optional.empty())));
  }

  @Test
  void nothing_is_left_of_an_evicted_run_and_all_is_there_when_it_is_loaded_again() {
    submit(0);
    submit(1, succeeded(0));
    submit(2, succeeded(0), succeeded(1));
    log(new TaskEvent.Succeeded(RUN.task(0)));
    var rows = rows();

    engine.committed();
    assertThat(readiness.ready()).isEmpty();
    assertThat(readiness.waiting(RUN.task(2))).isZero();
    assertThat(readiness.dependants(RUN.task(0))).isEmpty();

    load(rows);
    assertThat(ready()).containsExactly(1);
    assertThat(readiness.waiting(RUN.task(2))).isEqualTo(1);
    assertThat(readiness.dependants(RUN.task(0))).containsExactly(RUN.task(1), RUN.task(2));

    log(new TaskEvent.Succeeded(RUN.task(1)));
    assertThat(ready()).containsExactly(2);
  }

  private void submit(int index, Need... needs) {
    submit(index, List.of(), needs);
  }

  private void submit(int index, List<Part> parts, Need... needs) {
    var spec =
        new TaskSpec(
            "task-" + index,
            Kind.WORK,
            new Work.Inline(),
            List.of(needs),
            Collections.emptySortedMap(),
            "",
            Timeout.DEFAULT,
            Retries.NONE,
            Priority.NORMAL,
            List.of(),
            Blame.RUN,
            Optional.empty(),
            parts);
    log(new TaskEvent.Submitted(RUN.task(index), spec));
  }

  private void log(TaskEvent event) {
    var next = engine.head() + 1;
    engine.replay(new Recorded(next, WALL, Duration.ofMinutes(1), Actor.ENGINE, 0, event));
  }

  private List<Integer> ready() {
    return readiness.ready().stream().map(TaskId::index).toList();
  }

  private List<Task> rows() {
    return new ArrayList<>(tasks.of(RUN).values());
  }

  private void load(List<Task> rows) {
    tables.admit(RUN.number());
    rows.forEach(task -> tables.load(tasks.table(), task.id(), task));
  }

  private static Need succeeded(int index) {
    return new Need(index, Need.On.SUCCEEDED);
  }
}
