package dev.continuo.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuo.engine.Answer;
import dev.continuo.engine.Batch;
import dev.continuo.engine.Caller;
import dev.continuo.engine.Request;
import dev.continuo.engine.RetentionCommand;
import dev.continuo.engine.RetentionEvent;
import dev.continuo.journal.Tickets.Ring;
import dev.continuo.journal.Tickets.Ticket;
import dev.continuo.journal.Tickets.TicketCommand;
import dev.continuo.journal.Tickets.TicketId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Rows that leave memory and store one by one, in every journal. */
public interface AloneRowsContract extends JournalOpened {
  /** A host of which one feature has such rows. */
  record Desk(Host host, Tickets tickets, Journal journal) {
    Answer opens(String id) {
      return host.submit(new TicketCommand.Open(new TicketId(id), "queue"));
    }

    Answer closes(String id) {
      return host.submit(new TicketCommand.Close(new TicketId(id)));
    }

    /** What is asked to be deleted, and is. */
    List<RetentionCommand.Forget> forget() {
      var expired = journal.reader().expired(host.now().wall(), 10);
      expired.forEach(host::submit);
      return expired;
    }

    Optional<Ticket> stored(String id) {
      return journal.reader().first(RowQuery.of(Tickets.COLUMNS).key(new TicketId(id)));
    }
  }

  private Desk desk() {
    var core = Core.WithTickets.fresh();
    var journal = opened(core.core());
    return new Desk(new Host(core.core(), journal), core.tickets(), journal);
  }

  @Test
  default void only_live_ones_are_loaded_at_the_start() {
    var desk = desk();
    desk.opens("a");
    desk.opens("b");
    desk.opens("c");
    desk.closes("b");

    var again = desk();

    assertThat(again.tickets().open("queue")).containsExactly(new TicketId("a"), new TicketId("c"));
    assertThat(again.host().wanted())
        .containsExactlyInAnyOrder(new Ring(new TicketId("a")), new Ring(new TicketId("c")));
    assertThat(again.stored("b")).hasValueSatisfying(it -> assertThat(it.open()).isFalse());
  }

  @Test
  default void one_that_ended_is_loaded_when_its_key_is_asked_for() {
    var desk = desk();
    desk.opens("a");
    desk.closes("a");

    knowsThatItEnded(desk);
    knowsThatItEnded(desk());
  }

  private static void knowsThatItEnded(Desk desk) {
    assertThat(desk.closes("a")).isInstanceOf(Answer.Refused.class);
    assertThat(desk.opens("a")).isInstanceOf(Answer.Refused.class);
    assertThat(desk.closes("never there")).isInstanceOf(Answer.Refused.class);
  }

  @Test
  default void one_is_deleted_when_it_was_kept_for_long_enough() {
    var desk = desk();
    desk.opens("a");
    desk.closes("a");
    desk.opens("live");
    desk.host().pass(Tickets.KEPT.minusSeconds(1));
    assertThat(desk.forget()).isEmpty();

    desk.host().pass(Duration.ofSeconds(1));

    assertThat(desk.forget()).containsExactly(new RetentionCommand.Forget("ticket", List.of("a")));
    assertThat(desk.stored("a")).isEmpty();
    assertThat(desk.stored("live")).isPresent();
    assertThat(desk.forget()).isEmpty();
    assertThat(desk.journal().events(0, 100).getLast().event())
        .isEqualTo(new RetentionEvent.Forgotten("ticket", List.of("a")));
    assertThat(desk().opens("a")).isInstanceOf(Answer.Accepted.class);
  }

  @Test
  default void what_is_live_again_or_not_due_is_not_deleted_whoever_asks() {
    var desk = desk();
    desk.opens("live");
    desk.opens("young");
    desk.closes("young");
    var head = desk.journal().head();

    desk.host().submit(new RetentionCommand.Forget("ticket", List.of("live", "young", "unknown")));

    assertThat(desk.journal().head()).isEqualTo(head);
    assertThat(desk.stored("live")).isPresent();
    assertThat(desk.stored("young")).isPresent();
  }

  @Test
  default void a_deletion_that_was_not_committed_is_undone() {
    var desk = desk();
    desk.opens("a");
    desk.closes("a");
    desk.host().pass(Tickets.KEPT);
    desk.host().decide(new RetentionCommand.Forget("ticket", List.of("a")), Optional.empty());
    assertThat(desk.host().batch().changes()).hasSize(1);

    desk.host().core().engine().undo();

    assertThat(desk.opens("a")).isInstanceOf(Answer.Refused.class);
    assertThat(desk.stored("a")).isPresent();
    assertThat(desk.forget()).hasSize(1);
    assertThat(desk.stored("a")).isEmpty();
  }

  @Test
  default void one_that_came_and_went_in_one_batch_is_never_stored() {
    var desk = desk();
    desk.host().decide(new TicketCommand.Open(new TicketId("a"), "queue"), Optional.empty());
    desk.host().decide(new TicketCommand.Close(new TicketId("a")), Optional.empty());
    desk.host().pass(Tickets.KEPT);
    desk.host().decide(new RetentionCommand.Forget("ticket", List.of("a")), Optional.empty());

    assertThat(desk.host().batch().events()).hasSize(3);
    assertThat(desk.host().batch().changes()).isEmpty();
    assertThat(desk.host().append()).isEqualTo(new Journal.Appended.Committed());
    assertThat(desk.stored("a")).isEmpty();
  }

  @Test
  default void a_key_can_come_back_in_the_batch_in_which_its_row_is_deleted() {
    var desk = desk();
    desk.opens("a");
    desk.closes("a");
    desk.host().pass(Tickets.KEPT);
    desk.host().decide(new RetentionCommand.Forget("ticket", List.of("a")), Optional.empty());
    desk.host().decide(new TicketCommand.Open(new TicketId("a"), "other"), Optional.empty());
    desk.host().append();

    assertThat(desk.stored("a"))
        .hasValueSatisfying(it -> assertThat(it.queue()).isEqualTo("other"));
    assertThat(desk.tickets().open("other")).containsExactly(new TicketId("a"));
  }

  @Test
  default void a_replay_of_the_log_leaves_the_same_rows() {
    var desk = desk();
    for (int i = 0; i < 40; i++) {
      desk.opens("t" + i);
      if (i % 3 > 0) {
        desk.closes("t" + i);
      }
      desk.host().pass(Duration.ofHours(12));
      desk.forget();
    }
    var replayed = Core.WithTickets.fresh();
    var memory = new MemoryJournal(replayed.core().tables(), Core.columns());
    var host = new Host(replayed.core(), memory);

    for (var event : desk.journal().events(0, 1_000)) {
      while (replayed.core().engine().replay(event) instanceof Answer.Absent(var home)) {
        memory.load(replayed.core().tables(), home);
      }
      memory.append(new Batch(List.of(event), host.batch().changes()));
      replayed.core().engine().committed();
    }

    var all = RowQuery.of(Tickets.COLUMNS);
    assertThat(memory.reader().rows(all).rows())
        .isEqualTo(desk.journal().reader().rows(all).rows())
        .hasSizeBetween(20, 30);
    assertThat(replayed.tickets().open("queue")).isEqualTo(desk.tickets().open("queue"));
  }

  @Test
  default void the_longest_kept_are_deleted_first_some_at_a_time() {
    var desk = desk();
    for (int i = 0; i < 40; i++) {
      desk.opens("t" + i);
      desk.closes("t" + i);
    }
    desk.host().pass(Tickets.KEPT);

    var two = desk.journal().reader().expired(desk.host().now().wall(), 2);
    assertThat(two).hasSize(2);
    assertThat(two.getFirst().keys()).hasSize(16).startsWith("t0", "t1", "t2");
    assertThat(desk.forget()).hasSize(3);
    assertThat(desk.journal().reader().rows(RowQuery.of(Tickets.COLUMNS)).rows()).isEmpty();
  }

  @Test
  default void requests_are_such_rows() {
    var desk = desk();
    var key = Optional.of(new Caller.Key("key", "hash"));
    desk.host().submit(Plans.of("first", 1), key);
    desk.host().pass(Request.KEPT);

    assertThat(desk.forget())
        .containsExactly(new RetentionCommand.Forget("request", List.of("key")));
    assertThat(desk.forget()).isEmpty();
    assertThat(desk.host().submit(Plans.of("second", 1), key)).isInstanceOf(Answer.Accepted.class);
    assertThat(desk.host().core().tables().highestHome()).isEqualTo(2);
  }

  @Test
  default void closed_ones_are_listed_without_being_in_memory() {
    var desk = desk();
    desk.opens("a");
    desk.opens("b");
    desk.closes("b");

    var closed = RowQuery.of(Tickets.COLUMNS).where("state", Set.of("closed"));
    assertThat(desk.journal().reader().rows(closed).rows())
        .extracting(Ticket::id)
        .containsExactly(new TicketId("b"));
  }
}
