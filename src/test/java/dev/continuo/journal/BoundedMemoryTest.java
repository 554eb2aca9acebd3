package dev.continuo.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuo.engine.Alone;
import dev.continuo.engine.Snapshot;
import dev.continuo.journal.Tickets.TicketCommand;
import dev.continuo.journal.Tickets.TicketId;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** However many rows a store has, only those that are live are in memory. */
class BoundedMemoryTest {
  private static final int ROWS = 10_000;
  private static final int LIVE = 5;
  private static final int AT_ONCE = 100;

  private final Core.WithTickets core = Core.WithTickets.fresh();
  private final MemoryJournal journal = new MemoryJournal(core.core().tables(), Core.columns());
  private final Host host = new Host(core.core(), journal);

  private static TicketId id(int number) {
    return new TicketId("t" + number);
  }

  private void inBatches(java.util.function.IntFunction<TicketCommand> command, int from, int to) {
    for (int i = from; i < to; i++) {
      host.decide(command.apply(i), Optional.empty());
      if (i % AT_ONCE == AT_ONCE - 1) {
        host.append();
      }
    }
    host.append();
  }

  @Test
  void of_ten_thousand_rows_that_ended_none_is_in_memory() {
    inBatches(i -> new TicketCommand.Open(id(i), "queue"), 0, ROWS);
    assertThat(core.tickets().open("queue")).hasSize(ROWS);

    inBatches(i -> new TicketCommand.Close(id(i)), LIVE, ROWS);

    var tables = core.core().tables();
    var homes = new TreeSet<Long>();
    var alone = new Alone<TicketId>("ticket", TicketId::text, TicketId::new);
    for (int i = 0; i < ROWS; i++) {
      homes.add(alone.applyAsLong(id(i)));
    }
    assertThat(homes).hasSize(ROWS).allMatch(home -> home < 0);
    assertThat(Snapshot.homes(tables)).hasSize(LIVE);
    assertThat(Snapshot.resident(tables, homes)).hasSize(LIVE);
    assertThat(core.tickets().open("queue")).hasSize(LIVE);
    assertThat(journal.reader().rows(RowQuery.of(Tickets.COLUMNS)).rows()).hasSize(ROWS);
  }

  @Test
  void a_start_loads_the_live_ones_only() {
    inBatches(i -> new TicketCommand.Open(id(i), "queue"), 0, ROWS);
    inBatches(i -> new TicketCommand.Close(id(i)), LIVE, ROWS);
    var again = Core.WithTickets.fresh();

    journal.loadLive(again.core().tables());

    assertThat(Snapshot.homes(again.core().tables())).hasSize(LIVE);
    assertThat(again.tickets().open("queue")).hasSize(LIVE);
  }
}
