package dev.continuo.worker;

import dev.continuo.worker.Turn.Phase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The open turns of a worker and what is wanted of each: launched, stopped, frozen, swept. Every
 * method runs on the worker's one thread, so facts of a turn are told in order. What becomes of
 * them is found by {@link Notices} and {@link Looks}.
 */
final class Turns {

  private static final System.Logger LOG = System.getLogger(Turns.class.getName());

  /** What a turn that nobody wants is given to end by itself. */
  static final Duration ABANDONED_GRACE = Duration.ofSeconds(10);

  private final TurnFiles files;
  private final Records records;
  private final Spawner spawner;
  private final Loop loop;
  private final Pace pace;
  private final Consumer<Report> reports;
  private final Map<TurnId, Turn> open = new LinkedHashMap<>();
  private final Stops stops;
  private final Thaws thaws;
  private final Freezes freezes;
  private final Sweeps sweeps;
  private final Notices notices;
  private final Looks looks;

  /** Of these it cannot be said whether an earlier boot has seen them. */
  private Set<TurnId> mayHaveBegun = Set.of();

  Turns(Tools tools, Consumer<Report> reports) {
    this.files = tools.files();
    this.records = tools.records();
    this.spawner = tools.spawner();
    this.loop = tools.loop();
    this.pace = tools.pace();
    this.reports = reports;
    this.stops = new Stops(tools);
    this.thaws = new Thaws(tools);
    this.freezes = new Freezes(tools);
    this.sweeps = new Sweeps(tools, this::swept);
    this.notices = new Notices(tools, freezes, stops, sweeps, reports);
    this.looks =
        new Looks(Collections.unmodifiableCollection(open.values()), tools, stops, notices);
  }

  /** Reads the spool once and takes up every turn in it. */
  void attachAll() {
    files.listed().forEach(this::attach);
    looks.look();
  }

  private Turn attach(TurnId id) {
    var turn = new Turn(id, files.isClaimed(id) ? Phase.LAUNCHING : Phase.OPENED);
    open.put(id, turn);
    turn.launchUntil = Deadline.in(pace.launchMax());
    notices.noticed(turn);
    strip(turn);
    if (turn.phase == Phase.LAUNCHING
        && !LaunchFile.isTaken(files.open(id))
        && isOfAnotherBoot(turn)) {
      notices.lost(turn, "turn: the machine was restarted while it was being launched");
    }
    looks.plan();
    return turn;
  }

  /** No shim will read the order of another boot any more, which holds secrets. */
  private void strip(Turn turn) {
    var boot = LaunchFile.boot(files.open(turn.id));
    if (turn.phase == Phase.OPENED && boot.filter(it -> !it.equals(spawner.boot())).isPresent()) {
      try {
        LaunchFile.strip(files, turn.id, boot.get());
      } catch (IOException e) {
        LOG.log(
            Level.WARNING, "turn {0}: its order cannot be cleared, {1}", turn.id, e.getMessage());
      }
    }
  }

  /** Begun it has; but nobody says so any more. */
  void takeUp(TurnId id) {
    var turn = known(id);
    if (turn.phase != Phase.OPENED || lostWithTheMachine(turn)) {
      return;
    }
    if (files.claim(id)) {
      notices.overdue(turn, "turn: its claim was removed, nobody saw how the command ended");
      looks.plan();
    } else {
      beginsSoon(turn);
    }
  }

  /** A shim has claimed the turn, or may have. */
  private void beginsSoon(Turn turn) {
    turn.phase = Phase.LAUNCHING;
    turn.launchUntil = Deadline.in(pace.launchMax());
    looks.plan();
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
    notices.lost(
        turn, "turn: the machine was restarted before it was known whether the turn had begun");
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
    looks.plan();
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

  void refuse(TurnId id, String reason, Duration grace) {
    known(id).refusal = reason;
    stop(id, grace);
  }

  void stop(TurnId id, Duration grace) {
    var turn = known(id);
    if (turn.phase == Phase.ENDED || lostWithTheMachine(turn)) {
      return;
    }
    turn.stopFrom(Deadline.in(grace));
    if (turn.phase == Phase.RUNNING) {
      stops.terminate(turn);
      return;
    }
    if (files.claim(id)) {
      records.neverStarted(id);
      files.removeOrder(id);
      notices.noticed(turn);
      return;
    }
    if (turn.phase == Phase.OPENED) {
      beginsSoon(turn);
    }
  }

  private Turn known(TurnId id) {
    var turn = open.get(id);
    if (turn != null) {
      return turn;
    }
    var fresh = files.isClaimed(id) ? attach(id) : new Turn(id, Phase.OPENED);
    open.put(id, fresh);
    return fresh;
  }

  void freeze(TurnId id) {
    var turn = open.get(id);
    if (turn == null) {
      return;
    }
    turn.frozen = true;
    if (turn.phase == Phase.RUNNING) {
      freezes.want(turn);
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
      notices.ended(turn);
      return;
    }
    stop(turn.id, ABANDONED_GRACE);
  }

  /** Any record may have changed. */
  void noticeAll() {
    List.copyOf(open.values()).forEach(notices::noticed);
  }

  /** The records of these turns have changed. */
  void noticed(Set<TurnId> ids) {
    for (var id : ids) {
      var turn = open.get(id);
      if (turn != null) {
        notices.noticed(turn);
      }
    }
  }
}
