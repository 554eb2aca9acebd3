package dev.continuo.operation;

import dev.continuo.delivery.Delivery;
import dev.continuo.delivery.DeliveryCommand;
import dev.continuo.delivery.DeliveryRefusal;
import dev.continuo.delivery.Fact;
import dev.continuo.delivery.Receiver;
import dev.continuo.delivery.Receiver.Stand;
import dev.continuo.journal.Reader;
import dev.continuo.journal.RowQuery;
import dev.continuo.journal.columns.DeliveryColumns;
import dev.continuo.journal.columns.ReceiverColumns;
import dev.continuo.task.SecretPart;
import dev.continuo.task.TaskId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Operations on receivers and on what is delivered to them. */
final class ReceiverOperations {
  static final int DELIVERIES_MAX = 1_000;
  static final String DELIVERIES_DEFAULT = "50";

  record OneReceiver(
      @Describe(
              value = "the receiver's name",
              pattern = Receiver.NAME_PATTERN,
              rule = Receiver.NAME_RULE)
          String receiver) {}

  record AddReceiver(
      @Describe(
              value = "the receiver's name",
              pattern = Receiver.NAME_PATTERN,
              rule = Receiver.NAME_RULE)
          String receiver,
      @Describe(
              value = "the URL that messages are sent to, by POST",
              max = Receiver.URL_CHARS_MAX,
              pattern = Receiver.URL_PATTERN,
              rule = Receiver.URL_RULE)
          String url,
      @Describe(
              value = "the events that it gets; all when it is missing or empty",
              words = {"run-ended", "task-succeeded", "task-failed", "task-waits"})
          Set<String> events,
      @Describe(
              value = "the name of the secret that messages are signed with; none when missing",
              pattern = SecretPart.PATTERN,
              rule = SecretPart.RULE)
          @Nullable String secret) {}

  record ReceiverView(
      @Describe("its name") String name,
      @Describe("the URL that messages are sent to, by POST") String url,
      @Describe("the events that it gets") List<String> events,
      @Describe("the name of the secret that messages are signed with") @Nullable String secret,
      @Describe(
              value = "whether messages are sent to it",
              words = {"active", "paused", "parked", "removing"})
          String state,
      @Describe("why it is in this state; may be empty") String reason,
      @Describe("since when it has this state") Instant since,
      @Describe("how many deliveries wait for it") int waiting,
      @Describe("how many events were dropped for it because too many deliveries were waiting")
          long missed,
      @Describe("how often it has failed since its last acknowledgement") int failures,
      @Describe("since when it has been failing") @Nullable Instant failingSince,
      @Describe("what was wrong the last time; may be empty") String problem,
      @Describe("when it is tried again; null when it is not backing off")
          @Nullable Instant retryAt) {}

  record ReceiversView(@Describe("the receivers by name") List<ReceiverView> receivers) {}

  record ListDeliveries(
      @Describe(
              value = "only those for this receiver",
              pattern = Receiver.NAME_PATTERN,
              rule = Receiver.NAME_RULE)
          @Nullable String receiver,
      @Describe(
              value = "only those in these states; all when it is missing",
              words = {"waiting", "delivered", "withdrawn"})
          Set<String> state,
      @Describe(
              value = "the most deliveries on a page",
              min = 1,
              max = DELIVERIES_MAX,
              otherwise = DELIVERIES_DEFAULT)
          int limit,
      @Describe("the `next` of the page before") @Nullable String after) {}

  record DeliveryView(
      @Describe("its id") String id,
      @Describe("the `webhook-id` that the receiver sees, the same each time") String message,
      @Describe("the receiver") String receiver,
      @Describe(
              value = "the event",
              words = {"run-ended", "task-succeeded", "task-failed", "task-waits"})
          String event,
      @Describe("the run that it is about") String run,
      @Describe("the task that it is about; null when it is about the run") @Nullable String task,
      @Describe("the name of the task or of the run") String name,
      @Describe("the state that the message reports") String status,
      @Describe("when that happened") Instant at,
      @Describe(
              value = "its state",
              words = {"waiting", "delivered", "withdrawn"})
          String state,
      @Describe("since when it has this state") Instant since,
      @Describe("how often it was tried") int attempts,
      @Describe("what was wrong the last time; may be empty") String problem) {}

  record DeliveriesView(
      @Describe("the deliveries, those of the newest events first") List<DeliveryView> deliveries,
      @Describe("the `after` of the next page, null at the end") @Nullable String next) {}

  static final Operation<Nothing, ReceiversView> LIST =
      Operation.query(
              "receiver.list",
              Http.get("/v1/receivers"),
              Nothing.class,
              ReceiversView.class,
              "Lists the receivers.")
          .onlyPeople();

  static final Operation<AddReceiver, SequenceView> ADD =
      Operation.command(
              "receiver.add",
              Http.put("/v1/receivers/{receiver}"),
              AddReceiver.class,
              SequenceView.class,
              "Adds a receiver for all later events.")
          .fails(
              DeliveryRefusal.RECEIVER_EXISTS,
              DeliveryRefusal.RECEIVERS_TOO_MANY,
              ProblemCode.SECRET_NOT_FOUND);

  static final Operation<OneReceiver, SequenceView> PAUSE =
      command("receiver.pause", "pause", "Pauses a receiver; its deliveries wait.")
          .fails(DeliveryRefusal.RECEIVER_PAUSED);

  static final Operation<OneReceiver, SequenceView> RESUME =
      command("receiver.resume", "resume", "Resumes a paused or parked receiver.")
          .fails(DeliveryRefusal.RECEIVER_NOT_PAUSED);

  static final Operation<OneReceiver, SequenceView> REMOVE =
      Operation.command(
              "receiver.remove",
              Http.delete("/v1/receivers/{receiver}"),
              OneReceiver.class,
              SequenceView.class,
              "Removes a receiver and withdraws its waiting deliveries.")
          .fails(DeliveryRefusal.RECEIVER_NOT_FOUND);

  static final Operation<OneReceiver, SequenceView> RETRY =
      command("delivery.retry", "retry", "Sends the first waiting delivery of a receiver now.")
          .fails(DeliveryRefusal.RECEIVER_NOT_WAITING, DeliveryRefusal.RECEIVER_PAUSED);

  static final Operation<ListDeliveries, DeliveriesView> DELIVERIES =
      Operation.query(
              "delivery.list",
              Http.get("/v1/deliveries"),
              ListDeliveries.class,
              DeliveriesView.class,
              "Lists deliveries; those that no longer wait are kept for 30 days.")
          .onlyPeople();

  static final List<Operation<?, ?>> DECLARED =
      List.of(LIST, ADD, PAUSE, RESUME, REMOVE, RETRY, DELIVERIES);

  private final Reader store;
  private final Secrets secrets;
  private final Commands commands;

  ReceiverOperations(Ports ports, Commands commands) {
    this.store = ports.store();
    this.secrets = ports.secrets();
    this.commands = commands;
  }

  void bindTo(Operations operations) {
    operations.bind(LIST, (_, _) -> list());
    operations.bind(ADD, this::add);
    operations.bind(
        PAUSE,
        (in, asking) ->
            commands.write(
                new DeliveryCommand.PauseReceiver(in.receiver(), asking.who().actor().name()),
                asking));
    operations.bind(
        RESUME,
        (in, asking) -> commands.write(new DeliveryCommand.ResumeReceiver(in.receiver()), asking));
    operations.bind(
        REMOVE,
        (in, asking) -> commands.write(new DeliveryCommand.RemoveReceiver(in.receiver()), asking));
    operations.bind(
        RETRY, (in, asking) -> commands.write(new DeliveryCommand.Retry(in.receiver()), asking));
    operations.bind(DELIVERIES, (input, _) -> deliveries(input));
  }

  private static Operation<OneReceiver, SequenceView> command(
      String name, String verb, String summary) {
    return Operation.command(
            name,
            Http.post("/v1/receivers/{receiver}/" + verb),
            OneReceiver.class,
            SequenceView.class,
            summary)
        .fails(DeliveryRefusal.RECEIVER_NOT_FOUND);
  }

  private SequenceView add(AddReceiver input, Asking asking) throws InterruptedException {
    var secret = input.secret();
    if (secret != null && secrets.list().stream().noneMatch(known -> known.name().equals(secret))) {
      throw Problems.noSecret(secret);
    }
    var kinds =
        Stream.of(Fact.Kind.values())
            .filter(kind -> input.events().isEmpty() || input.events().contains(kind.word()))
            .toList();
    return commands.write(
        new DeliveryCommand.AddReceiver(
            input.receiver(), input.url(), kinds, Optional.ofNullable(secret)),
        asking);
  }

  private ReceiversView list() {
    var all = store.rows(RowQuery.of(ReceiverColumns.COLUMNS)).rows();
    return new ReceiversView(all.stream().map(this::view).toList());
  }

  private ReceiverView view(Receiver receiver) {
    var waiting =
        RowQuery.of(DeliveryColumns.COLUMNS)
            .where("receiver", Set.of(receiver.name()))
            .where("state", Set.of(Delivery.State.WAITING.word()))
            .limit(Receiver.WAITING_MAX);
    return new ReceiverView(
        receiver.name(),
        receiver.url(),
        receiver.kinds().stream().map(Fact.Kind::word).toList(),
        receiver.secret().orElse(null),
        receiver.stand().word(),
        reason(receiver.stand()),
        receiver.since(),
        store.rows(waiting).rows().size(),
        receiver.missed(),
        receiver.trouble().map(Receiver.Trouble::failures).orElse(0),
        receiver.trouble().map(Receiver.Trouble::since).orElse(null),
        receiver.trouble().map(Receiver.Trouble::last).orElse(""),
        receiver.stand() instanceof Stand.BackingOff(var until) ? until : null);
  }

  private static String reason(Stand stand) {
    return switch (stand) {
      case Stand.Ready _, Stand.BackingOff _, Stand.Removing _ -> "";
      case Stand.Paused(var by, var reason) -> by.isEmpty() ? "it " + reason : "by " + by;
      case Stand.Parked _ -> "it has failed for 3 days";
    };
  }

  private DeliveriesView deliveries(ListDeliveries input) {
    var newest =
        RowQuery.of(DeliveryColumns.COLUMNS)
            .where("receiver", input.receiver() == null ? Set.of() : Set.of(input.receiver()))
            .where("state", input.state())
            .by("number", RowQuery.Direction.DESCENDING)
            .limit(input.limit());
    var after = input.after();
    var wanted =
        after == null
            ? newest
            : newest
                .after(after)
                .orElseThrow(
                    () ->
                        Problems.badParameter(
                            "parameter `after`: `"
                                + Problems.quoted(after)
                                + "` is not allowed, must be the `next` of a page"));
    var page = store.rows(wanted);
    return new DeliveriesView(
        page.rows().stream().map(ReceiverOperations::view).toList(), page.next().orElse(null));
  }

  private static DeliveryView view(Delivery delivery) {
    var fact = delivery.fact();
    return new DeliveryView(
        delivery.id().toString(),
        delivery.message(),
        delivery.id().receiver(),
        fact.kind().word(),
        fact.run().toString(),
        fact.task().map(TaskId::toString).orElse(null),
        fact.name(),
        fact.status(),
        delivery.at(),
        delivery.state().word(),
        delivery.since(),
        delivery.attempts(),
        delivery.problem());
  }
}
