package dev.continuo.worker;

import dev.continuo.worker.Turn.Phase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The open turns of a worker and what is to be done about each. Every method runs on the worker's
 * one thread, so facts of a turn are told in order. A look at the machine (one pass over {@code
 * /proc}, one listing of the spool) is taken every two seconds while a turn lives; without one
 * nothing is polled.
 */
final class Turns {

  /** What a turn that nobody wants is given to end by itself. */
  static final Duration ABANDONED_GRACE = Duration.ofSeconds(10);

  private final TurnFiles files;
  private final Records records;
  private final Spawner spawner;
  private final Consumer<Report> reports;
  private final Loop loop;
  private final Pace pace;
  private final ProcessControl control;
  private final Sweeps sweeps;
  private final Thaws thaws;
  private final Map<TurnId, Turn> open = new LinkedHashMap<>();
  private boolean lookPlanned;

  /** Of these it cannot be said whether an earlier boot has seen them. */
  private Set<TurnId> mayHaveBegun = Set.of();

  Turns(
      TurnFiles files,
      Records records,
      Spawner spawner,
      ProcessControl control,
      Consumer<Report> reports,
      Loop loop,
      Pace pace) {
    this.files = files;
    this.records = records;
    this.spawner = spawner;
    this.control = control;
    this.reports = reports;
    this.loop = loop;
    this.pace = pace;
    this.sweeps = new Sweeps(loop, pace, control, this::swept);
    this.thaws = new Thaws(loop, control);
  }

  /** Reads the spool once and takes up every turn in it. */
  void attachAll() {
    files.listed().forEach(this::attach);
    look();
  }

  private Turn attach(TurnId id) {
    var turn = new Turn(id, files.isClaimed(id) ? Phase.LAUNCHING : Phase.OPENED);
    open.put(id, turn);
    turn.launchUntil = Deadline.in(pace.launchMax());
    noticed(turn);
    if (turn.phase == Phase.LAUNCHING && isOfAnotherBoot(turn)) {
      lost(turn, "turn: the machine was restarted while it was being launched");
    }
    planLook();
    return turn;
  }

  void launch(Order order) {
    var turn = open.get(order.turn());
    if (turn == null && files.isClaimed(order.turn())) {
      attach(order.turn());
      return;
    }
    if (turn == null) {
      turn = new Turn(order.turn(), Phase.OPENED);
      open.put(turn.id, turn);
    }
    if (turn.phase == Phase.OPENED && !lostWithTheMachine(turn)) {
      spawn(turn, order);
    }
  }

  /**
   * Of a turn of another boot nobody can say that it never began, so it neither starts nor did not.
   */
  private boolean lostWithTheMachine(Turn turn) {
    if (turn.phase != Phase.OPENED || !isOfAnotherBoot(turn)) {
      return false;
    }
    lost(turn, "turn: the machine was restarted before it was known whether the turn had begun");
    return true;
  }

  private boolean isOfAnotherBoot(Turn turn) {
    return mayHaveBegun.contains(turn.id)
        || LaunchFile.boot(files.open(turn.id))
            .filter(it -> !it.equals(spawner.boot()))
            .isPresent();
  }

  private void spawn(Turn turn, Order order) {
    turn.phase = Phase.LAUNCHING;
    turn.launchUntil = null;
    spawner.launch(
        order,
        why -> loop.post(() -> refused(turn, why)),
        () -> loop.post(() -> turn.launchUntil = Deadline.in(pace.launchMax())));
    planLook();
  }

  private void refused(Turn turn, String reason) {
    if (turn.phase != Phase.LAUNCHING || turn.process != null) {
      return;
    }
    if (files.isOrdered(turn.id) && !files.claim(turn.id)) {
      // a shim was told of an earlier order, by the worker before this one, and was quicker
      turn.launchUntil = Deadline.in(pace.launchMax());
      return;
    }
    open.remove(turn.id);
    files.close(turn.id);
    reports.accept(new Report.Refused(turn.id, reason));
  }

  void stop(TurnId id, Duration grace) {
    var turn = open.get(id);
    if (turn == null) {
      turn = files.isClaimed(id) ? attach(id) : new Turn(id, Phase.OPENED);
      open.put(id, turn);
    }
    if (turn.phase == Phase.ENDED || lostWithTheMachine(turn)) {
      return;
    }
    turn.stopFrom(Deadline.in(grace));
    if (turn.phase == Phase.RUNNING) {
      terminate(turn);
      return;
    }
    if (files.claim(id)) {
      records.neverStarted(id);
      noticed(turn);
      return;
    }
    if (turn.phase == Phase.OPENED) {
      turn.phase = Phase.LAUNCHING;
      turn.launchUntil = Deadline.in(pace.launchMax());
      planLook();
    }
  }

  private void terminate(Turn turn) {
    control.terminate(turn);
    if (turn.killFrom != null) {
      loop.post(turn.killFrom.left(), () -> killIfOverdue(turn));
    }
  }

  private void killIfOverdue(Turn turn) {
    if (turn.phase == Phase.RUNNING && turn.killFrom != null && turn.killFrom.passed()) {
      control.kill(turn);
    }
  }

  void freeze(TurnId id) {
    var turn = open.get(id);
    if (turn == null) {
      return;
    }
    turn.frozen = true;
    if (turn.phase == Phase.RUNNING) {
      control.freeze(turn);
    }
  }

  void thaw(TurnId id) {
    var turn = open.get(id);
    if (turn == null) {
      return;
    }
    turn.frozen = false;
    if (turn.phase == Phase.RUNNING) {
      thaws.want(turn);
    }
  }

  void sweep(TurnId id) {
    var turn = open.get(id);
    if (turn == null) {
      turn = new Turn(id, Phase.ENDED);
      turn.settled = true;
      open.put(id, turn);
    }
    if (turn.phase != Phase.ENDED) {
      stop(id, Duration.ZERO);
    }
    sweeps.want(turn);
  }

  private void swept(Turn turn) {
    reports.accept(new Report.Swept(turn.id, turn.killed.size()));
    turn.swept = true;
    closeIfDone(turn);
  }

  void settled(TurnId id) {
    var turn = open.get(id);
    if (turn == null || turn.phase != Phase.ENDED) {
      return;
    }
    turn.settled = true;
    closeIfDone(turn);
  }

  private void closeIfDone(Turn turn) {
    if (turn.settled && turn.swept) {
      files.close(turn.id);
      open.remove(turn.id);
    }
  }

  void reconcile(Set<TurnId> wanted) {
    for (var turn : List.copyOf(open.values())) {
      if (!wanted.contains(turn.id)) {
        abandon(turn);
      }
    }
    for (var id : wanted) {
      if (!open.containsKey(id) && files.isClaimed(id)) {
        attach(id);
      }
    }
    mayHaveBegun = wanted;
    try {
      files.usedIn(spawner.boot(), wanted);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    mayHaveBegun = Set.of();
  }

  private void abandon(Turn turn) {
    turn.abandoned = true;
    if (turn.phase == Phase.ENDED) {
      ended(turn);
      return;
    }
    stop(turn.id, ABANDONED_GRACE);
  }

  /** Any record may have changed. */
  void noticeAll() {
    List.copyOf(open.values()).forEach(this::noticed);
  }

  /** The records of these turns have changed. */
  void noticed(Set<TurnId> ids) {
    for (var id : ids) {
      var turn = open.get(id);
      if (turn != null) {
        noticed(turn);
      }
    }
  }

  private void noticed(Turn turn) {
    if (turn.phase == Phase.ENDED) {
      return;
    }
    var record = records.of(turn.id);
    if (turn.phase != Phase.RUNNING) {
      begun(turn, record.gate());
    }
    if (turn.phase != Phase.ENDED) {
      record.end().ifPresent(it -> exited(turn, it));
    }
  }

  private void begun(Turn turn, Gate gate) {
    switch (gate) {
      case Gate.Closed _ -> {}
      case Gate.Barred(var reason) -> lost(turn, reason);
      case Gate.Passed passed -> {
        turn.phase = Phase.RUNNING;
        turn.process = passed;
        turn.tree = new ProcessTree(passed.home());
        files.removeOrder(turn.id);
        reports.accept(new Report.Launched(turn.id, passed.command()));
        if (turn.killFrom != null) {
          terminate(turn);
        } else if (turn.frozen) {
          control.freeze(turn);
        }
      }
    }
  }

  private void exited(Turn turn, TurnRecord.End end) {
    var result = ResultFile.read(files.result(turn.id));
    turn.phase = Phase.ENDED;
    turn.ended = end.time();
    reports.accept(new Report.Exited(turn.id, new Exit(end.outcome(), end.at(), result)));
    ended(turn);
  }

  private void lost(Turn turn, String reason) {
    turn.phase = Phase.ENDED;
    reports.accept(new Report.Lost(turn.id, reason));
    ended(turn);
  }

  private void ended(Turn turn) {
    if (turn.abandoned) {
      turn.settled = true;
      sweeps.want(turn);
    }
    sweeps.ended(turn);
  }

  private void planLook() {
    if (!lookPlanned && open.values().stream().anyMatch(Turn::isLive)) {
      lookPlanned = true;
      loop.post(
          pace.look(),
          () -> {
            lookPlanned = false;
            try {
              look();
            } finally {
              planLook();
            }
          });
    }
  }

  /**
   * Whether a turn is gone is judged only if it was running before the table was read, for the
   * table cannot hold what began after it, and only after the spool was read, for who is gone from
   * the table has had the time to leave its record.
   */
  private void look() {
    var live = open.values().stream().filter(Turn::isLive).toList();
    if (live.isEmpty()) {
      return;
    }
    var running = live.stream().filter(it -> it.phase == Phase.RUNNING).toList();
    var table = control.table();
    live.forEach(this::noticed);
    live.stream().filter(it -> it.phase == Phase.LAUNCHING).forEach(this::lookAtLaunch);
    running.stream().filter(it -> it.phase == Phase.RUNNING).forEach(turn -> lookAt(turn, table));
  }

  /** What the shell was told may have been lost with it. */
  private void lookAtLaunch(Turn turn) {
    if (turn.launchUntil == null) {
      return;
    }
    if (!turn.launchUntil.passed()) {
      if (!files.isClaimed(turn.id)) {
        spawner.resend(turn.id);
      }
      return;
    }
    var reason =
        "turn: its command did not start within %d s".formatted(pace.launchMax().toSeconds());
    switch (records.bar(turn.id, reason)) {
      case Gate.Closed _ -> lost(turn, "turn: its process record is torn");
      case Gate.Barred barred -> begun(turn, barred);
      case Gate.Passed passed -> begun(turn, passed);
    }
  }

  private void lookAt(Turn turn, ProcessTable table) {
    control.grow(turn, table);
    killIfOverdue(turn);
    var process = turn.process;
    if (process == null) {
      return;
    }
    OutputLog.cut(files.output(turn.id), process.output());
    if (!control.lives(process, table)) {
      lost(turn, goneReason(process));
    }
  }

  private String goneReason(Gate.Passed process) {
    return process.command().boot().equals(spawner.boot())
        ? "turn: its shim was killed, nobody saw how the command ended"
        : "turn: the machine was restarted while it ran";
  }
}
