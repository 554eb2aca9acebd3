package dev.continuo.delivery;

import static dev.continuo.engine.Decision.accept;
import static dev.continuo.engine.Decision.refuse;

import dev.continuo.delivery.DeliveryCommand.Answer;
import dev.continuo.delivery.Receiver.Stand;
import dev.continuo.engine.Decision;
import dev.continuo.engine.Facts;
import dev.continuo.engine.Moment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import java.util.SplittableRandom;

/** What is decided about receivers and their deliveries. */
final class DeliveryRules {
  /** How many deliveries one step withdraws. */
  static final int WITHDRAWN_A_STEP = 100;

  private final Deliveries deliveries;

  DeliveryRules(Deliveries deliveries) {
    this.deliveries = deliveries;
  }

  Decision decide(DeliveryCommand command, Moment at) {
    return switch (command) {
      case DeliveryCommand.AddReceiver add -> add(add);
      case DeliveryCommand.PauseReceiver(var name, var by) -> pause(name, by);
      case DeliveryCommand.ResumeReceiver(var name) -> resume(name);
      case DeliveryCommand.RemoveReceiver(var name) -> remove(name);
      case DeliveryCommand.Retry(var name) -> retry(name);
      case DeliveryCommand.Report report -> report(report, at);
      case DeliveryCommand.Note(var fact) -> note(fact, at);
      case DeliveryCommand.Tell _ -> tell();
      case DeliveryCommand.Wake(var name) -> wake(name, at);
    };
  }

  private Decision add(DeliveryCommand.AddReceiver add) {
    var name = add.receiver();
    var known = deliveries.find(name);
    if (known != null) {
      return refuse(
          DeliveryRefusal.RECEIVER_EXISTS,
          Facts.of("receiver", name).and("state", known.stand().word()));
    }
    if (deliveries.count() >= Receiver.RECEIVERS_MAX) {
      return refuse(DeliveryRefusal.RECEIVERS_TOO_MANY, Facts.of("max", Receiver.RECEIVERS_MAX));
    }
    return accept(new DeliveryEvent.ReceiverAdded(name, add.url(), add.kinds(), add.secret()));
  }

  private Decision pause(String name, String by) {
    var receiver = deliveries.find(name);
    if (receiver == null) {
      return notFound(name);
    }
    return switch (receiver.stand()) {
      case Stand.Ready _, Stand.BackingOff _, Stand.Parked _ ->
          accept(new DeliveryEvent.ReceiverPaused(name, by, ""));
      case Stand.Paused _ -> refuse(DeliveryRefusal.RECEIVER_PAUSED, facts(receiver));
      case Stand.Removing _ -> notFound(name);
    };
  }

  private Decision resume(String name) {
    var receiver = deliveries.find(name);
    if (receiver == null) {
      return notFound(name);
    }
    return switch (receiver.stand()) {
      case Stand.Paused _, Stand.Parked _ -> accept(new DeliveryEvent.ReceiverResumed(name));
      case Stand.Ready _, Stand.BackingOff _ ->
          refuse(DeliveryRefusal.RECEIVER_NOT_PAUSED, facts(receiver));
      case Stand.Removing _ -> notFound(name);
    };
  }

  private Decision retry(String name) {
    var receiver = deliveries.find(name);
    if (receiver == null) {
      return notFound(name);
    }
    return switch (receiver.stand()) {
      case Stand.BackingOff _ -> accept(new DeliveryEvent.BackoffEnded(name));
      case Stand.Parked _ -> accept(new DeliveryEvent.ReceiverResumed(name));
      case Stand.Ready _ -> refuse(DeliveryRefusal.RECEIVER_NOT_WAITING, facts(receiver));
      case Stand.Paused _ -> refuse(DeliveryRefusal.RECEIVER_PAUSED, facts(receiver));
      case Stand.Removing _ -> notFound(name);
    };
  }

  /** One that is being removed is as good as gone. */
  private Decision remove(String name) {
    var receiver = deliveries.find(name);
    return receiver == null || receiver.removing()
        ? notFound(name)
        : accept(new DeliveryEvent.RemovalRequested(name));
  }

  private static Decision notFound(String name) {
    return refuse(DeliveryRefusal.RECEIVER_NOT_FOUND, Facts.of("receiver", name));
  }

  private static Facts facts(Receiver receiver) {
    return Facts.of("receiver", receiver.name()).and("state", receiver.stand().word());
  }

  /**
   * A late or repeated report changes nothing. An acknowledgement counts whichever try it is of,
   * for the receiver has the delivery; a failure counts only for the try that is under way.
   */
  private Decision report(DeliveryCommand.Report report, Moment at) {
    var id = report.delivery();
    var receiver = deliveries.find(id.receiver());
    if (receiver == null
        || receiver.head().filter(head -> head.number() == id.number()).isEmpty()) {
      return accept();
    }
    var underWay =
        receiver.stand() instanceof Stand.Ready
            && receiver.head().filter(head -> head.attempt() == report.attempt()).isPresent();
    return switch (report.answer()) {
      case Answer.Acknowledged _ -> {
        var next = deliveries.waiting(id.receiver()).higher(id);
        yield accept(new DeliveryEvent.Delivered(id, report.attempt(), Optional.ofNullable(next)));
      }
      case Answer.Failed(var problem, var retryAfter) ->
          underWay ? failed(receiver, report, problem, retryAfter, at) : accept();
      case Answer.Gone _ -> underWay ? gone(receiver, report, at) : accept();
    };
  }

  private static Decision failed(
      Receiver receiver,
      DeliveryCommand.Report report,
      String problem,
      Optional<Duration> retryAfter,
      Moment at) {
    var failures = receiver.trouble().map(Receiver.Trouble::failures).orElse(0) + 1;
    var until = at.wall().plus(Backoff.after(failures, retryAfter, at.seed()));
    var failed = new DeliveryEvent.Failed(report.delivery(), report.attempt(), problem, until);
    return failures >= Receiver.FAILURES_MIN && failingForTooLong(receiver, at)
        ? accept(failed, new DeliveryEvent.ReceiverParked(receiver.name()))
        : accept(failed);
  }

  private static boolean failingForTooLong(Receiver receiver, Moment at) {
    return receiver
        .trouble()
        .filter(trouble -> !trouble.since().plus(Receiver.FAILING_MAX).isAfter(at.wall()))
        .isPresent();
  }

  private static Decision gone(Receiver receiver, DeliveryCommand.Report report, Moment at) {
    var problem = "answered 410 Gone";
    return accept(
        new DeliveryEvent.Failed(report.delivery(), report.attempt(), problem, at.wall()),
        new DeliveryEvent.ReceiverPaused(receiver.name(), "", problem));
  }

  private Decision note(Fact fact, Moment at) {
    if (deliveries.wanting(fact.kind()).isEmpty()) {
      return accept();
    }
    var number = deliveries.outbox().last() + 1;
    return accept(new DeliveryEvent.Noted(number, message(number, at.seed()), fact));
  }

  /**
   * The number alone would be unique in this store; a receiver may be told by several. Without a
   * full stop, which separates the parts of what is signed.
   */
  private static String message(long number, long seed) {
    var chance = new SplittableRandom(seed).nextLong();
    return "msg_" + Long.toUnsignedString(chance, 36) + "_" + number;
  }

  private Decision tell() {
    var outbox = deliveries.outbox();
    if (outbox.waiting().isEmpty()) {
      return accept();
    }
    var first = outbox.waiting().getFirst();
    var to = new ArrayList<String>();
    var full = new ArrayList<String>();
    for (var name : deliveries.wanting(first.fact().kind())) {
      (deliveries.waiting(name).size() < Receiver.WAITING_MAX ? to : full).add(name);
    }
    return accept(new DeliveryEvent.Told(first.number(), to, full));
  }

  private Decision wake(String name, Moment at) {
    var receiver = deliveries.find(name);
    if (receiver == null) {
      return accept();
    }
    return switch (receiver.stand()) {
      case Stand.BackingOff(var until) when !until.isAfter(at.wall()) ->
          accept(new DeliveryEvent.BackoffEnded(name));
      case Stand.Removing _ -> clear(name);
      case Stand.Ready _, Stand.BackingOff _, Stand.Paused _, Stand.Parked _ -> accept();
    };
  }

  /** Withdraws some of what waits; the last step removes the receiver as well. */
  private Decision clear(String name) {
    var waiting = deliveries.waiting(name);
    var some = waiting.stream().limit(WITHDRAWN_A_STEP).toList();
    var events = new ArrayList<DeliveryEvent>();
    if (!some.isEmpty()) {
      events.add(new DeliveryEvent.Withdrawn(some));
    }
    if (some.size() == waiting.size()) {
      events.add(new DeliveryEvent.ReceiverRemoved(name));
    }
    return accept(events);
  }
}
