package dev.continuo.operation;

import dev.continuo.dispatch.DispatchCommand;
import dev.continuo.dispatch.DispatchRefusal;
import dev.continuo.dispatch.Limit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Operations on the server itself. */
final class ServerOperations {
  record HealthView(
      @Describe(value = "it can write and read", words = "ok") String status,
      @Describe("the version of the program") String version,
      @Describe("the number of the newest event") long head) {}

  record StoreView(
      @Describe("the number of the newest event") long head,
      @Describe("the number of the last event that is only in the archive; 0 when all are kept")
          long floor) {}

  record AttemptsView(
      @Describe("how many attempts may be alive at once") int limit,
      @Describe("how many are alive") int used) {}

  record ServerView(
      @Describe("the version of the program") String version,
      @Describe("its process id") long pid,
      @Describe("the address that it answers at") String url,
      @Describe("when it started") Instant startedAt,
      @Describe("it stops after so many idle milliseconds; null when it stays")
          @Nullable Long idleStopMs,
      @Describe("the store; null for the token of a turn") @Nullable StoreView store,
      @Describe("the attempts of the whole store; null for the token of a turn")
          @Nullable AttemptsView attempts,
      @Describe(
              "the time before this server in which none ran; null before the first stop, and for"
                  + " the token of a turn")
          @Nullable Absence absence) {}

  record StopServer(
      @Describe("whether all attempts are ended first; without it they go on")
          boolean killAttempts) {}

  record SetLimit(
      @Describe("the limit's name; the only one is `attempts`") String limit,
      @Describe("the new value, 0 to 10000; 0 lets nothing start") int value) {}

  static final Operation<Nothing, HealthView> HEALTH =
      Operation.query(
              "server.health",
              Http.get("/health"),
              Nothing.class,
              HealthView.class,
              "Checks whether the server can write. This does not keep an idle server running.")
          .allow(CallerKind.ATTEMPT, Scope.ANY)
          .allow(CallerKind.STRANGER, Scope.ANY);

  static final Operation<Nothing, ServerView> SHOW =
      Operation.query(
              "server.show",
              Http.get("/v1/server"),
              Nothing.class,
              ServerView.class,
              "Describes the server.")
          .allow(CallerKind.ATTEMPT, Scope.ANY);

  static final Operation<Nothing, JsonText> OPENAPI =
      Operation.query(
              "server.openapi",
              Http.get("/v1/openapi.json"),
              Nothing.class,
              JsonText.class,
              "Answers this description of the interface, in OpenAPI 3.1.")
          .allow(CallerKind.ATTEMPT, Scope.ANY);

  static final Operation<StopServer, SequenceView> STOP =
      Operation.command(
              "server.stop",
              Http.post("/v1/server/stop").answering(202),
              StopServer.class,
              SequenceView.class,
              "Stops the server.")
          .repeatable();

  static final Operation<SetLimit, SequenceView> SET_LIMIT =
      Operation.command(
              "limit.set",
              Http.put("/v1/limits/{limit}"),
              SetLimit.class,
              SequenceView.class,
              "Sets a limit of the whole store.")
          .fails(DispatchRefusal.LIMIT_UNKNOWN, DispatchRefusal.LIMIT_OUT_OF_RANGE);

  static final List<Operation<?, ?>> DECLARED = List.of(HEALTH, SHOW, OPENAPI, STOP, SET_LIMIT);

  private final Program program;
  private final Ports ports;
  private final Commands commands;

  ServerOperations(Program program, Ports ports, Commands commands) {
    this.program = program;
    this.ports = ports;
    this.commands = commands;
  }

  void bindTo(Operations operations) {
    operations.bind(HEALTH, (_, _) -> health());
    operations.bind(SHOW, (_, asking) -> show(asking.who()));
    operations.bind(OPENAPI, (_, _) -> new JsonText(program.openApi().get()));
    operations.bind(STOP, this::stop);
    operations.bind(SET_LIMIT, this::setLimit);
  }

  private HealthView health() {
    if (!ports.serving().getAsBoolean()) {
      throw Problems.unavailable("it cannot be written");
    }
    return new HealthView("ok", program.version(), ports.commits().head());
  }

  /** A turn is shown where its server is, and nothing about the work of others. */
  private ServerView show(Who who) {
    return switch (who) {
      case Who.Attempt _ -> view(null, null, null);
      case Who.Person _, Who.Stranger _ -> {
        var store = ports.store();
        var attempts = ports.usage().attempts();
        yield view(
            new StoreView(store.head(), store.floor()),
            new AttemptsView(attempts.limit(), attempts.used()),
            ports.absence().get().orElse(null));
      }
    };
  }

  private ServerView view(
      @Nullable StoreView store, @Nullable AttemptsView attempts, @Nullable Absence absence) {
    return new ServerView(
        program.version(),
        ProcessHandle.current().pid(),
        program.url().get(),
        program.startedAt(),
        program.idleStop().map(Duration::toMillis).orElse(null),
        store,
        attempts,
        absence);
  }

  private SequenceView stop(StopServer input, Asking asking) {
    var attempts = input.killAttempts() ? Stopper.Attempts.KILL : Stopper.Attempts.KEEP;
    asking.afterwards().accept(() -> ports.stopper().stop(attempts));
    return new SequenceView(ports.commits().head());
  }

  private SequenceView setLimit(SetLimit input, Asking asking) throws InterruptedException {
    if (!input.limit().equals(Limit.ATTEMPTS)) {
      throw Problems.noLimit(input.limit());
    }
    return commands.write(new DispatchCommand.SetLimit(input.limit(), input.value()), asking);
  }
}
