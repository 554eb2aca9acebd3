package dev.continuo.server;

import dev.continuo.Features;
import dev.continuo.blob.Blobs;
import dev.continuo.cli.ServerProcess.Service;
import dev.continuo.engine.Caller;
import dev.continuo.engine.Engine;
import dev.continuo.expression.Cel;
import dev.continuo.host.Commits;
import dev.continuo.host.Gateway;
import dev.continuo.host.Loop;
import dev.continuo.host.LoopThread;
import dev.continuo.host.SystemClock;
import dev.continuo.http.HttpServer;
import dev.continuo.http.HttpSettings;
import dev.continuo.http.SecretFile;
import dev.continuo.http.TurnTokens;
import dev.continuo.journal.DataFolder;
import dev.continuo.journal.Journal;
import dev.continuo.journal.Reader;
import dev.continuo.journal.codec.Codec;
import dev.continuo.journal.sqlite.SqliteJournal;
import dev.continuo.operation.Absence;
import dev.continuo.operation.Ports;
import dev.continuo.operation.Stopper;
import dev.continuo.operation.Usage;
import dev.continuo.run.RunState;
import dev.continuo.server.delivery.Webhooks;
import dev.continuo.server.effect.EffectRegister;
import dev.continuo.server.expression.ConditionResolver;
import dev.continuo.server.expression.Evaluations;
import dev.continuo.server.expression.ListResolver;
import dev.continuo.server.expression.UntilResolver;
import dev.continuo.server.handover.Handover;
import dev.continuo.server.output.OutputFiles;
import dev.continuo.server.submission.Feeder;
import dev.continuo.server.submission.Submissions;
import dev.continuo.server.turn.Exits;
import dev.continuo.server.turn.LocalTurns;
import dev.continuo.server.turn.Orders;
import dev.continuo.server.turn.TurnExecutor;
import dev.continuo.task.RunId;
import dev.continuo.task.TaskCommand;
import dev.continuo.task.TaskEffect.Keep;
import dev.continuo.task.Text;
import dev.continuo.upkeep.Clearing;
import dev.continuo.upkeep.Retention;
import dev.continuo.worker.LocalWorker;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One server on one data folder, from start to stop.
 *
 * <p>Files in the folder: {@code lock}, {@code store.db} and what belongs to it, {@code archive/},
 * {@code blobs/}, {@code worker/}, {@code clock}, {@code token}, {@code secret}, {@code
 * secrets.json}, {@code server.json} while it answers and {@code server.stopped.json} afterwards.
 */
public final class Server implements AutoCloseable {
  /** How long attempts that are to end may take for it before the server goes without them. */
  private static final Duration KILL_MAX = LocalTurns.GRACE.plusSeconds(20);

  private static final System.Logger LOG = System.getLogger(Server.class.getName());

  /** Why the server is to stop. */
  public sealed interface End {
    /** Somebody asked for it. */
    record Asked(Stopper.Attempts attempts) implements End {}

    /** It had nothing to do for so long. */
    record Idle(Duration after) implements End {}

    /** Another server leads this store. */
    record Fenced(String by) implements End {}

    /** A bug made the engine stop; what it had not written is as if it had not been. */
    record Broken(Throwable bug) implements End {}
  }

  private final AtomicReference<@Nullable End> end = new AtomicReference<>();
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Closing closing = new Closing();
  private final Features features = Features.create();
  private final Engine engine = features.engine();
  private final Commits commits = new Commits();
  private final OpenRuns openRuns = new OpenRuns();
  private final LoopThread thread;
  private final Loop loop;
  private final HttpServer http;
  private volatile Optional<Absence> absence = Optional.empty();

  private Server(Service service) throws IOException {
    try {
      var home = service.home();
      features.runs().table().watch(openRuns);
      closing.add(DataFolder.open(home)::close);
      Privacy.check(home);
      var startedAt = Instant.ofEpochMilli(System.currentTimeMillis());
      var blobs = Blobs.open(home.resolve("blobs"));
      var codec = Codecs.of(features, engine);
      var journal = SqliteJournal.open(home.resolve("store.db"), codec, features.tables());
      closing.add(journal::close);
      commits.advance(journal.head().sequence());
      var clock =
          SystemClock.resume(
              home.resolve("clock"),
              LocalWorker.boot(),
              journal.head().awake(),
              journal.leadership());
      var rows = journal.reader();
      var secrets = SecretStore.open(home.resolve("secrets.json"), System.getenv());
      var submissions = new Submissions(blobs, rows);
      var outside = new Switch();
      loop = new Loop(features.tables(), engine, journal, clock, outside);
      thread = new LoopThread(loop, bug -> end(new End.Broken(bug)));
      var turns =
          new LocalTurns(
              features.tasks(),
              features.runs(),
              thread,
              new Exits(blobs::keep, secrets::mask),
              home.resolve("worker"));
      closing.add(turns::close);
      var output = new OutputFiles(turns::output, secrets::mask);
      closing.add(output::close);
      closing.add(thread::close);
      var handover = new Handover(blobs::read, turns::artifacts);
      var feeder = new Feeder(this::planOf, submissions::tasks, thread::execute, thread);
      closing.add(feeder::close);
      var evaluations = evaluations(handover, submissions);
      closing.add(evaluations::close);
      var webhooks =
          new Webhooks(features.deliveries(), thread, thread::execute, blobs::read, secrets::find);
      closing.add(webhooks::close);
      var tokens = TurnTokens.in(home.resolve("secret"));
      var file = new ServerFile(home);
      var last = file.last();
      var settings = settings(service, startedAt, last.map(ServerFile.Last::port).orElse(0));
      http = http(settings, tokens, ports(rows, codec, submissions, output, blobs, secrets));
      closing.add(http::close);
      var orders = new Orders(http.url(), tokens::tokenFor, blobs::read, handover, secrets::find);
      outside.to(
          new EffectRegister(
              features.tables(),
              features.effects(),
              List.of(new TurnExecutor(turns, orders), feeder, evaluations, webhooks),
              commits,
              by -> end(new End.Fenced(by))));
      turns.start();
      var newest = journal.head().wall();
      loop.start();
      var away = new Away(engine, features.tasks());
      var ranOn = away.attempts();
      loop.catchUp();
      absence = last.map(it -> away.between(it, ranOn, newest, startedAt, clock.now().awake()));
      loop.firstSteps();
      thread.start();
      var clearing = new Clearing(home, codec);
      var housekeeping =
          new Housekeeping(journal, thread, clearing, Retention.USUAL, InstantSource.system());
      closing.add(housekeeping::close);
      housekeeping.start();
      service.idleStop().ifPresent(this::watchIdleness);
      file.write(ProcessHandle.current().pid(), http.url(), service.version(), startedAt);
      closing.add(() -> file.markStopped(Instant.ofEpochMilli(System.currentTimeMillis())));
    } catch (IOException | RuntimeException | Error failure) {
      closing.close();
      throw failure;
    }
  }

  /**
   * Takes the folder, brings back what was live, and answers; returns when it does.
   *
   * @throws dev.continuo.journal.StoreRefused when the folder or its store cannot be used
   * @throws dev.continuo.engine.StepBug when a bug stops the engine at one of its first steps
   * @throws IOException with a sentence for people when anything else cannot be had
   */
  public static Server start(Service service) throws IOException {
    return new Server(service);
  }

  private void watchIdleness(Duration after) {
    var idle = new Idle(after, http::unasked, thread, this::quiet, () -> end(new End.Idle(after)));
    closing.add(idle::close);
  }

  /** A receiver that backs off wants nothing just now, and is to be told all the same. */
  private boolean quiet() {
    return openRuns.none() && engine.wanted().isEmpty() && !features.deliveries().pending();
  }

  /** The time without a server before this one; empty before the first. */
  public Optional<Absence> absence() {
    return absence;
  }

  public String url() {
    return http.url();
  }

  /** Takes the commands of this very process, past the interface that others use. */
  public Gateway gateway() {
    return thread;
  }

  /** Waits until there is a reason to stop. */
  public End awaitEnd() throws InterruptedException {
    ended.await();
    return java.util.Objects.requireNonNull(end.get(), "the reason is set first");
  }

  /** Gives a reason to stop; the first one counts. */
  public void end(End why) {
    if (end.compareAndSet(null, why)) {
      ended.countDown();
    }
  }

  /**
   * Ends all attempts and waits until they are over; the tasks go on with the next server.
   *
   * @return how many are not over in time
   */
  public int killAttempts() throws InterruptedException {
    var interrupts = thread.inspect(this::drain).join();
    interrupts.stream()
        .map(interrupt -> thread.submit(interrupt, Caller.ENGINE))
        .toList()
        .forEach(CompletableFuture::join);
    var deadline = System.nanoTime() + KILL_MAX.toNanos();
    var living = living();
    while (living > 0 && System.nanoTime() < deadline) {
      commits.awaitAfter(commits.head(), Duration.ofMillis(200));
      living = living();
    }
    return living;
  }

  private List<TaskCommand.Interrupt> drain() {
    loop.drain();
    return engine.wanted().stream()
        .filter(Keep.class::isInstance)
        .map(effect -> new TaskCommand.Interrupt(((Keep) effect).turn().task()))
        .toList();
  }

  /** How many attempts are alive. */
  public int living() {
    return thread.inspect(() -> features.dispatch().used()).join();
  }

  private Evaluations evaluations(Handover handover, Submissions submissions) {
    var cel = new Cel();
    return new Evaluations(
        features.tasks(),
        thread,
        thread::execute,
        List.of(
            new ConditionResolver(cel, handover),
            new ListResolver(cel, handover, submissions::takenOver),
            new UntilResolver(cel, handover)));
  }

  private @Nullable Text planOf(RunId id) {
    var run = features.runs().get(id);
    return run != null && run.state() instanceof RunState.Accepting ? run.spec().plan() : null;
  }

  private static HttpSettings settings(Service service, Instant startedAt, int port)
      throws IOException {
    return new HttpSettings(
        port,
        SecretFile.readOrCreate(service.home().resolve("token")),
        System.getProperty("user.name", "somebody"),
        service.version(),
        startedAt,
        service.idleStop(),
        Descriptors.forConnections(),
        HttpSettings.Patience.DEFAULT);
  }

  private Ports ports(
      Reader rows,
      Codec codec,
      Submissions submissions,
      OutputFiles output,
      Blobs blobs,
      SecretStore secrets) {
    return new Ports(
        thread,
        commits,
        rows,
        this::attempts,
        new EventText(codec),
        submissions,
        output,
        blobs::read,
        secrets,
        attempts -> end(new End.Asked(attempts)),
        loop::serving,
        this::absence);
  }

  private Usage.Attempts attempts() {
    try {
      return thread
          .inspect(
              () -> new Usage.Attempts(features.dispatch().limit(), features.dispatch().used()))
          .join();
    } catch (CancellationException stopping) {
      throw new Journal.Unavailable("the server is stopping", stopping);
    }
  }

  /**
   * The last server's port if it is still free, for the sake of turns that know it; else another.
   */
  private static HttpServer http(HttpSettings settings, TurnTokens tokens, Ports ports)
      throws IOException {
    try {
      return HttpServer.start(settings, tokens, ports);
    } catch (IOException taken) {
      if (settings.port() == 0) {
        throw taken;
      }
      LOG.log(System.Logger.Level.INFO, "port {0} is taken, using another", "" + settings.port());
      return HttpServer.start(settings.at(0), tokens, ports);
    }
  }

  /** Stops answering, then deciding, then writing. Turns go on. */
  @Override
  public void close() {
    closing.close();
  }
}
