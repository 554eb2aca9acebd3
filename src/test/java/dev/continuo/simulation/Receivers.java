package dev.continuo.simulation;

import dev.continuo.delivery.Deliver;
import dev.continuo.delivery.DeliveryCommand;
import dev.continuo.delivery.DeliveryCommand.Answer;
import dev.continuo.delivery.DeliveryEvent;
import dev.continuo.delivery.DeliveryId;
import dev.continuo.delivery.Fact;
import dev.continuo.delivery.Receiver;
import dev.continuo.engine.Command;
import dev.continuo.engine.Recorded;
import dev.continuo.run.RunEvent;
import dev.continuo.task.Kind;
import dev.continuo.task.TaskEvent;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Receivers outside, which survive every server: some answer, some do not, some take what they do
 * not acknowledge. They keep an account of their own, by which the log is judged.
 */
final class Receivers {
  private enum Stand {
    ACTIVE,
    PAUSED,
    PARKED,
    REMOVING,
    GONE
  }

  /** One receiver from when it was added until it was removed. */
  private static final class Outside {
    final String name;
    final List<Fact.Kind> kinds;

    /** Whether it never answers well. */
    final boolean dead;

    /** What it is to be told and has not acknowledged, as the log says. */
    final Deque<Long> waiting = new ArrayDeque<>();

    final Set<Long> acknowledged = new HashSet<>();
    long newest;
    Stand stand = Stand.ACTIVE;

    Outside(String name, List<Fact.Kind> kinds, boolean dead) {
      this.name = name;
      this.kinds = kinds;
      this.dead = dead;
    }

    @Override
    public String toString() {
      return "receiver " + name + ", " + stand + (dead ? ", dead" : "") + ", waiting " + waiting;
    }
  }

  private static final String URL = "http://127.0.0.1/";
  private static final List<String> NAMES = List.of("chat", "ci", "pager");

  private final Life life;

  /** Of its own, so that lives without receivers are what they would be without this. */
  private final Chance chance;

  private final Map<String, Outside> byName = new TreeMap<>();
  private final Map<Long, String> messages = new HashMap<>();
  private final Deque<Long> untold = new ArrayDeque<>();
  private final Map<Fact.Kind, Integer> owed = new EnumMap<>(Fact.Kind.class);
  private long noted;
  private boolean peace;

  Receivers(Life life, long seed) {
    this.life = life;
    chance = new Chance(seed + 0x5eed);
  }

  /** Nothing goes wrong any more but with those that are dead. */
  void heal() {
    peace = true;
  }

  /** Somebody adds some of them, and meddles with them. */
  void schedule() {
    if (!chance.once(3)) {
      return;
    }
    for (int i = chance.between(1, 3); i > 0; i--) {
      var name = chance.pick(NAMES);
      life.time().after(chance.below(2_000), () -> add(name));
    }
    for (int i = chance.below(8); i > 0; i--) {
      life.time().after(chance.between(500, 80_000), this::meddle);
    }
    if (chance.once(40)) {
      for (int i = 0; i <= Receiver.RECEIVERS_MAX; i++) {
        add("receiver-" + i);
      }
    }
  }

  private void add(String name) {
    var kinds = new ArrayList<>(List.of(Fact.Kind.values()));
    kinds.removeIf(_ -> chance.once(4));
    var some = kinds.isEmpty() ? List.of(Fact.Kind.RUN_ENDED) : kinds;
    life.clients().wish(new DeliveryCommand.AddReceiver(name, URL, some, Optional.empty()));
  }

  private void meddle() {
    var name = chance.pick(NAMES);
    life.clients()
        .wish(
            switch (chance.below(8)) {
              case 0, 1 -> new DeliveryCommand.PauseReceiver(name, "ada");
              case 2, 3 -> new DeliveryCommand.ResumeReceiver(name);
              case 4 -> new DeliveryCommand.RemoveReceiver(name);
              default -> new DeliveryCommand.Retry(name);
            });
    if (chance.once(3)) {
      add(name);
    }
  }

  /** What a person does who wants all of it to go on. */
  void encourage() {
    byName.values().stream()
        .filter(outside -> outside.stand == Stand.PAUSED || outside.stand == Stand.PARKED)
        .map(outside -> new DeliveryCommand.ResumeReceiver(outside.name))
        .toList()
        .forEach(life.clients()::wish);
  }

  /** Whether the log knows that this is to be delivered. */
  boolean knows(Deliver wanted) {
    var outside = byName.get(wanted.delivery().receiver());
    return outside != null && outside.waiting.contains(wanted.delivery().number());
  }

  /** A request under way; {@code report} is told what comes back, if anything does. */
  Runnable request(Deliver wanted, Consumer<Command> report) {
    var outside = outside(wanted.delivery().receiver());
    return () -> arrived(outside, wanted, report);
  }

  private void arrived(Outside outside, Deliver wanted, Consumer<Command> report) {
    var number = wanted.delivery().number();
    Invariant.DELIVERED_IN_ORDER.holds(
        number <= outside.newest
            || outside.waiting.stream()
                .allMatch(other -> other >= number || outside.acknowledged.contains(other)),
        () -> wanted + " overtakes: " + outside);
    outside.newest = Math.max(outside.newest, number);
    life.trace().say(() -> "receiver: " + outside.name + " gets " + wanted);
    var answer = answer(outside);
    if (answer.takes) {
      outside.acknowledged.add(number);
    }
    var command = new DeliveryCommand.Report(wanted.delivery(), wanted.attempt(), answer.heard);
    if (!peace && chance.once(6)) {
      life.time().after(chance.below(5_000), () -> report.accept(command));
    } else {
      report.accept(command);
    }
  }

  /** What it does with a request, and what comes back of that. */
  private record Reaction(boolean takes, Answer heard) {}

  private Reaction answer(Outside outside) {
    if (outside.dead) {
      return new Reaction(false, failed("answered 500", Optional.empty()));
    }
    return switch (peace ? 9 : chance.below(10)) {
      case 0 -> new Reaction(false, failed("answered 500", Optional.empty()));
      case 1 -> new Reaction(false, failed("answered 429", Optional.of(Duration.ofSeconds(20))));
      case 2 -> new Reaction(true, failed("no answer", Optional.empty()));
      case 3 ->
          chance.once(3)
              ? new Reaction(false, new Answer.Gone())
              : new Reaction(true, new Answer.Acknowledged());
      default -> new Reaction(true, new Answer.Acknowledged());
    };
  }

  private static Answer failed(String problem, Optional<Duration> retryAfter) {
    return new Answer.Failed(problem, retryAfter);
  }

  /** Judges an event by what was before it, and remembers it. */
  void written(Recorded recorded) {
    switch (recorded.event()) {
      case DeliveryEvent event -> take(event);
      case RunEvent.Ended _ -> owe(Fact.Kind.RUN_ENDED);
      case TaskEvent.Succeeded(var id) when work(id) -> owe(Fact.Kind.TASK_SUCCEEDED);
      case TaskEvent.Failed(var id, _) when work(id) -> owe(Fact.Kind.TASK_FAILED);
      default -> {}
    }
  }

  private boolean work(dev.continuo.task.TaskId id) {
    return life.history().task(id).spec.kind() == Kind.WORK;
  }

  private void owe(Fact.Kind kind) {
    if (byName.values().stream().anyMatch(outside -> wants(outside, kind))) {
      owed.merge(kind, 1, Integer::sum);
    }
  }

  private static boolean wants(Outside outside, Fact.Kind kind) {
    return outside.stand != Stand.REMOVING && outside.kinds.contains(kind);
  }

  private void take(DeliveryEvent event) {
    switch (event) {
      case DeliveryEvent.ReceiverAdded(var name, _, var kinds, _) ->
          byName.put(name, new Outside(name, kinds, chance.once(15)));
      case DeliveryEvent.ReceiverPaused(var name, _, _) -> outside(name).stand = Stand.PAUSED;
      case DeliveryEvent.ReceiverResumed(var name) -> outside(name).stand = Stand.ACTIVE;
      case DeliveryEvent.ReceiverParked(var name) -> outside(name).stand = Stand.PARKED;
      case DeliveryEvent.RemovalRequested(var name) -> outside(name).stand = Stand.REMOVING;
      case DeliveryEvent.ReceiverRemoved(var name) -> {
        Invariant.DELIVERED_IN_ORDER.holds(
            outside(name).waiting.isEmpty(), () -> "removed: " + outside(name));
        outside(name).stand = Stand.GONE;
        byName.remove(name);
      }
      case DeliveryEvent.BackoffEnded _ -> {}
      case DeliveryEvent.Noted noted -> noted(noted);
      case DeliveryEvent.Told told -> told(told);
      case DeliveryEvent.Delivered(var id, _, var next) -> delivered(id, next);
      case DeliveryEvent.Failed(var id, _, _, _) ->
          Invariant.DELIVERED_IN_ORDER.holds(
              Long.valueOf(id.number()).equals(outside(id.receiver()).waiting.peek()),
              () -> id + " failed before its turn: " + outside(id.receiver()));
      case DeliveryEvent.Withdrawn(var ids) ->
          ids.forEach(
              id ->
                  Invariant.DELIVERED_IN_ORDER.holds(
                      outside(id.receiver()).stand == Stand.REMOVING
                          && outside(id.receiver()).waiting.remove(id.number()),
                      () -> id + " is withdrawn: " + outside(id.receiver())));
    }
  }

  private void noted(DeliveryEvent.Noted event) {
    Invariant.DELIVERED_IN_ORDER.holds(
        event.number() == noted + 1 && !messages.containsValue(event.message()),
        () -> event + " follows " + noted + " or has the id of another");
    noted = event.number();
    messages.put(noted, event.message());
    untold.add(noted);
    owed.computeIfPresent(event.fact().kind(), (_, count) -> count == 1 ? null : count - 1);
  }

  private void told(DeliveryEvent.Told event) {
    Invariant.DELIVERED_IN_ORDER.holds(
        Long.valueOf(event.number()).equals(untold.poll()), () -> event + " is not next");
    Invariant.DELIVERED_IN_ORDER.holds(
        event.full().stream()
            .allMatch(name -> outside(name).waiting.size() == Receiver.WAITING_MAX),
        () -> event + " leaves out a receiver that has room");
    event.to().forEach(name -> outside(name).waiting.add(event.number()));
  }

  private void delivered(DeliveryId id, Optional<DeliveryId> next) {
    var outside = outside(id.receiver());
    Invariant.DELIVERED_IS_ACKNOWLEDGED.holds(
        outside.acknowledged.contains(id.number()),
        () -> id + " is delivered, and was not acknowledged: " + outside);
    Invariant.DELIVERED_IN_ORDER.holds(
        Long.valueOf(id.number()).equals(outside.waiting.poll())
            && next.map(DeliveryId::number).equals(Optional.ofNullable(outside.waiting.peek())),
        () -> id + " is delivered, then comes " + next + ": " + outside);
    if (outside.stand == Stand.PARKED) {
      outside.stand = Stand.ACTIVE;
    }
  }

  private Outside outside(String name) {
    var outside = byName.get(name);
    if (outside == null) {
      throw new Invariant.Violation(Invariant.NO_BUG, "the log speaks of no receiver " + name);
    }
    return outside;
  }

  /** At rest, every active receiver has got all its deliveries. */
  void atRest() {
    Invariant.EVERYTHING_MOVES_ON.holds(
        untold.isEmpty() && owed.isEmpty(), () -> untold + " are not told, " + owed + " not noted");
    for (var outside : byName.values()) {
      Invariant.EVERYTHING_MOVES_ON.holds(
          switch (outside.stand) {
            case ACTIVE -> outside.waiting.isEmpty();
            case PAUSED, PARKED -> true;
            case REMOVING, GONE -> false;
          },
          () -> "nothing comes of " + outside);
    }
  }
}
