package dev.continuo.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuo.Features;
import dev.continuo.dispatch.DispatchCommand;
import dev.continuo.dispatch.Limit;
import dev.continuo.engine.Actor;
import dev.continuo.engine.Caller;
import dev.continuo.engine.Command;
import dev.continuo.engine.Effect;
import dev.continuo.engine.Moment;
import dev.continuo.engine.Recorded;
import dev.continuo.host.Submission.Patience;
import dev.continuo.journal.FailingJournal;
import dev.continuo.journal.FailingJournal.Fate;
import dev.continuo.journal.MemoryJournal;
import dev.continuo.run.OnFailure;
import dev.continuo.run.RunCommand;
import dev.continuo.run.RunLimit;
import dev.continuo.run.RunReply;
import dev.continuo.run.RunSpec;
import dev.continuo.task.Exit;
import dev.continuo.task.Result;
import dev.continuo.task.RunId;
import dev.continuo.task.State;
import dev.continuo.task.Task;
import dev.continuo.task.TaskCommand;
import dev.continuo.task.TaskEvent;
import dev.continuo.task.TaskSpec;
import dev.continuo.task.Text;
import dev.continuo.task.Work;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LoopTest {
  private static final Instant BEGIN = Instant.parse("2030-01-01T00:00:00Z");

  private final Features features = Features.create();
  private final MemoryJournal memory = new MemoryJournal(features.tables());
  private final FailingJournal journal = new FailingJournal(memory);
  private final List<Effect> released = new ArrayList<>();
  private Duration awake = Duration.ofSeconds(1);

  /** How far the calendar is ahead of the time that the machine was awake. */
  private Duration ahead = Duration.ZERO;

  private final Loop loop =
      new Loop(
          features.tables(),
          features.engine(),
          journal,
          () -> new Moment(BEGIN.plus(awake).plus(ahead), awake, 7),
          released::addAll);

  private static RunCommand.Submit run(int tasks) {
    var specs =
        IntStream.range(0, tasks)
            .mapToObj(index -> TaskSpec.of("t" + index, new Work.Inline()))
            .toList();
    var spec =
        new RunSpec(
            "run",
            "/",
            Collections.emptySortedMap(),
            Collections.emptySortedMap(),
            Text.EMPTY,
            RunLimit.USUAL,
            OnFailure.PAUSE,
            tasks,
            0);
    return new RunCommand.Submit(spec, specs);
  }

  private List<Outcome> offer(Command command, Patience patience) {
    var told = new ArrayList<Outcome>();
    loop.offer(
        new Submission(
            command, Caller.of(new Actor(Actor.Kind.PERSON, "me")), patience, told::add));
    return told;
  }

  private void settle() {
    while (loop.step()) {
      assertThat(memory.head().sequence()).isLessThan(1_000_000);
    }
  }

  @Test
  void what_does_not_fit_into_a_batch_is_done_in_the_next_without_being_asked_again() {
    loop.start();
    for (int i = 0; i < 10; i++) {
      offer(run(RunCommand.TASKS_MAX), Patience.REFUSE);
    }

    settle();

    for (int i = 1; i <= 10; i++) {
      assertThat(features.tasks().of(new RunId(i)).values())
          .hasSize(RunCommand.TASKS_MAX)
          .noneMatch(task -> task.state() instanceof State.Pending);
    }
    assertThat(features.dispatch().used()).isEqualTo(Limit.ATTEMPTS_DEFAULT);
  }

  @Test
  void nobody_is_told_and_nothing_released_before_it_is_durable() {
    loop.start();
    journal.next(Fate.WRITTEN, "the connection dropped");
    var told = offer(run(1), Patience.REFUSE);

    loop.step();

    assertThat(told).isEmpty();
    assertThat(released).isEmpty();
    assertThat(loop.serving()).isFalse();
  }

  @Test
  void while_the_fate_of_a_batch_is_unknown_requests_are_turned_away_with_the_reason() {
    loop.start();
    journal.next(Fate.WRITTEN, "the disk is full");
    offer(run(1), Patience.REFUSE);
    loop.step();

    var later = offer(run(2), Patience.REFUSE);
    loop.step();

    assertThat(later)
        .containsExactly(new Outcome.Unavailable("the store does not answer: the disk is full"));
  }

  @Test
  void a_batch_whose_fate_was_unknown_is_acknowledged_when_it_is_found_in_the_log() {
    loop.start();
    journal.next(Fate.WRITTEN, "the connection dropped");
    var told = offer(run(1), Patience.REFUSE);
    loop.step();
    awake = awake.plus(Loop.PROBE_FIRST);

    settle();

    assertThat(told).containsExactly(new Outcome.Accepted(new RunReply.Submitted(new RunId(1)), 3));
    assertThat(released).hasSize(1);
  }

  @Test
  void a_batch_whose_fate_was_unknown_is_undone_when_it_is_not_in_the_log() {
    loop.start();
    journal.next(Fate.LOST, "the connection dropped");
    var told = offer(run(1), Patience.REFUSE);
    loop.step();
    awake = awake.plus(Loop.PROBE_FIRST);

    settle();

    assertThat(told).containsExactly(new Outcome.Unavailable("the store did not take it"));
    assertThat(features.dispatch().used()).isZero();
    assertThat(released).isEmpty();
    assertThat(loop.serving()).isTrue();
  }

  @Test
  void while_the_store_is_away_requests_are_turned_away_and_reports_are_kept() {
    loop.start();
    journal.next(Fate.FAILED, "the disk is full");
    journal.leave();
    var request = offer(new DispatchCommand.SetLimit(Limit.ATTEMPTS, 3), Patience.REFUSE);
    var report = offer(new DispatchCommand.SetLimit(Limit.ATTEMPTS, 4), Patience.KEEP);
    loop.step();
    var later = offer(new DispatchCommand.SetLimit(Limit.ATTEMPTS, 5), Patience.REFUSE);
    loop.step();

    assertThat(request).containsExactly(new Outcome.Unavailable("the disk is full"));
    assertThat(report).isEmpty();
    assertThat(later)
        .containsExactly(new Outcome.Unavailable("the store cannot be written: the disk is full"));

    journal.comeBack();
    awake = awake.plus(Loop.PROBE_MAX);
    settle();

    assertThat(report).hasSize(1);
    assertThat(features.dispatch().limit()).isEqualTo(4);
  }

  @Test
  void a_store_that_stays_away_is_asked_ever_less_often() {
    loop.start();
    journal.next(Fate.FAILED, "the disk is full");
    journal.leave();
    offer(new DispatchCommand.SetLimit(Limit.ATTEMPTS, 3), Patience.REFUSE);
    loop.step();
    var waits = new ArrayList<Duration>();
    for (int i = 0; i < 9; i++) {
      var idle = loop.idleFor().orElseThrow();
      waits.add(idle);
      awake = awake.plus(idle);
      loop.step();
    }

    assertThat(waits.getFirst()).isEqualTo(Loop.PROBE_FIRST);
    assertThat(waits.get(1)).isEqualTo(Loop.PROBE_FIRST.multipliedBy(2));
    assertThat(waits.getLast()).isEqualTo(Loop.PROBE_MAX);
  }

  @Test
  void a_fenced_server_decides_nothing_any_more() {
    loop.start();
    journal.next(Fate.FENCED, "node-2");
    var first = offer(run(1), Patience.REFUSE);
    loop.step();
    var second = offer(run(1), Patience.REFUSE);
    loop.step();

    assertThat(first).containsExactly(new Outcome.Unavailable("node-2"));
    assertThat(second)
        .containsExactly(new Outcome.Unavailable("another server leads this store: node-2"));
    assertThat(loop.idleFor()).isEqualTo(Optional.empty());
    assertThat(released).isEmpty();
  }

  @Test
  void a_draining_loop_starts_nothing() {
    loop.start();
    loop.drain();
    offer(run(3), Patience.REFUSE);

    settle();

    assertThat(released).isEmpty();
    assertThat(features.dispatch().used()).isZero();
  }

  /** One attempt that runs and has 15 minutes. */
  private Task running() {
    loop.start();
    offer(run(1), Patience.REFUSE);
    settle();
    var task = features.tasks().of(new RunId(1)).firstEntry().getValue();
    assertThat(task.state()).isInstanceOf(State.Running.class);
    return task;
  }

  private List<Recorded> overdue() {
    return memory.events(0, 1_000).stream()
        .filter(each -> each.event() instanceof TaskEvent.Overdue)
        .toList();
  }

  private static TaskCommand.EndTurn end(Task task) {
    var exit = new Exit(true, "exit code 0", Result.NONE, Text.EMPTY);
    return new TaskCommand.EndTurn(task.turn().orElseThrow().id(), exit);
  }

  @Test
  void a_laptop_that_slept_for_eight_hours_finds_no_attempt_overdue() {
    running();
    ahead = Duration.ofHours(8);
    settle();

    assertThat(overdue()).isEmpty();
    assertThat(loop.idleFor()).contains(Duration.ofMinutes(15));

    awake = awake.plus(Duration.ofMinutes(15));
    settle();

    assertThat(overdue()).hasSize(1);
  }

  @Test
  void a_clock_that_is_set_forward_makes_no_attempt_overdue() {
    running();
    ahead = Duration.ofDays(14);
    settle();

    assertThat(overdue()).isEmpty();
  }

  @Test
  void a_clock_that_is_set_back_keeps_the_log_in_order_and_deadlines_where_they_are() {
    running();
    ahead = Duration.ofDays(-14);
    offer(new DispatchCommand.SetLimit(Limit.ATTEMPTS, 3), Patience.REFUSE);
    awake = awake.plus(Duration.ofMinutes(15));
    settle();

    assertThat(overdue()).hasSize(1);
    assertThat(memory.events(0, 1_000))
        .extracting(Recorded::wall)
        .isSorted()
        .last()
        .isEqualTo(BEGIN.plusSeconds(1));
  }

  @Test
  void what_ended_while_no_server_ran_is_decided_before_anything_is_due() {
    var task = running();
    awake = awake.plus(Duration.ofHours(1));
    var told = offer(end(task), Patience.KEEP);

    loop.catchUp();

    assertThat(told).hasSize(1);
    settle();
    assertThat(overdue()).isEmpty();
  }

  @Test
  void what_was_handed_in_is_caught_up_with_in_batches() {
    loop.start();
    for (int i = 0; i < 3 * Loop.BATCH_COMMANDS_MAX; i++) {
      offer(new DispatchCommand.SetLimit(Limit.ATTEMPTS, i), Patience.KEEP);
    }

    loop.catchUp();

    assertThat(features.dispatch().limit()).isEqualTo(3 * Loop.BATCH_COMMANDS_MAX - 1);
  }

  @Test
  void a_report_whose_rows_cannot_be_read_is_kept_and_a_request_is_told() {
    var task = running();
    offer(new RunCommand.Cancel(new RunId(1), "enough"), Patience.REFUSE);
    settle();
    offer(end(task), Patience.KEEP);
    offer(new TaskCommand.ConfirmSweep(task.turn().orElseThrow().id()), Patience.KEEP);
    settle();
    journal.leave();
    var report = offer(end(task), Patience.KEEP);
    var request = offer(new RunCommand.Retry(new RunId(1)), Patience.REFUSE);
    loop.step();

    assertThat(report).isEmpty();
    loop.step();
    assertThat(request)
        .containsExactly(
            new Outcome.Unavailable(
                "the store cannot be written: the store cannot be read: it is away"));

    journal.comeBack();
    awake = awake.plus(Loop.PROBE_MAX);
    settle();

    assertThat(report).hasSize(1).first().isInstanceOf(Outcome.Refused.class);
  }
}
