package dev.continuo.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuo.Given;
import dev.continuo.delivery.DeliveryCommand.Answer;
import dev.continuo.engine.Caller;
import dev.continuo.engine.Command;
import dev.continuo.engine.Event;
import dev.continuo.engine.Moment;
import dev.continuo.engine.Recorded;
import dev.continuo.task.Text;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

/** A history with receivers, and a calendar that can be moved. */
final class Receivers {
  static final String URL = "https://ci.example/hook";
  static final List<Fact.Kind> ALL = List.of(Fact.Kind.values());
  static final DeliveryEvent ADDED =
      new DeliveryEvent.ReceiverAdded("ci", URL, ALL, Optional.empty());
  static final Fact FACT =
      new Fact(
          Fact.Kind.RUN_ENDED,
          Given.RUN,
          Optional.empty(),
          "plan",
          "succeeded",
          Text.EMPTY,
          "all tasks have ended");
  static final DeliveryId FIRST = new DeliveryId("ci", 1);
  static final Answer OK = new Answer.Acknowledged();
  static final Answer NO = new Answer.Failed("answered 500", Optional.empty());

  final Given given;
  Instant wall = Given.WALL;

  private Receivers(Given given) {
    this.given = given;
  }

  static Receivers of(Event... events) {
    return of(Given.run(Given.task("first"), Given.task("second")), events);
  }

  static Receivers of(Given given, Event... events) {
    return new Receivers(given.and(events));
  }

  /** The receiver `ci`, for which so many deliveries wait. */
  static Receivers waiting(int count) {
    var receivers = of(ADDED);
    IntStream.rangeClosed(1, count).forEach(receivers::fact);
    return receivers;
  }

  static String message(long number) {
    return "msg_x_" + number;
  }

  private void fact(long number) {
    given.and(
        new DeliveryEvent.Noted(number, message(number), FACT),
        new DeliveryEvent.Told(number, List.of("ci"), List.of()));
  }

  Receivers and(Event... events) {
    given.and(events);
    return this;
  }

  Receivers at(Instant now) {
    wall = now;
    return this;
  }

  Receivers later(Duration by) {
    return at(wall.plus(by));
  }

  private Moment moment() {
    return new Moment(wall, given.moment().awake(), 7);
  }

  /** What comes of it at this time of the calendar, by the short names of its events. */
  String when(Command command) {
    var mark = given.engine.batch().events().size();
    var answer = given.engine.handle(command, Caller.ENGINE, moment());
    if (answer instanceof dev.continuo.engine.Answer.Absent(var home)) {
      given.tables.admit(home);
      return when(command);
    }
    if (answer instanceof dev.continuo.engine.Answer.Refused(var refused)) {
      return "!" + refused.why().code();
    }
    return brief(mark);
  }

  String report(int attempt, Answer answer) {
    return when(new DeliveryCommand.Report(FIRST, attempt, answer));
  }

  /** Lets every due row wake. */
  String wake() {
    var mark = given.engine.batch().events().size();
    for (var next = given.engine.wake(moment()); next.isPresent(); ) {
      if (next.get() instanceof dev.continuo.engine.Answer.Absent(var home)) {
        given.tables.admit(home);
      }
      next = given.engine.wake(moment());
    }
    return brief(mark);
  }

  private String brief(int mark) {
    var events = given.engine.batch().events();
    return String.join(
        " ",
        events.subList(mark, events.size()).stream()
            .map(recorded -> recorded.event().getClass().getSimpleName())
            .toList());
  }

  List<Event> events() {
    return given.engine.batch().events().stream().map(Recorded::event).toList();
  }

  Receiver receiver() {
    return Objects.requireNonNull(given.features.deliveries().receivers().get("ci"));
  }

  boolean gone() {
    return given.features.deliveries().receivers().get("ci") == null;
  }

  Delivery delivery(long number) {
    return Objects.requireNonNull(
        given.features.deliveries().table().get(new DeliveryId("ci", number)));
  }

  /** What is wanted outside of all receivers. */
  List<Deliver> wanted() {
    var wanted =
        given.engine.wanted().stream()
            .filter(Deliver.class::isInstance)
            .map(Deliver.class::cast)
            .toList();
    assertThat(wanted.stream().map(effect -> effect.delivery().receiver())).doesNotHaveDuplicates();
    return wanted;
  }
}
