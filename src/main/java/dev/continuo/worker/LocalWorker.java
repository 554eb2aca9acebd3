package dev.continuo.worker;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Executes turns on this machine. Each turn is a process tree under a shim of its own, which goes
 * on when this object, or the whole server, is gone; a new worker on the same folder finds it
 * again.
 *
 * <p>All methods return at once and may be called from any thread; they take effect in the order of
 * the calls. What comes of them is told in reports, on the worker's own thread: at least once, and
 * in order for each turn. A turn leaves the spool when it was both {@link #settled} and swept;
 * until then a restart tells it again.
 *
 * <p>A turn whose shim was killed goes on until its command ends and is then reported lost, as is
 * one that the machine took with it. Linux and macOS; anything else is refused at the start.
 */
public final class LocalWorker implements AutoCloseable {

  private static final int STORE_MARKER_BYTES = 8;
  private static final Bytes EXPECTS_MAX = Bytes.mebibytes(4);

  private final TurnFiles files;
  private final Consumer<Report> reports;
  private final @Nullable Platform given;
  private final Pace pace;
  private volatile @Nullable Running running;

  /** The parts of a worker that was started and not closed. */
  private record Running(Loop loop, Spawner spawner, SpoolWatch watch, Turns turns) {}

  /**
   * A worker whose turns live in this folder; the listener must return soon, the worker waits for
   * it.
   */
  public LocalWorker(Path folder, Consumer<Report> reports) {
    this(folder, reports, null, Pace.DEFAULT);
  }

  /** {@code given} is what the machine is to be taken for, else what it is. */
  LocalWorker(Path folder, Consumer<Report> reports, @Nullable Platform given, Pace pace) {
    this.files = new TurnFiles(folder);
    this.reports = reports;
    this.given = given;
    this.pace = pace;
  }

  /**
   * Takes up every turn that is open, and returns when their reports were delivered.
   *
   * @throws IOException when the folder cannot be used or this machine cannot run turns
   */
  public synchronized void start() throws IOException {
    var before = running;
    if (before != null && !before.loop().isClosed()) {
      return;
    }
    files.create();
    var loop = new Loop();
    var platform = given == null ? Platform.here() : given;
    var processes = platform.processes();
    var boot = processes.boot();
    var shell = new Shell(Shim.install(files, platform));
    var spawner = new Spawner(files, shell, boot, storeMarker(), pace.closeMax());
    var turns =
        new Turns(
            new Tools(
                files,
                new Records(files, processes),
                spawner,
                new ProcessControl(processes, boot, spawner::marker),
                loop,
                pace),
            reports);
    var watch =
        new SpoolWatch(
            files.spool(),
            processes.spoolEvery(),
            changed -> loop.post(() -> turns.noticed(changed)),
            () -> loop.post(turns::noticeAll));
    running = new Running(loop, spawner, watch, turns);
    try {
      CompletableFuture.runAsync(turns::attachAll, loop::post).join();
    } catch (CompletionException e) {
      close();
      throw new IOException("worker: its folder cannot be read", e.getCause());
    }
    watch.start();
  }

  private String storeMarker() throws IOException {
    var file = files.root().resolve("marker");
    var bytes = new byte[STORE_MARKER_BYTES];
    new SecureRandom().nextBytes(bytes);
    var draft = Files.createTempFile(files.drafts(), "marker", ".new");
    try {
      Files.writeString(draft, HexFormat.of().formatHex(bytes));
      Files.createLink(file, draft);
    } catch (FileAlreadyExistsException _) {
      // The store has one since its first start.
    } finally {
      Files.delete(draft);
    }
    return Files.readString(file);
  }

  /**
   * Runs the turn, unless its fence was ever claimed before: then only what is known of it is told
   * again.
   */
  public void launch(Order order) {
    post(turns -> turns.launch(order));
  }

  /**
   * Continues a turn that has begun, as the host knows. If it has ended, its reports are sent
   * again. It is never started, even if its own processes have removed every trace of its claim.
   */
  public void takeUp(TurnId turn) {
    post(turns -> turns.takeUp(turn));
  }

  /** Suspends every process of a turn, as soon as there is one. */
  public void freeze(TurnId turn) {
    post(turns -> turns.freeze(turn));
  }

  /** Lets every process of a turn go on. */
  public void thaw(TurnId turn) {
    post(turns -> turns.thaw(turn));
  }

  /**
   * Asks every process of the turn to end (SIGTERM), and kills what still lives after the grace. A
   * turn that was not launched yet, or is not even known, never starts, and is reported as exited
   * so.
   */
  public void stop(TurnId turn, Duration grace) {
    post(turns -> turns.stop(turn, grace));
  }

  /**
   * The same, and a turn that never starts is reported as refused for this reason, by this worker
   * at least: the next knows that it never started.
   */
  public void refuse(TurnId turn, String reason, Duration grace) {
    post(turns -> turns.refuse(turn, reason, grace));
  }

  /**
   * Kills what is left of the turn, at once, until nothing is; a turn that still runs is reported
   * as exited first.
   */
  public void sweep(TurnId turn) {
    post(turns -> turns.sweep(turn));
  }

  /** Where the turn leaves files for others, if its order said what is expected of it. */
  public Path artifacts(TurnId turn) {
    return files.artifacts(turn);
  }

  /**
   * What the turn's order said is expected of it, as far as the turn has left that in place: its
   * own processes can write there.
   */
  public Optional<String> expects(TurnId turn) {
    return Evidence.read(files.expects(turn), EXPECTS_MAX) instanceof Evidence.Text(var text, _)
        ? Optional.of(text)
        : Optional.empty();
  }

  /** Where the turn's output goes; the file is there once its command runs. */
  public Path output(TurnId turn) {
    return files.output(turn);
  }

  /**
   * Tells one start of this machine from another.
   *
   * @throws IOException when this machine cannot say it, and so cannot run turns either
   */
  public static String boot() throws IOException {
    return Processes.here().boot();
  }

  /** The host has committed the turn's end: it need not be told again. */
  public void settled(TurnId turn) {
    post(turns -> turns.settled(turn));
  }

  /**
   * After a restart of the host: turns that are open but not wanted are stopped, settled and swept;
   * wanted ones that were claimed and left the spool are told again, those without a record as
   * lost. A wanted turn that was never claimed waits for its {@link #launch}.
   */
  public void reconcile(Set<TurnId> wanted) {
    var copy = Set.copyOf(wanted);
    post(turns -> turns.reconcile(copy));
  }

  /**
   * No lock: reports are told on the loop's thread, and their listener calls back while {@link
   * #close} waits for it.
   */
  private void post(Consumer<Turns> act) {
    var it = running;
    if (it == null) {
      throw new IllegalStateException("bug: the worker was never started");
    }
    it.loop().post(() -> act.accept(it.turns()));
  }

  /**
   * Stops watching and returns when no launch is half done, or after a while; turns go on. Calls
   * that had not taken effect are dropped, as are later ones: the host asks again after the next
   * start.
   */
  @Override
  public synchronized void close() {
    var it = running;
    if (it != null) {
      it.watch().close();
      it.loop().close();
      it.spawner().close();
    }
  }
}
