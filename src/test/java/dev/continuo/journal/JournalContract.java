package dev.continuo.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.continuo.dispatch.DispatchCommand;
import dev.continuo.engine.Answer;
import dev.continuo.engine.Batch;
import dev.continuo.engine.Caller;
import dev.continuo.engine.Change;
import dev.continuo.engine.Recorded;
import dev.continuo.journal.Journal.Appended;
import dev.continuo.journal.columns.RunColumns;
import dev.continuo.run.Run;
import dev.continuo.run.RunCommand;
import dev.continuo.run.Standing;
import dev.continuo.task.RunId;
import dev.continuo.task.State;
import dev.continuo.task.TaskCommand;
import dev.continuo.task.TaskEffect;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every journal does. */
public abstract class JournalContract implements JournalOpened {
  private final List<AutoCloseable> opened = new ArrayList<>();

  @Override
  public Journal opened(Core core) {
    var journal = open(core);
    opened.add(journal);
    return journal;
  }

  private Host start() {
    var core = Core.fresh();
    return new Host(core, opened(core));
  }

  private Journal journal() {
    return (Journal) opened.getLast();
  }

  @AfterEach
  void close() throws Exception {
    for (var each : opened) {
      each.close();
    }
  }

  /** Ends what runs and sweeps what ended until nothing is wanted. */
  static void work(Host host) {
    for (var wanted = host.wanted(); !wanted.isEmpty(); wanted = host.wanted()) {
      for (var effect : wanted) {
        if (effect instanceof TaskEffect.Keep(var turn, var desired)) {
          host.submit(
              desired == TaskEffect.Desired.SWEPT
                  ? new TaskCommand.ConfirmSweep(turn)
                  : new TaskCommand.EndTurn(turn, Plans.CLEAN));
        }
      }
    }
  }

  @Test
  void an_empty_store_stands_at_zero() {
    var host = start();

    assertThat(journal().head()).isEqualTo(Journal.Head.EMPTY);
    assertThat(journal().events(0, 10)).isEmpty();
    assertThat(host.core().tables().highestHome()).isZero();
  }

  @Test
  void the_head_and_all_rows_are_there_after_reopening() {
    var host = start();
    host.submit(Plans.of("first", 3));
    host.submit(new DispatchCommand.SetLimit("attempts", 7));
    var rows = host.core().rows();
    var head = journal().head();

    var again = start();

    assertThat(journal().head()).isEqualTo(head);
    assertThat(head.sequence()).isEqualTo(host.core().engine().head());
    assertThat(head.wall()).isEqualTo(host.core().engine().lastWall());
    assertThat(again.core().rows()).isEqualTo(rows).hasSize(5);
    assertThat(again.wanted()).isEqualTo(host.wanted()).hasSize(3);
  }

  @Test
  void events_come_back_in_order_page_by_page() {
    var host = start();
    host.submit(Plans.of("first", 3));
    host.submit(Plans.of("second", 3));
    var all = journal().events(0, 1_000);

    assertThat(all).hasSize((int) host.core().engine().head());
    var paged = new ArrayList<Recorded>();
    for (var page = journal().events(0, 4); !page.isEmpty(); ) {
      assertThat(page.size()).isLessThanOrEqualTo(4);
      paged.addAll(page);
      page = journal().events(page.getLast().sequence(), 4);
    }
    assertThat(paged).isEqualTo(all);
    assertThat(all.getFirst().sequence()).isEqualTo(1);
    assertThat(all.getFirst().wall()).hasToString("2026-03-01T10:00:00.130456789Z");
    assertThat(journal().events(all.size(), 4)).isEmpty();
    assertThat(journal().events(all.size() + 100L, 4)).isEmpty();
  }

  @Test
  void what_is_read_back_is_what_was_written() {
    var host = start();
    host.decide(Plans.of("first", 2), Optional.of(new Caller.Key("key", "hash")));
    host.settle();
    var batch = host.batch();
    host.append();

    assertThat(journal().events(0, 1_000)).isEqualTo(batch.events());
  }

  @Test
  void a_row_that_changed_often_in_a_batch_is_written_as_it_is_in_the_end() {
    var host = start();
    host.decide(Plans.of("first", 1), Optional.empty());
    host.settle();
    var batch = host.batch();

    assertThat(batch.changes().stream().map(Change::key)).doesNotHaveDuplicates();
    assertThat(host.append()).isEqualTo(new Appended.Committed());
    assertThat(Core.snapshot(journal())).isEqualTo(host.core().rows());
  }

  @Test
  void only_homes_with_live_rows_are_loaded_at_the_start() {
    var host = start();
    host.submit(Plans.of("done", 2));
    work(host);
    host.submit(Plans.of("open", 2));

    var again = start();

    assertThat(again.core().tables().highestHome()).isEqualTo(2);
    assertThat(again.core().runs().get(new RunId(2))).isNotNull();
    assertThatThrownBy(() -> again.core().runs().get(new RunId(1)))
        .hasMessage("home 1 is not in memory");
  }

  @Test
  void a_home_that_was_evicted_is_loaded_when_a_command_needs_it() {
    var host = start();
    host.submit(Plans.of("done", 2));
    work(host);

    var refused = host.submit(new TaskCommand.Cancel(new RunId(1).task(0), "too late"));

    assertThat(refused).isInstanceOf(Answer.Refused.class);
    assertThat(Core.snapshot(journal())).hasSize(3);
  }

  @Test
  void a_home_without_rows_is_admitted() {
    var host = start();
    host.submit(Plans.of("first", 1));
    var core = Core.fresh();
    journal().loadLive(core.tables());

    journal().load(core.tables(), -17);
    journal().load(core.tables(), 1);

    assertThat(core.runs().get(new RunId(1))).isNotNull();
  }

  @Test
  void a_repeated_request_is_recognised_after_reopening() {
    var key = Optional.of(new Caller.Key("key", "hash"));
    var first = start().submit(Plans.of("first", 1), key);

    var host = start();
    var head = host.core().engine().head();

    assertThat(host.submit(Plans.of("first", 1), key)).isEqualTo(first);
    assertThat(host.core().engine().head()).isEqualTo(head);
    var other = Optional.of(new Caller.Key("key", "another hash"));
    assertThat(host.submit(Plans.of("second", 1), other)).isInstanceOf(Answer.Refused.class);
  }

  @Test
  void events_out_of_order_are_a_bug_and_leave_nothing_behind() {
    var host = start();
    host.submit(Plans.of("first", 1));
    var head = journal().head();
    host.decide(Plans.of("second", 1), Optional.empty());
    var late = new Batch(host.batch().events().subList(1, 2), host.batch().changes());
    var early = new Batch(journal().events(0, 1), List.of());

    assertThatThrownBy(() -> journal().append(late))
        .hasMessage("bug: event " + (head.sequence() + 2) + " comes out of order");
    assertThatThrownBy(() -> journal().append(early)).hasMessage("bug: event 1 comes out of order");

    assertThat(journal().head()).isEqualTo(head);
    assertThat(host.append()).isEqualTo(new Appended.Committed());
    assertThat(Core.snapshot(journal())).isEqualTo(host.core().rows());
  }

  @Test
  void the_reader_sees_runs_and_tasks_as_they_were_committed() {
    var host = start();
    var reader = journal().reader();
    host.submit(Plans.of("first", 4));
    work(host);
    host.submit(Plans.of("second", 5));
    host.submit(Plans.of("third", 1));
    var first = new RunId(1);
    var second = new RunId(2);
    var third = new RunId(3);

    assertThat(reader.run(second)).contains(row(host, second));
    assertThat(reader.run(new RunId(9))).isEmpty();
    assertThat(reader.rows(RowQuery.of(RunColumns.COLUMNS).key(second)).rows())
        .containsExactly(row(host, second));

    assertThat(reader.tasks(second, 1, 3).stream().map(task -> task.id().index()))
        .containsExactly(1, 2, 3);
    assertThat(reader.tasks(second, 5, 3)).isEmpty();
    assertThat(reader.task(second.task(4)).map(task -> task.state()))
        .containsInstanceOf(State.Queued.class);
    assertThat(reader.task(second.task(5))).isEmpty();
    assertThat(reader.task(second, "task-3").map(task -> task.id())).contains(second.task(3));
    assertThat(reader.task(third, "task-3")).isEmpty();
    assertThat(reader.counts(second).of(Standing.QUEUED)).isEqualTo(2);
    assertThat(reader.counts(second).of(Standing.ACTIVE)).isEqualTo(3);
    assertThat(reader.counts(first).of(Standing.SUCCEEDED)).isEqualTo(4);
    assertThat(reader.counts(first).allEnded()).isTrue();

    assertThat(reader.head()).isEqualTo(journal().head().sequence());
    assertThat(reader.events(3, 4)).isEqualTo(journal().events(3, 4)).hasSize(4);
    var ofSecond = reader.events(second, 0, 1_000);
    assertThat(ofSecond).isSubsetOf(journal().events(0, 1_000));
    assertThat(ofSecond).hasSize(1 + 5 + 1 + 5 + 3);
    assertThat(reader.events(second, ofSecond.get(2).sequence(), 2))
        .isEqualTo(ofSecond.subList(3, 5));
  }

  private static Run row(Host host, RunId id) {
    return Objects.requireNonNull(host.core().runs().get(id));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void the_same_work_leaves_the_same_rows_and_events_as_in_memory(long seed) {
    var here = start();
    var other = Core.fresh();
    var memory = new MemoryJournal(other.tables());
    var model = new Host(other, memory);
    var chance = new RandomWork(seed);
    var twin = new RandomWork(seed);
    var accepted = 0;
    for (int i = 0; i < 250; i++) {
      var wish = chance.next(here);
      assertThat(twin.next(model)).as("seed %s step %s", seed, i).isEqualTo(wish);

      var answer = here.submit(wish.command(), wish.key());

      assertThat(answer).isEqualTo(model.submit(wish.command(), wish.key()));
      accepted += answer instanceof Answer.Accepted ? 1 : 0;
      if (i % 100 == 99) {
        assertThat(Core.snapshot(journal())).isEqualTo(Core.snapshot(memory));
      }
    }
    assertThat(accepted).isGreaterThan(100);
    assertThat(journal().events(0, 10_000)).isEqualTo(memory.events(0, 10_000));
    assertThat(Core.snapshot(journal())).isEqualTo(Core.snapshot(memory));
    assertThat(journal().head()).isEqualTo(memory.head());
  }

  @Test
  void a_batch_that_was_undone_is_accepted_later() {
    var host = start();
    host.submit(Plans.of("first", 1));
    var rows = host.core().rows();
    host.decide(Plans.of("second", 2), Optional.empty());
    host.settle();

    host.core().engine().undo();

    assertThat(host.core().rows()).isEqualTo(rows);
    host.submit(Plans.of("second", 2));
    host.submit(new RunCommand.Pause(new RunId(3), RunCommand.Reach.STARTS, "ada"));
    journal().load(host.core().tables(), 2); // the number that was undone is not used again
    assertThat(Core.snapshot(journal())).isEqualTo(host.core().rows());
  }
}
