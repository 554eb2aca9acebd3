package dev.continuo.server.turn;

import dev.continuo.engine.Command;
import dev.continuo.host.Outcome;
import dev.continuo.host.Reports;
import dev.continuo.run.Run;
import dev.continuo.run.Runs;
import dev.continuo.server.effect.Lanes;
import dev.continuo.server.handover.Expected;
import dev.continuo.server.handover.Left;
import dev.continuo.task.ChoicePart;
import dev.continuo.task.Exit;
import dev.continuo.task.OsProcess;
import dev.continuo.task.Remedy;
import dev.continuo.task.Result;
import dev.continuo.task.State;
import dev.continuo.task.Task;
import dev.continuo.task.TaskCommand;
import dev.continuo.task.TaskEffect.Desired;
import dev.continuo.task.TaskEffect.Keep;
import dev.continuo.task.TaskId;
import dev.continuo.task.Tasks;
import dev.continuo.task.Text;
import dev.continuo.task.TurnId;
import dev.continuo.task.Work;
import dev.continuo.worker.LocalWorker;
import dev.continuo.worker.Report;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Has turns executed on this machine: turns what the engine wants into calls of the local worker,
 * and the worker's reports into commands.
 *
 * <p>Both directions go through one thread, which may touch files while the engine goes on, and
 * which keeps the order of what concerns a turn.
 */
public final class LocalTurns implements AutoCloseable {
  /** Between the signal that asks a turn to end and the one that makes it end. */
  public static final Duration GRACE = Duration.ofSeconds(10);

  /** Between two attempts to keep what a turn has left, where that fails. */
  private static final Duration AGAIN = Duration.ofSeconds(1);

  /** Between two attempts to read a report that hits a bug of ours. */
  private static final Duration AGAIN_AFTER_BUG = Duration.ofMinutes(1);

  private static final System.Logger LOG = System.getLogger(LocalTurns.class.getName());

  /** What each wanted turn has to leave; read from its task on the loop's thread. */
  private final Map<TurnId, Expected> expected = new ConcurrentHashMap<>();

  /** Whether it is known which turns are wanted. */
  private volatile boolean resumed;

  /** All that a turn is launched with, as it was when it was wanted. */
  private record Launch(Task task, List<Left> left, Run run) {}

  private final Tasks tasks;
  private final Runs runs;
  private final Reports reports;
  private final Exits exits;
  private final LocalWorker worker;

  /** All turns are in one lane. */
  private final Lanes lanes = new Lanes("turns", 1);

  /** Turns in {@code folder}, whose reports go to {@code reports}. */
  public LocalTurns(Tasks tasks, Runs runs, Reports reports, Exits exits, Path folder) {
    this.tasks = tasks;
    this.runs = runs;
    this.reports = reports;
    this.exits = exits;
    this.worker = new LocalWorker(folder, this::seen);
  }

  /**
   * Takes up the turns that outlived the last server. Their reports wait for {@link #resume}: only
   * then is it known what each turn has to leave.
   */
  public void start() throws IOException {
    var held = new CompletableFuture<Void>();
    lanes.add(
        this,
        () -> {
          held.complete(null);
          return resumed ? Lanes.Next.DONE : Lanes.Next.HELD;
        });
    held.join();
    worker.start();
  }

  /**
   * Of all turns, these are wanted and no others; called on the loop's thread, once. Returns when
   * the turns that ended without a server were reported.
   */
  public void resume(List<Keep> wanted) {
    var turns = new HashSet<dev.continuo.worker.TurnId>();
    wanted.forEach(keep -> turns.add(Orders.id(keep.turn())));
    wanted.forEach(this::expect);
    resumed = true;
    lanes.proceed(this);
    var heard = new CompletableFuture<Void>();
    run(() -> heard.complete(null));
    heard.join();
    run(() -> worker.reconcile(Set.copyOf(turns)));
  }

  private void expect(Keep wanted) {
    var turn = wanted.turn();
    var task = wanted.desired() == Desired.SWEPT ? null : tasks.get(turn.task());
    var of = task == null ? Optional.<Expected>empty() : Expected.of(task);
    of.ifPresentOrElse(it -> expected.put(turn, it), () -> expected.remove(turn));
  }

  /** Makes one turn as it shall be; called on the loop's thread. */
  public void keep(Keep wanted, Orders orders) {
    var turn = wanted.turn();
    var task = tasks.get(turn.task());
    var run = runs.get(turn.task().run());
    if (task == null || run == null) {
      throw new IllegalStateException("bug: turn " + turn + " belongs to no task");
    }
    if (task.spec().work() instanceof Work.Inline) {
      inline(wanted);
      return;
    }
    expect(wanted);
    var left = begun(task) ? List.<Left>of() : Left.to(task, tasks);
    run(() -> keep(wanted, new Launch(task, left, run), orders));
  }

  /** The folder that the turn leaves files for others in. */
  public Path artifacts(TurnId turn) {
    return worker.artifacts(Orders.id(turn));
  }

  /** Where the turn's output is, or will be. */
  public Path output(TurnId turn) {
    return worker.output(Orders.id(turn));
  }

  private void keep(Keep wanted, Launch launch, Orders orders) {
    var turn = wanted.turn();
    var id = Orders.id(turn);
    switch (wanted.desired()) {
      case RUNNING -> {
        launch(turn, launch, orders);
        worker.thaw(id);
      }
      case FROZEN -> {
        launch(turn, launch, orders);
        worker.freeze(id);
      }
      case STOPPED -> worker.stop(id, GRACE);
      case SWEPT -> {
        worker.settled(id);
        worker.sweep(id);
      }
    }
  }

  /**
   * A turn whose secrets or texts are missing never starts. A turn that has begun goes on, and is
   * never started again.
   */
  private void launch(TurnId turn, Launch launch, Orders orders) {
    var task = launch.task();
    if (begun(task)) {
      worker.takeUp(Orders.id(turn));
      return;
    }
    var missing = orders.missing(task);
    if (missing.isPresent()) {
      worker.refuse(Orders.id(turn), missing.get(), GRACE);
      return;
    }
    try {
      worker.launch(orders.order(turn, task, launch.left(), launch.run()));
    } catch (UncheckedIOException unreadable) {
      var why = "stored text: cannot be read, " + unreadable.getMessage();
      worker.refuse(Orders.id(turn), why, GRACE);
    }
  }

  private static boolean begun(Task task) {
    return task.state() instanceof State.Running(_, State.Activity.Working _)
        || task.state() instanceof State.Paused(_, State.Activity.Working _, _, _);
  }

  /** Work that needs no process has ended as soon as it is wanted. */
  private void inline(Keep wanted) {
    var turn = wanted.turn();
    if (wanted.desired() == Desired.SWEPT) {
      report(new TaskCommand.ConfirmSweep(turn));
    } else if (wanted.desired() != Desired.FROZEN) {
      var exit = new Exit(true, "inline", Result.NONE, Text.EMPTY);
      report(new TaskCommand.EndTurn(turn, exit));
    }
  }

  private void seen(Report report) {
    run(() -> hear(report, 0));
  }

  /**
   * What cannot be kept now, on a full disk, is kept later: the worker tells it only once. So is
   * what a bug keeps us from reading; the worker tells it again after the next start only.
   */
  private void hear(Report report, int bugs) {
    try {
      tell(report);
    } catch (UncheckedIOException full) {
      LOG.log(
          System.Logger.Level.WARNING,
          "turn {0}: what it left cannot be kept now, {1}",
          report.turn(),
          full.getMessage());
      run(() -> hear(report, bugs), AGAIN);
    } catch (RuntimeException | Error bug) {
      if (bugs == 0) {
        LOG.log(
            System.Logger.Level.ERROR,
            "bug: what turn " + report.turn() + " left cannot be read, it is read again later",
            bug);
      }
      run(() -> hear(report, bugs + 1), AGAIN_AFTER_BUG);
    }
  }

  private void tell(Report report) {
    var turn = turn(report.turn());
    switch (report) {
      case Report.Launched(_, var process) ->
          report(
              new TaskCommand.ConfirmLaunch(
                  turn,
                  new OsProcess(process.pid(), Long.toString(process.start()), process.boot())));
      case Report.Exited(var id, var exit) -> end(report, ended(turn, id, exit));
      case Report.Refused(_, var reason) ->
          end(report, new TaskCommand.EndTurn(turn, exits.failure(reason)));
      case Report.Lost(_, var reason) -> end(report, new TaskCommand.LoseTurn(turn, reason));
      case Report.Swept _ -> report(new TaskCommand.ConfirmSweep(turn));
    }
  }

  /** What the turn's end means, with what was expected of it, and what it says of itself. */
  private Command ended(TurnId turn, dev.continuo.worker.TurnId id, dev.continuo.worker.Exit exit) {
    var expects = Optional.ofNullable(expected.get(turn));
    var ended = exits.exit(exit, worker.output(id));
    if (!ended.clean()) {
      return new TaskCommand.EndTurn(turn, ended);
    }
    var report = expects.filter(Expected::reports).flatMap(_ -> exits.reported(worker.output(id)));
    var failed =
        report
            .filter(said -> said.word() == ReportLine.Word.FAILED)
            .map(ReportLine::status)
            .or(() -> expects.flatMap(of -> of.missing(worker.artifacts(id), others(id))));
    if (failed.isPresent()) {
      return new TaskCommand.EndTurn(
          turn, new Exit(false, failed.get(), ended.result(), ended.tail()));
    }
    var said = exits.said(exit);
    return exits
        .blocked(said, report)
        .or(() -> expects.flatMap(of -> of.undecided(said)).map(LocalTurns::undecided))
        .<Command>map(block -> new TaskCommand.DoubtTurn(turn, ended, block.kind(), block.reason()))
        .orElse(new TaskCommand.EndTurn(turn, ended));
  }

  private List<Path> others(dev.continuo.worker.TurnId id) {
    return worker.expects(id).map(Expected::others).orElse(List.of());
  }

  private static Remedy.Block undecided(String why) {
    return new Remedy.Block(ChoicePart.KIND, why);
  }

  /** A turn that lost the fence has nothing to say, but must not stay in the spool for that. */
  private void end(Report report, Command command) {
    reports.report(
        command,
        outcome -> {
          if (outcome instanceof Outcome.Refused) {
            run(
                () -> {
                  worker.settled(report.turn());
                  worker.sweep(report.turn());
                });
          }
        });
  }

  private void report(Command command) {
    reports.report(command, _ -> {});
  }

  private void run(Runnable act) {
    lanes.add(
        this,
        () -> {
          act.run();
          return Lanes.Next.DONE;
        });
  }

  private void run(Runnable act, Duration later) {
    lanes.after(later, () -> run(act));
  }

  private static TurnId turn(dev.continuo.worker.TurnId id) {
    var task =
        TaskId.parse(id.task())
            .orElseThrow(() -> new IllegalStateException("bug: turn " + id + " of no task"));
    return new TurnId(task, id.attempt(), id.fence());
  }

  /** Stops watching; turns go on. */
  @Override
  public void close() {
    worker.close();
    lanes.finish();
  }
}
