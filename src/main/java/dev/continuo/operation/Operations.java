package dev.continuo.operation;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * All operations with their handlers. Every door calls {@link #call} or {@link #feed}, which check
 * the caller's rights. Thread-safe.
 */
public final class Operations implements AutoCloseable {
  /** Every operation that there is. */
  public static final List<Operation<?, ?>> DECLARED =
      Stream.of(
              ServerOperations.DECLARED,
              PlanOperations.DECLARED,
              RunOperations.DECLARED,
              TaskOperations.DECLARED,
              SyncOperations.DECLARED,
              ApprovalOperations.DECLARED,
              OutputOperations.DECLARED,
              EventOperations.DECLARED,
              DurationOperations.DECLARED,
              SecretOperations.DECLARED,
              ReceiverOperations.DECLARED)
          .<Operation<?, ?>>flatMap(Collection::stream)
          .toList();

  /** The path of health checks, which do not keep an idle server running. */
  public static final String HEALTH_PATH = ServerOperations.HEALTH.http().path();

  /** How long a query waits for the event that it names. */
  private static final Duration FRESH_MAX = Duration.ofSeconds(5);

  /** How long the outcome of a command is awaited. */
  private static final Duration OUTCOME_MAX = Duration.ofSeconds(30);

  private final Map<String, Handler<?, ?>> handlers = new HashMap<>();
  private final Map<String, Handler<?, EventOperations.Feed>> feeds = new HashMap<>();
  private final Access access;
  private final Waits waits;
  private final Freshness freshness;
  private final ComputePool pool = new ComputePool(Runtime.getRuntime().availableProcessors());

  public Operations(Program program, Ports ports) {
    access = new Access(ports.store());
    waits = new Waits(ports.commits());
    freshness = new Freshness(waits, FRESH_MAX);
    var commands = new Commands(ports.gateway(), OUTCOME_MAX);
    var runWaits = new RunWaits(ports.store(), waits);
    new ServerOperations(program, ports, commands).bindTo(this);
    new PlanOperations(ports, commands, access, pool).bindTo(this);
    new RunOperations(ports, commands, runWaits).bindTo(this);
    new TaskOperations(ports, commands, runWaits).bindTo(this);
    new SyncOperations(ports, commands, runWaits).bindTo(this);
    new ApprovalOperations(ports, commands).bindTo(this);
    new OutputOperations(ports, waits).bindTo(this);
    new EventOperations(ports, waits).bindTo(this);
    new DurationOperations(ports).bindTo(this);
    new SecretOperations(ports).bindTo(this);
    new ReceiverOperations(ports, commands).bindTo(this);
    for (var operation : DECLARED) {
      if (!handlers.containsKey(operation.name()) && !feeds.containsKey(operation.name())) {
        throw new IllegalStateException("bug: nothing answers " + operation.name());
      }
    }
  }

  <I extends Record, O> void bind(Operation<I, O> operation, Handler<I, O> handler) {
    handlers.put(operation.name(), handler);
  }

  <I extends Record> void bindFeed(
      Operation<I, EventView> operation, Handler<I, EventOperations.Feed> handler) {
    feeds.put(operation.name(), handler);
  }

  /** Decides who may call what. */
  public Access access() {
    return access;
  }

  /** What a stream waits with. */
  public Waits waits() {
    return waits;
  }

  /** Calls an operation that answers once; throws {@link Rejected} when it cannot. */
  @SuppressWarnings("unchecked") // bind() takes an operation and its handler of one type
  public <I extends Record, O> O call(Operation<I, O> operation, I input, Asking asking)
      throws InterruptedException {
    return answer((Handler<I, O>) known(handlers, operation), operation, input, asking);
  }

  /** Where the stream of the operation begins; throws {@link Rejected} when there is none. */
  @SuppressWarnings("unchecked") // as above
  public <I extends Record> EventOperations.Feed feed(
      Operation<I, ?> operation, I input, Asking asking) throws InterruptedException {
    return answer(
        (Handler<I, EventOperations.Feed>) known(feeds, operation), operation, input, asking);
  }

  private <I extends Record, O> O answer(
      Handler<I, O> handler, Operation<I, ?> operation, I input, Asking asking)
      throws InterruptedException {
    access.check(operation, asking.who(), Target.of(input));
    freshness.await(asking.atLeast());
    return handler.answer(input, asking);
  }

  private static <H> H known(Map<String, H> handlers, Operation<?, ?> operation) {
    var handler = handlers.get(operation.name());
    if (handler == null) {
      throw new IllegalStateException("bug: nothing answers " + operation.name() + " so");
    }
    return handler;
  }

  /** Ends all waits and computations with a refusal, and refuses later calls for them. */
  @Override
  public void close() {
    waits.close();
    pool.close();
  }
}
