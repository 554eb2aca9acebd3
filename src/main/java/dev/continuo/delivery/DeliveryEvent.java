package dev.continuo.delivery;

import dev.continuo.engine.Event;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What happens to receivers and their deliveries. */
public sealed interface DeliveryEvent extends Event {
  record ReceiverAdded(String receiver, String url, List<Fact.Kind> kinds, Optional<String> secret)
      implements DeliveryEvent {
    public ReceiverAdded {
      kinds = List.copyOf(kinds);
    }
  }

  /** Nothing is delivered; {@code by} is empty when the receiver's own answer asked for it. */
  record ReceiverPaused(String receiver, String by, String reason) implements DeliveryEvent {}

  record ReceiverResumed(String receiver) implements DeliveryEvent {}

  /** It has failed for too long. */
  record ReceiverParked(String receiver) implements DeliveryEvent {}

  /** What waits for it is withdrawn next. */
  record RemovalRequested(String receiver) implements DeliveryEvent {}

  record ReceiverRemoved(String receiver) implements DeliveryEvent {}

  /** The back-off is over, by itself or because somebody wants so. */
  record BackoffEnded(String receiver) implements DeliveryEvent {}

  /** A fact got its number, and the id that receivers see. */
  record Noted(long number, String message, Fact fact) implements DeliveryEvent {}

  /**
   * A fact became deliveries.
   *
   * @param to the receivers that are told it
   * @param full those for which too many were waiting
   */
  record Told(long number, List<String> to, List<String> full) implements DeliveryEvent {
    public Told {
      to = List.copyOf(to);
      full = List.copyOf(full);
    }
  }

  /**
   * The receiver has acknowledged.
   *
   * @param next its first delivery now
   */
  record Delivered(DeliveryId delivery, int attempt, Optional<DeliveryId> next)
      implements DeliveryEvent {}

  /** The try failed; the next one is not before {@code until}. */
  record Failed(DeliveryId delivery, int attempt, String problem, Instant until)
      implements DeliveryEvent {}

  record Withdrawn(List<DeliveryId> deliveries) implements DeliveryEvent {
    public Withdrawn {
      deliveries = List.copyOf(deliveries);
    }
  }
}
