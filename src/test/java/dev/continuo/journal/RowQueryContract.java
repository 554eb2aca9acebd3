package dev.continuo.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.continuo.journal.RowQuery.Direction;
import dev.continuo.journal.Tickets.Ticket;
import dev.continuo.journal.Tickets.TicketCommand;
import dev.continuo.journal.Tickets.TicketId;
import dev.continuo.journal.columns.Column;
import dev.continuo.journal.columns.RunColumns;
import dev.continuo.journal.columns.TaskColumns;
import dev.continuo.run.Run;
import dev.continuo.task.RunId;
import dev.continuo.task.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The one query, in every journal. */
public interface RowQueryContract extends JournalOpened {
  private Host host() {
    var core = Core.WithTickets.fresh().core();
    return new Host(core, opened(core));
  }

  private static Host filled(Host host) {
    for (int i = 0; i < 7; i++) {
      host.submit(new TicketCommand.Open(new TicketId("t" + i), i % 2 == 0 ? "even" : "odd"));
      host.pass(Duration.ofMinutes(1));
    }
    host.submit(new TicketCommand.Close(new TicketId("t1")));
    host.submit(new TicketCommand.Close(new TicketId("t4")));
    return host;
  }

  /** All pages of a query, one after the other. */
  private static <K, R extends dev.continuo.engine.Row> List<List<R>> pages(
      Reader reader, RowQuery<K, R> query) {
    var pages = new ArrayList<List<R>>();
    for (var next = Optional.of(query); next.isPresent(); ) {
      var page = reader.rows(next.get());
      pages.add(page.rows());
      next = page.next().map(cursor -> query.after(cursor).orElseThrow());
    }
    return pages;
  }

  private static List<List<String>> ids(List<List<Ticket>> pages) {
    return pages.stream()
        .map(page -> page.stream().map(ticket -> ticket.id().text()).toList())
        .toList();
  }

  private RowQuery<TicketId, Ticket> tickets() {
    return RowQuery.of(Tickets.COLUMNS);
  }

  @Test
  default void pages_follow_each_other_in_the_order_of_the_keys() {
    var host = filled(host());
    var reader = host.journal().reader();

    assertThat(ids(pages(reader, tickets().limit(3))))
        .containsExactly(List.of("t0", "t1", "t2"), List.of("t3", "t4", "t5"), List.of("t6"));
    assertThat(ids(pages(reader, tickets().by(Direction.DESCENDING).limit(4))))
        .containsExactly(List.of("t6", "t5", "t4", "t3"), List.of("t2", "t1", "t0"));
  }

  @Test
  default void a_full_last_page_has_no_cursor() {
    var reader = filled(host()).journal().reader();

    assertThat(ids(pages(reader, tickets().limit(7)))).hasSize(1);
    assertThat(reader.rows(tickets().limit(6)).next()).contains("t5");
  }

  @Test
  default void conditions_hold_together_and_each_allows_several_values() {
    var reader = filled(host()).journal().reader();
    var open = tickets().where("state", Set.of("open"));

    assertThat(ids(List.of(reader.rows(open).rows())))
        .containsExactly(List.of("t0", "t2", "t3", "t5", "t6"));
    assertThat(ids(pages(reader, open.where("queue", Set.of("odd")).limit(1))))
        .containsExactly(List.of("t3"), List.of("t5"));
    assertThat(reader.rows(tickets().where("state", Set.of("open", "closed"))).rows()).hasSize(7);
    assertThat(reader.rows(tickets().where("state", Set.of())).rows()).hasSize(7);
    assertThat(reader.rows(tickets().where("queue", Set.of("none"))).rows()).isEmpty();
  }

  @Test
  default void rows_are_sorted_by_a_column_and_then_by_their_keys() {
    var reader = filled(host()).journal().reader();

    assertThat(ids(pages(reader, tickets().by("queue", Direction.ASCENDING).limit(3))))
        .containsExactly(List.of("t0", "t2", "t4"), List.of("t6", "t1", "t3"), List.of("t5"));
    assertThat(ids(pages(reader, tickets().by("since", Direction.DESCENDING).limit(4))))
        .containsExactly(List.of("t4", "t1", "t6", "t5"), List.of("t3", "t2", "t0"));
  }

  @Test
  default void a_time_is_compared_exactly() {
    var host = filled(host());
    var since = host.journal().reader().first(tickets()).orElseThrow().since();

    assertThat(host.journal().reader().rows(tickets().where("since", Set.of(since))).rows())
        .hasSize(1);
  }

  @Test
  default void runs_and_tasks_are_asked_for_in_the_same_way() {
    var host = host();
    for (int i = 1; i <= 4; i++) {
      host.submit(Plans.of("run-" + i, 3));
    }
    var reader = host.journal().reader();
    var newest = RowQuery.of(RunColumns.COLUMNS).by(Direction.DESCENDING).limit(2);

    assertThat(reader.rows(newest).rows())
        .extracting(Run::id)
        .containsExactly(new RunId(4), new RunId(3));
    assertThat(reader.rows(newest.after(new RunId(3))).rows())
        .extracting(Run::id)
        .containsExactly(new RunId(2), new RunId(1));
    assertThat(reader.rows(newest.after(new RunId(3))).next()).isEmpty();
    var tasks = RowQuery.of(TaskColumns.COLUMNS).in(2).where("name", Set.of("task-1"));
    assertThat(reader.rows(tasks).rows())
        .extracting(Task::id)
        .containsExactly(new RunId(2).task(1));
    assertThat(reader.first(newest)).map(Run::id).contains(new RunId(4));
  }

  @Test
  default void a_cursor_of_another_order_or_of_nobody_is_none() {
    assertThat(RowQuery.of(RunColumns.COLUMNS).after("t5")).isEmpty();
    var bySince = tickets().by("since", Direction.ASCENDING);
    for (var cursor : List.of("", "t5", "3.t5", "99.2026", "x.y", "4.2026t5")) {
      assertThat(bySince.after(cursor)).as(cursor).isEmpty();
    }
  }

  @Test
  default void a_query_that_no_table_can_answer_is_a_bug() {
    assertThatThrownBy(() -> tickets().where("colour", Set.of("red")))
        .hasMessage("bug: the table `ticket` has no column colour");
    assertThatThrownBy(() -> tickets().where("state", Set.of(1L)))
        .hasMessage("bug: column state is compared with [1]");
    assertThatThrownBy(() -> tickets().limit(Reader.ROWS_MAX + 1))
        .hasMessage("bug: a page of 10001 rows");
    assertThatThrownBy(() -> tickets().by(Column.KEPT_UNTIL, Direction.ASCENDING))
        .hasMessage("bug: not every row has a value to sort by");
  }
}
