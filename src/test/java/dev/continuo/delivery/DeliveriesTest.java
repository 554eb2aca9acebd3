package dev.continuo.delivery;

import static dev.continuo.delivery.Receivers.ADDED;
import static dev.continuo.delivery.Receivers.ALL;
import static dev.continuo.delivery.Receivers.FIRST;
import static dev.continuo.delivery.Receivers.NO;
import static dev.continuo.delivery.Receivers.OK;
import static dev.continuo.delivery.Receivers.URL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.continuo.Given;
import dev.continuo.Visited;
import dev.continuo.delivery.DeliveryCommand.Answer;
import dev.continuo.engine.Caller;
import dev.continuo.engine.Command;
import dev.continuo.engine.Due;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Receivers, what waits for them, and what becomes of it. */
class DeliveriesTest {
  private static final DeliveryEvent PAUSED = new DeliveryEvent.ReceiverPaused("ci", "ada", "");
  private static final Instant DAY_LATER = Given.WALL.plus(Duration.ofDays(1));

  private static DeliveryCommand report(int attempt, Answer answer) {
    return new DeliveryCommand.Report(FIRST, attempt, answer);
  }

  private static DeliveryEvent failed(int attempt, Instant until) {
    return new DeliveryEvent.Failed(FIRST, attempt, "answered 500", until);
  }

  private static DeliveryCommand add(String name) {
    return new DeliveryCommand.AddReceiver(name, URL, ALL, Optional.empty());
  }

  @Test
  void every_command_is_decided_in_every_state() {
    var visited = new Visited();
    for (var state : states().entrySet()) {
      var said = new LinkedHashMap<String, String>();
      for (var command : commands().entrySet()) {
        visited.pair(state.getKey(), command.getValue().getClass());
        said.put(command.getKey(), state.getValue().get().when(command.getValue()));
      }
      assertThat(said).as(state.getKey()).isEqualTo(expected(state.getKey()));
    }
    visited.isComplete(List.copyOf(states().keySet()), DeliveryCommand.class);
  }

  private static Map<String, Supplier<Receivers>> states() {
    var states = new LinkedHashMap<String, Supplier<Receivers>>();
    states.put("none", Receivers::of);
    states.put("idle", () -> Receivers.of(ADDED));
    states.put("ready", () -> Receivers.waiting(1));
    states.put("backing off", () -> Receivers.waiting(1).and(failed(1, DAY_LATER)));
    states.put("backed off", () -> Receivers.waiting(1).and(failed(1, Given.WALL)));
    states.put("paused", () -> Receivers.waiting(1).and(PAUSED));
    states.put(
        "parked",
        () ->
            Receivers.waiting(1).and(failed(1, DAY_LATER), new DeliveryEvent.ReceiverParked("ci")));
    states.put(
        "removing", () -> Receivers.waiting(1).and(new DeliveryEvent.RemovalRequested("ci")));
    return states;
  }

  private static Map<String, DeliveryCommand> commands() {
    var commands = new LinkedHashMap<String, DeliveryCommand>();
    commands.put("add", add("ci"));
    commands.put("pause", new DeliveryCommand.PauseReceiver("ci", "ada"));
    commands.put("resume", new DeliveryCommand.ResumeReceiver("ci"));
    commands.put("remove", new DeliveryCommand.RemoveReceiver("ci"));
    commands.put("retry", new DeliveryCommand.Retry("ci"));
    commands.put("acknowledged", report(1, OK));
    commands.put("failed", report(1, NO));
    commands.put("failed again", report(2, NO));
    commands.put("gone", report(1, new Answer.Gone()));
    commands.put("note", new DeliveryCommand.Note(Receivers.FACT));
    commands.put("tell", new DeliveryCommand.Tell());
    commands.put("wake", new DeliveryCommand.Wake("ci"));
    return commands;
  }

  /** In the order of the commands. */
  private static Map<String, String> expected(String state) {
    var exists = "!receiver_exists";
    var none = "!receiver_not_found";
    var said =
        switch (state) {
          case "none" ->
              List.of("ReceiverAdded", none, none, none, none, "", "", "", "", "", "", "");
          case "idle" ->
              List.of(
                  exists,
                  "ReceiverPaused",
                  "!receiver_not_paused",
                  "RemovalRequested",
                  "!receiver_not_waiting",
                  "",
                  "",
                  "",
                  "",
                  "Noted",
                  "",
                  "");
          case "ready" ->
              List.of(
                  exists,
                  "ReceiverPaused",
                  "!receiver_not_paused",
                  "RemovalRequested",
                  "!receiver_not_waiting",
                  "Delivered",
                  "Failed",
                  "",
                  "Failed ReceiverPaused",
                  "Noted",
                  "",
                  "");
          case "backing off", "backed off" ->
              List.of(
                  exists,
                  "ReceiverPaused",
                  "!receiver_not_paused",
                  "RemovalRequested",
                  "BackoffEnded",
                  "Delivered",
                  "",
                  "",
                  "",
                  "Noted",
                  "",
                  state.equals("backed off") ? "BackoffEnded" : "");
          case "paused" ->
              List.of(
                  exists,
                  "!receiver_paused",
                  "ReceiverResumed",
                  "RemovalRequested",
                  "!receiver_paused",
                  "Delivered",
                  "",
                  "",
                  "",
                  "Noted",
                  "",
                  "");
          case "parked" ->
              List.of(
                  exists,
                  "ReceiverPaused",
                  "ReceiverResumed",
                  "RemovalRequested",
                  "ReceiverResumed",
                  "Delivered",
                  "",
                  "",
                  "",
                  "Noted",
                  "",
                  "");
          case "removing" ->
              List.of(
                  exists,
                  none,
                  none,
                  none,
                  none,
                  "",
                  "",
                  "",
                  "",
                  "",
                  "",
                  "Withdrawn ReceiverRemoved");
          default -> throw new AssertionError(state);
        };
    var names = List.copyOf(commands().keySet());
    var by = new LinkedHashMap<String, String>();
    IntStream.range(0, said.size()).forEach(i -> by.put(names.get(i), said.get(i)));
    return by;
  }

  @Test
  void refusals_of_receivers_are_told_in_these_words() {
    var full = Receivers.of();
    for (int i = 0; i < Receiver.RECEIVERS_MAX - 1; i++) {
      full.and(new DeliveryEvent.ReceiverAdded("r" + i, URL, ALL, Optional.empty()));
    }
    assertThat(full.when(add("last"))).isEqualTo("ReceiverAdded");
    assertThat(
            List.of(
                told(Receivers.of(), new DeliveryCommand.Retry("ci")),
                told(Receivers.of(ADDED), add("ci")),
                told(full, add("more")),
                told(Receivers.of(ADDED, PAUSED), new DeliveryCommand.Retry("ci")),
                told(Receivers.of(ADDED), new DeliveryCommand.ResumeReceiver("ci")),
                told(Receivers.of(ADDED), new DeliveryCommand.Retry("ci"))))
        .containsExactly(
            "receiver `ci`: not found | `continuo receiver list` shows the receivers",
            "receiver `ci`: already exists, it is active"
                + " | `continuo receiver remove ci` removes it and withdraws its waiting"
                + " deliveries",
            "receivers: 16 exist, no more are allowed"
                + " | `continuo receiver remove NAME` removes one",
            "receiver `ci`: paused, nothing is delivered to it"
                + " | `continuo receiver resume ci` resumes it",
            "receiver `ci`: not paused, it is active | ",
            "receiver `ci`: not backing off, no delivery waits for a retry"
                + " | `continuo deliveries --state waiting` lists what waits");
  }

  private static String told(Receivers receivers, Command command) {
    var given = receivers.given;
    var answer = given.engine.handle(command, Caller.ENGINE, given.moment());
    assertThat(answer).isInstanceOf(dev.continuo.engine.Answer.Refused.class);
    var decision = ((dev.continuo.engine.Answer.Refused) answer).decision();
    return decision.text() + " | " + decision.hint();
  }

  @Test
  void only_the_first_delivery_that_is_not_acknowledged_is_wanted() {
    var receivers = Receivers.waiting(3);
    assertThat(receivers.wanted()).containsExactly(new Deliver(FIRST, 1));

    receivers.report(1, NO);
    assertThat(receivers.wanted()).isEmpty();

    receivers.later(Duration.ofHours(1)).wake();
    assertThat(receivers.wanted()).containsExactly(new Deliver(FIRST, 2));

    receivers.report(2, OK);
    assertThat(receivers.wanted()).containsExactly(new Deliver(new DeliveryId("ci", 2), 1));
    assertThat(receivers.delivery(1).state()).isEqualTo(Delivery.State.DELIVERED);
    assertThat(receivers.delivery(1).attempts()).isEqualTo(2);
    assertThat(receivers.receiver().trouble()).isEmpty();
  }

  @Test
  void a_late_failure_changes_nothing_and_a_late_acknowledgement_counts() {
    var receivers = Receivers.waiting(2);
    receivers.report(1, NO);
    assertThat(receivers.report(1, NO)).isEmpty();
    assertThat(receivers.report(1, OK)).isEqualTo("Delivered");
    assertThat(receivers.report(1, OK)).isEmpty();
    assertThat(receivers.wanted()).containsExactly(new Deliver(new DeliveryId("ci", 2), 1));
  }

  @Test
  void the_back_off_doubles_up_to_an_hour_and_half_of_it_is_chance() {
    for (int failures = 1; failures <= 40; failures++) {
      var full = Duration.ofSeconds(Math.min(5L << Math.min(failures - 1, 20), 3_600));
      for (long seed = 0; seed < 50; seed++) {
        assertThat(Backoff.after(failures, Optional.empty(), seed))
            .isBetween(full.dividedBy(2), full);
      }
    }
    assertThat(Backoff.after(1, Optional.empty(), 1))
        .isNotEqualTo(Backoff.after(1, Optional.empty(), 2));
  }

  @Test
  void a_receiver_may_ask_for_a_longer_wait_and_not_for_more_than_a_day() {
    assertThat(Backoff.after(1, Optional.of(Duration.ofHours(2)), 1))
        .isEqualTo(Duration.ofHours(2));
    assertThat(Backoff.after(1, Optional.of(Duration.ofDays(9)), 1))
        .isEqualTo(Duration.ofHours(24));
    assertThat(Backoff.after(9, Optional.of(Duration.ZERO), 1)).isGreaterThan(Duration.ZERO);
  }

  @Test
  void the_back_off_goes_by_the_calendar_to_the_instant() {
    var receivers = Receivers.waiting(1).and(failed(1, DAY_LATER));
    assertThat(receivers.receiver().due()).isEqualTo(new Due.Wall(DAY_LATER));
    assertThat(receivers.at(DAY_LATER.minusNanos(1)).wake()).isEmpty();
    assertThat(receivers.at(DAY_LATER).wake()).isEqualTo("BackoffEnded");
  }

  @Test
  void a_receiver_is_parked_when_it_has_failed_for_three_days_and_ten_times() {
    assertThat(afterFailures(9).at(Given.WALL.plus(Duration.ofDays(3))).report(10, NO))
        .isEqualTo("Failed ReceiverParked");
    assertThat(
            afterFailures(9).at(Given.WALL.plus(Duration.ofDays(3)).minusNanos(1)).report(10, NO))
        .isEqualTo("Failed");
    assertThat(afterFailures(8).at(Given.WALL.plus(Duration.ofDays(30))).report(9, NO))
        .isEqualTo("Failed");
  }

  /** The first of them was at the beginning. */
  private static Receivers afterFailures(int count) {
    var receivers = Receivers.waiting(2);
    for (int attempt = 1; attempt <= count; attempt++) {
      receivers.and(failed(attempt, Given.WALL), new DeliveryEvent.BackoffEnded("ci"));
    }
    return receivers;
  }

  @Test
  void a_parked_receiver_keeps_what_waits_and_a_retry_takes_it_up_as_if_it_had_never_failed() {
    var receivers = afterFailures(9).at(Given.WALL.plus(Duration.ofDays(4)));
    receivers.report(10, NO);
    assertThat(receivers.wanted()).isEmpty();
    assertThat(receivers.receiver().due()).isEqualTo(Due.NEVER);
    assertThat(receivers.delivery(1).waiting()).isTrue();

    receivers.when(new DeliveryCommand.Retry("ci"));
    assertThat(receivers.wanted()).containsExactly(new Deliver(FIRST, 12));
    assertThat(receivers.report(12, NO)).isEqualTo("Failed");
    assertThat(receivers.receiver().trouble())
        .contains(new Receiver.Trouble(1, receivers.wall, "answered 500"));
  }

  @Test
  void a_receiver_that_answers_gone_is_paused_until_somebody_resumes_it() {
    var receivers = Receivers.waiting(2);
    receivers.report(1, new Answer.Gone());
    assertThat(receivers.receiver().stand())
        .isEqualTo(new Receiver.Stand.Paused("", "answered 410 Gone"));
    assertThat(receivers.later(Duration.ofDays(9)).wake()).isEmpty();

    receivers.when(new DeliveryCommand.ResumeReceiver("ci"));
    assertThat(receivers.wanted()).containsExactly(new Deliver(FIRST, 3));
  }

  @Test
  void a_fact_becomes_one_delivery_for_each_receiver_that_wants_its_kind() {
    var receivers =
        Receivers.of(
            ADDED,
            new DeliveryEvent.ReceiverAdded("all", URL, ALL, Optional.empty()),
            new DeliveryEvent.ReceiverAdded(
                "other", URL, List.of(Fact.Kind.TASK_FAILED), Optional.empty()));
    receivers.when(new DeliveryCommand.Note(Receivers.FACT));
    assertThat(receivers.wanted()).isEmpty();

    assertThat(receivers.wake()).isEqualTo("Told");
    assertThat(receivers.wanted())
        .containsExactlyInAnyOrder(new Deliver(FIRST, 1), new Deliver(new DeliveryId("all", 1), 1));
    assertThat(receivers.delivery(1).message()).matches("msg_[0-9a-z]+_1");
    assertThat(receivers.delivery(1).at()).isEqualTo(Given.WALL);
  }

  @Test
  void facts_keep_their_order_however_many_are_noted_before_one_is_told() {
    var receivers = Receivers.of(ADDED);
    IntStream.range(0, 5).forEach(_ -> receivers.when(new DeliveryCommand.Note(Receivers.FACT)));
    assertThat(receivers.wake()).isEqualTo("Told Told Told Told Told");
    for (int number = 1; number <= 5; number++) {
      assertThat(receivers.wanted()).containsExactly(new Deliver(new DeliveryId("ci", number), 1));
      receivers.when(new DeliveryCommand.Report(new DeliveryId("ci", number), 1, OK));
    }
    assertThat(receivers.wanted()).isEmpty();
    assertThat(receivers.given.features.deliveries().pending()).isFalse();
  }

  @Test
  void a_fact_beyond_the_limit_is_not_kept_and_the_next_delivery_says_how_many_were_not() {
    var receivers = Receivers.waiting(Receiver.WAITING_MAX);
    receivers.when(new DeliveryCommand.Note(Receivers.FACT));
    receivers.when(new DeliveryCommand.Note(Receivers.FACT));
    receivers.wake();
    assertThat(receivers.events())
        .contains(new DeliveryEvent.Told(Receiver.WAITING_MAX + 1, List.of(), List.of("ci")));
    assertThat(receivers.receiver().missed()).isEqualTo(2);

    receivers.report(1, OK);
    receivers.when(new DeliveryCommand.Note(Receivers.FACT));
    receivers.when(new DeliveryCommand.Note(Receivers.FACT));
    receivers.wake();
    assertThat(receivers.delivery(Receiver.WAITING_MAX + 3).skipped()).isEqualTo(2);
    assertThat(receivers.receiver().missed()).isEqualTo(3);
    assertThat(receivers.receiver().gap()).isEqualTo(1);
  }

  @Test
  void a_removed_receiver_withdraws_what_waits_in_small_steps_and_its_numbers_never_come_back() {
    var receivers = Receivers.waiting(250);
    receivers.when(new DeliveryCommand.RemoveReceiver("ci"));
    assertThat(receivers.wanted()).isEmpty();
    assertThat(receivers.wake()).isEqualTo("Withdrawn Withdrawn Withdrawn ReceiverRemoved");
    assertThat(receivers.gone()).isTrue();
    assertThat(receivers.delivery(250).state()).isEqualTo(Delivery.State.WITHDRAWN);

    receivers.when(add("ci"));
    receivers.when(new DeliveryCommand.Note(Receivers.FACT));
    receivers.wake();
    assertThat(receivers.wanted()).containsExactly(new Deliver(new DeliveryId("ci", 251), 1));
  }

  @Test
  void a_paused_receiver_gets_later_what_happens_meanwhile() {
    var receivers = Receivers.of(ADDED, PAUSED);
    receivers.when(new DeliveryCommand.Note(Receivers.FACT));
    receivers.wake();
    assertThat(receivers.wanted()).isEmpty();
    receivers.when(new DeliveryCommand.ResumeReceiver("ci"));
    assertThat(receivers.wanted()).containsExactly(new Deliver(FIRST, 2));
  }

  /** What a row wanted before a batch is not released again by it. */
  @Test
  void a_failure_that_comes_while_a_receiver_is_paused_is_followed_by_another_try() {
    var receivers = Receivers.waiting(1);
    receivers.given.engine.committed();
    receivers.when(new DeliveryCommand.PauseReceiver("ci", "ada"));
    assertThat(receivers.report(1, NO)).isEmpty();
    receivers.when(new DeliveryCommand.ResumeReceiver("ci"));
    assertThat(receivers.given.engine.batch().effects()).containsExactly(new Deliver(FIRST, 2));
  }

  @Test
  void something_is_to_be_delivered_while_an_active_receiver_has_a_delivery() {
    var pending =
        states().entrySet().stream()
            .filter(state -> state.getValue().get().given.features.deliveries().pending())
            .map(Map.Entry::getKey)
            .toList();
    assertThat(pending).containsExactly("ready", "backing off", "backed off");
  }

  @Test
  void a_waiting_delivery_stays_in_memory_and_an_ended_one_is_kept_for_thirty_days() {
    var receivers = Receivers.waiting(1);
    assertThat(receivers.delivery(1).live()).isTrue();
    assertThat(receivers.delivery(1).keptUntil()).isEmpty();
    receivers.report(1, OK);
    assertThat(receivers.delivery(1).live()).isFalse();
    assertThat(receivers.delivery(1).keptUntil()).contains(Given.WALL.plus(Duration.ofDays(30)));
  }

  @Test
  void an_id_is_sorted_as_its_text_is() {
    assertThat(FIRST.toString()).isEqualTo("ci.000000000001");
    assertThat(DeliveryId.stored("ci.000000000001")).isEqualTo(FIRST);
    assertThat(new DeliveryId("ci", 9)).isLessThan(new DeliveryId("ci", 10));
    assertThatThrownBy(() -> DeliveryId.stored("ci")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_receiver_has_a_name_that_needs_no_escaping_and_a_url_without_secrets() {
    for (var url :
        List.of(
            "http://localhost:8080/hook",
            "http://127.0.0.1/",
            "https://a.example",
            "https://a.example?x=%20y",
            "http://[::1]:8080/a/b?c=d",
            "https://a.example/" + "%20".repeat(676) + "xx")) {
      assertThat(new DeliveryCommand.AddReceiver("ci", url, ALL, Optional.empty()).url())
          .isEqualTo(url);
      assertThat(java.net.URI.create(url).getHost()).isNotEmpty();
    }
    for (var url :
        List.of(
            "",
            "ftp://a.example/",
            "https://ada:secret@a.example/",
            "https://ada@a.example/",
            "https:///path",
            "https://a.example/#top",
            "https://a.example/a b",
            "https://a.example/%zz",
            "https://a_b.example/",
            "https://-a.example/",
            "/hook",
            "https://a.example/" + "x".repeat(2_048))) {
      assertThatThrownBy(() -> new DeliveryCommand.AddReceiver("ci", url, ALL, Optional.empty()))
          .as(url)
          .isInstanceOf(IllegalArgumentException.class);
    }
    for (var name : List.of("", "-a", "a-", "A", "a.b", "a b", "x".repeat(41))) {
      assertThatThrownBy(() -> add(name)).as(name).isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(add("x".repeat(40))).isNotNull();
  }
}
