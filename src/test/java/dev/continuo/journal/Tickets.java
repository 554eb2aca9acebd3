package dev.continuo.journal;

import dev.continuo.engine.Alone;
import dev.continuo.engine.Command;
import dev.continuo.engine.Decision;
import dev.continuo.engine.Effect;
import dev.continuo.engine.Event;
import dev.continuo.engine.Facts;
import dev.continuo.engine.Feature;
import dev.continuo.engine.Index;
import dev.continuo.engine.Moment;
import dev.continuo.engine.Refusal;
import dev.continuo.engine.Row;
import dev.continuo.engine.Schema;
import dev.continuo.engine.Table;
import dev.continuo.engine.Tables;
import dev.continuo.journal.columns.Column;
import dev.continuo.journal.columns.Key;
import dev.continuo.journal.columns.TableColumns;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A feature with rows of its own: each waits for an answer, ends, and is kept for a week. */
public final class Tickets implements Feature<Tickets.TicketCommand, Tickets.TicketEvent> {
  static final Duration KEPT = Duration.ofDays(7);

  static final TableColumns<TicketId, Ticket> COLUMNS =
      new TableColumns<>(
          "ticket",
          TicketId.class,
          Ticket.class,
          new Key.Word<>(TicketId::text, TicketId::new),
          List.of(
              Column.fixed(Column.text("queue", Ticket::queue)),
              Column.text("state", ticket -> ticket.open() ? "open" : "closed"),
              Column.time("since", Ticket::since),
              Column.keptUntil()));

  record TicketId(String text) implements Comparable<TicketId> {
    @Override
    public int compareTo(TicketId other) {
      return text.compareTo(other.text);
    }

    @Override
    public String toString() {
      return text;
    }
  }

  record Ring(TicketId ticket) implements Effect {}

  record Ticket(TicketId id, String queue, boolean open, Instant since) implements Row {
    @Override
    public boolean live() {
      return open;
    }

    @Override
    public List<Effect> wants() {
      return open ? List.of(new Ring(id)) : List.of();
    }

    @Override
    public Optional<Instant> keptUntil() {
      return Optional.of(since.plus(KEPT));
    }
  }

  sealed interface TicketCommand extends Command {
    record Open(TicketId id, String queue) implements TicketCommand {}

    record Close(TicketId id) implements TicketCommand {}

    record Wake(TicketId id) implements TicketCommand {}
  }

  sealed interface TicketEvent extends Event {
    record Opened(TicketId id, String queue) implements TicketEvent {}

    record Closed(TicketId id) implements TicketEvent {}
  }

  enum TicketRefusal implements Refusal {
    TICKET_KNOWN,
    TICKET_NOT_OPEN;

    @Override
    public String says() {
      return name();
    }

    @Override
    public String hint() {
      return "";
    }
  }

  private final Table<TicketId, Ticket> tickets;
  private final Index<String, TicketId, Ticket> open;

  Tickets(Tables tables) {
    tickets =
        tables.create(
            new Schema<>(
                "ticket",
                TicketId.class,
                Ticket.class,
                new Alone<>("ticket", TicketId::text, TicketId::new),
                TicketCommand.Wake::new));
    open = tickets.index(ticket -> ticket.open() ? List.of(ticket.queue()) : List.of());
  }

  /** The open tickets of a queue, in the order of their ids. */
  List<TicketId> open(String queue) {
    return List.copyOf(open.get(queue));
  }

  @Override
  public Class<TicketCommand> commands() {
    return TicketCommand.class;
  }

  @Override
  public Class<TicketEvent> events() {
    return TicketEvent.class;
  }

  @Override
  public Decision decide(TicketCommand command, Moment at) {
    return switch (command) {
      case TicketCommand.Open(var id, _) when tickets.get(id) != null ->
          Decision.refuse(TicketRefusal.TICKET_KNOWN, Facts.NONE);
      case TicketCommand.Open(var id, var queue) ->
          Decision.accept(new TicketEvent.Opened(id, queue));
      case TicketCommand.Close(var id) -> {
        var ticket = tickets.get(id);
        yield ticket == null || !ticket.open()
            ? Decision.refuse(TicketRefusal.TICKET_NOT_OPEN, Facts.NONE)
            : Decision.accept(new TicketEvent.Closed(id));
      }
      case TicketCommand.Wake _ -> Decision.accept();
    };
  }

  @Override
  public void apply(TicketEvent event, Instant when) {
    switch (event) {
      case TicketEvent.Opened(var id, var queue) ->
          tickets.put(id, new Ticket(id, queue, true, when));
      case TicketEvent.Closed(var id) -> {
        var ticket = tickets.get(id);
        if (ticket == null) {
          throw new IllegalStateException("bug: no ticket " + id);
        }
        tickets.put(id, new Ticket(id, ticket.queue(), false, when));
      }
    }
  }
}
