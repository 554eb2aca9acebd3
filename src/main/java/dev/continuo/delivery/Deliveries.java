package dev.continuo.delivery;

import dev.continuo.approval.ApprovalEvent;
import dev.continuo.engine.Alone;
import dev.continuo.engine.Command;
import dev.continuo.engine.Decision;
import dev.continuo.engine.Effect;
import dev.continuo.engine.Event;
import dev.continuo.engine.Feature;
import dev.continuo.engine.Index;
import dev.continuo.engine.Moment;
import dev.continuo.engine.Reactions;
import dev.continuo.engine.Refusal;
import dev.continuo.engine.Schema;
import dev.continuo.engine.Table;
import dev.continuo.engine.Tables;
import dev.continuo.run.RunEvent;
import dev.continuo.run.Runs;
import dev.continuo.task.TaskEvent;
import dev.continuo.task.Tasks;
import java.time.Instant;
import java.util.List;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The feature that tells receivers what happens: each fact is noted in the step in which it
 * happens, and becomes one delivery for each receiver in a step of its own. What it decides stands
 * in {@link DeliveryRules}.
 */
public final class Deliveries implements Feature<DeliveryCommand, DeliveryEvent> {
  private final Table<String, Receiver> receivers;
  private final Table<DeliveryId, Delivery> deliveries;
  private final Table<String, Outbox> outbox;
  private final Index<Fact.Kind, String, Receiver> byKind;
  private final Index<Boolean, String, Receiver> all;
  private final Index<String, DeliveryId, Delivery> waiting;
  private final FactSource facts;
  private final DeliveryRules rules = new DeliveryRules(this);

  public Deliveries(Tables tables, Tasks tasks, Runs runs) {
    facts = new FactSource(tasks, runs);
    receivers =
        tables.create(
            new Schema<>(
                "receiver",
                String.class,
                Receiver.class,
                _ -> Schema.EVERYWHERE,
                DeliveryCommand.Wake::new));
    deliveries =
        tables.create(
            new Schema<>(
                "delivery",
                DeliveryId.class,
                Delivery.class,
                new Alone<>("delivery", DeliveryId::toString, DeliveryId::stored),
                id -> new DeliveryCommand.Wake(id.receiver())));
    outbox =
        tables.create(
            new Schema<>(
                Outbox.KEY,
                String.class,
                Outbox.class,
                _ -> Schema.EVERYWHERE,
                _ -> new DeliveryCommand.Tell()));
    byKind = receivers.index(receiver -> receiver.removing() ? List.of() : receiver.kinds());
    all = receivers.index(_ -> List.of(true));
    waiting =
        deliveries.index(
            delivery -> delivery.waiting() ? List.of(delivery.id().receiver()) : List.of());
  }

  public Table<String, Receiver> receivers() {
    return receivers;
  }

  public Table<DeliveryId, Delivery> table() {
    return deliveries;
  }

  /** A delivery that is to be made, with the receiver that it is for. */
  public record Wanted(Receiver receiver, Delivery delivery) {}

  /** What an executor needs; empty when no row wants the effect any more. */
  public Optional<Wanted> wanted(Deliver effect) {
    var receiver = find(effect.delivery().receiver());
    return receiver != null && receiver.wants().contains(effect)
        ? Optional.of(new Wanted(receiver, delivery(effect.delivery())))
        : Optional.empty();
  }

  /** Whether something is to be delivered, now or after a back-off. */
  public boolean pending() {
    return all.get(true).stream()
        .map(this::receiver)
        .anyMatch(receiver -> receiver.active() && receiver.head().isPresent());
  }

  @Nullable Receiver find(String name) {
    return receivers.get(name);
  }

  Receiver receiver(String name) {
    return Objects.requireNonNull(receivers.get(name), () -> "bug: no receiver " + name);
  }

  Delivery delivery(DeliveryId id) {
    return Objects.requireNonNull(deliveries.get(id), () -> "bug: no delivery " + id);
  }

  Outbox outbox() {
    return Objects.requireNonNullElse(outbox.get(Outbox.KEY), Outbox.EMPTY);
  }

  int count() {
    return all.count(true);
  }

  /** Those who want to be told facts of this kind. */
  NavigableSet<String> wanting(Fact.Kind kind) {
    return byKind.get(kind);
  }

  /** What waits for a receiver, in its order. */
  NavigableSet<DeliveryId> waiting(String receiver) {
    return waiting.get(receiver);
  }

  @Override
  public Class<DeliveryCommand> commands() {
    return DeliveryCommand.class;
  }

  @Override
  public Class<DeliveryEvent> events() {
    return DeliveryEvent.class;
  }

  @Override
  public List<? extends Refusal> refusals() {
    return List.of(DeliveryRefusal.values());
  }

  @Override
  public List<Class<? extends Effect>> effects() {
    return List.of(Deliver.class);
  }

  @Override
  public void react(Reactions on) {
    follow(on, RunEvent.Ended.class, Fact.Kind.RUN_ENDED, facts::of);
    follow(on, TaskEvent.Succeeded.class, Fact.Kind.TASK_SUCCEEDED, facts::of);
    follow(on, TaskEvent.Failed.class, Fact.Kind.TASK_FAILED, facts::of);
    follow(on, TaskEvent.Blocked.class, Fact.Kind.TASK_WAITS, facts::of);
    follow(on, TaskEvent.LatchPut.class, Fact.Kind.TASK_WAITS, facts::of);
    follow(on, ApprovalEvent.Asked.class, Fact.Kind.TASK_WAITS, facts::of);
  }

  /** What nobody wants to be told leaves no trace. */
  private <E extends Event> void follow(
      Reactions on, Class<E> to, Fact.Kind kind, Function<E, Optional<Fact>> fact) {
    on.on(
        to,
        event ->
            wanting(kind).isEmpty()
                ? List.<Command>of()
                : fact.apply(event).map(DeliveryCommand.Note::new).stream().toList());
  }

  @Override
  public Decision decide(DeliveryCommand command, Moment at) {
    return rules.decide(command, at);
  }

  @Override
  public void apply(DeliveryEvent event, Instant when) {
    switch (event) {
      case DeliveryEvent.ReceiverAdded added ->
          receivers.put(added.receiver(), Receiver.of(added, when));
      case DeliveryEvent.ReceiverPaused(var name, var by, var reason) ->
          put(receiver(name).in(new Receiver.Stand.Paused(by, reason), when));
      case DeliveryEvent.ReceiverResumed(var name) -> put(receiver(name).forgiven(when));
      case DeliveryEvent.ReceiverParked(var name) ->
          put(receiver(name).in(new Receiver.Stand.Parked(), when));
      case DeliveryEvent.RemovalRequested(var name) ->
          put(receiver(name).in(new Receiver.Stand.Removing(), when).emptied());
      case DeliveryEvent.ReceiverRemoved(var name) -> receivers.delete(name);
      case DeliveryEvent.BackoffEnded(var name) ->
          put(receiver(name).in(new Receiver.Stand.Ready(), when));
      case DeliveryEvent.Noted(var number, var message, var fact) ->
          outbox.put(Outbox.KEY, outbox().and(new Outbox.Noted(number, message, fact, when)));
      case DeliveryEvent.Told told -> told(told, when);
      case DeliveryEvent.Delivered(var id, _, var next) -> {
        deliveries.put(id, delivery(id).delivered(when));
        put(receiver(id.receiver()).acknowledged(next, when));
      }
      case DeliveryEvent.Failed(var id, _, var problem, var until) -> {
        deliveries.put(id, delivery(id).failed(problem));
        put(receiver(id.receiver()).failed(problem, until, when));
      }
      case DeliveryEvent.Withdrawn(var ids) ->
          ids.forEach(id -> deliveries.put(id, delivery(id).withdrawn(when)));
    }
  }

  private void told(DeliveryEvent.Told told, Instant when) {
    var noted = outbox().waiting().getFirst();
    outbox.put(Outbox.KEY, outbox().withoutFirst());
    for (var name : told.to()) {
      var receiver = receiver(name);
      var id = new DeliveryId(name, told.number());
      deliveries.put(id, Delivery.of(id, noted, receiver.gap(), when));
      put(receiver.queued(told.number()));
    }
    told.full().forEach(name -> put(receiver(name).missing()));
  }

  private void put(Receiver receiver) {
    receivers.put(receiver.name(), receiver);
  }
}
