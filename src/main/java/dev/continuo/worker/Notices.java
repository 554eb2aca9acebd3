package dev.continuo.worker;

import dev.continuo.worker.Turn.Phase;
import java.time.Instant;
import java.util.function.Consumer;

/** Reads from the records what became of turns, and tells each fact of a turn once and in order. */
final class Notices {
  private final TurnFiles files;
  private final Records records;
  private final ProcessControl control;
  private final Freezes freezes;
  private final Stops stops;
  private final Sweeps sweeps;
  private final Consumer<Report> reports;

  Notices(Tools tools, Freezes freezes, Stops stops, Sweeps sweeps, Consumer<Report> reports) {
    this.files = tools.files();
    this.records = tools.records();
    this.control = tools.control();
    this.freezes = freezes;
    this.stops = stops;
    this.sweeps = sweeps;
    this.reports = reports;
  }

  /** The turn's record may have changed. */
  void noticed(Turn turn) {
    if (turn.phase == Phase.ENDED) {
      return;
    }
    var record = records.of(turn.id);
    if (turn.phase != Phase.RUNNING) {
      begun(turn, record.gate());
    }
    if (turn.phase != Phase.ENDED && record.end().isPresent() && !isPremature(turn)) {
      exited(turn, record.end().get());
    }
  }

  /** A shim records an end after it has seen one: this one was written by somebody else. */
  private boolean isPremature(Turn turn) {
    return turn.process != null && control.commandLives(turn.process);
  }

  private void begun(Turn turn, Gate gate) {
    switch (gate) {
      case Gate.Closed _ -> {}
      case Gate.Barred(var reason) -> givenUp(turn, reason);
      case Gate.Passed passed -> {
        turn.phase = Phase.RUNNING;
        turn.process = passed;
        turn.tree = new ProcessTree(passed.home());
        files.removeOrder(turn.id);
        reports.accept(new Report.Launched(turn.id, passed.command()));
        if (turn.killFrom != null) {
          stops.terminate(turn);
        } else if (turn.frozen) {
          freezes.want(turn);
        }
      }
    }
  }

  /** The turn has not begun in time: it never will, unless it just has. */
  void overdue(Turn turn, String reason) {
    switch (records.bar(turn.id, reason)) {
      case Gate.Closed _ -> givenUp(turn, "turn: its process record is torn");
      case Gate.Barred barred -> begun(turn, barred);
      case Gate.Passed passed -> begun(turn, passed);
    }
  }

  /**
   * No record says that the turn has begun; but its own processes may have removed one. What runs
   * of it is killed first, until a look finds nothing.
   */
  private void givenUp(Turn turn, String reason) {
    if (control.kill(turn)) {
      turn.phase = Phase.LAUNCHING;
    } else {
      gone(turn, reason);
    }
  }

  private void exited(Turn turn, TurnRecord.End end) {
    var report = report(turn, end);
    turn.phase = Phase.ENDED;
    turn.ended = end.time();
    reports.accept(report);
    ended(turn);
  }

  private Report report(Turn turn, TurnRecord.End end) {
    return turn.refusal != null && end.outcome() instanceof Outcome.NeverStarted
        ? new Report.Refused(turn.id, turn.refusal)
        : new Report.Exited(
            turn.id, new Exit(end.outcome(), end.at(), ResultFile.read(files.result(turn.id))));
  }

  /**
   * The turn is over and left no word. One that was to be stopped was: whatever its processes did
   * to their shim, it was this worker that ended them.
   */
  void gone(Turn turn, String reason) {
    if (turn.killFrom == null) {
      lost(turn, reason);
      return;
    }
    exited(turn, new TurnRecord.End(new Outcome.Stopped(), Instant.now(), 0));
  }

  void lost(Turn turn, String reason) {
    turn.phase = Phase.ENDED;
    if (files.isClaimed(turn.id)) {
      // an order without a claim tells the next worker that the turn may have begun
      files.removeOrder(turn.id);
    }
    reports.accept(new Report.Lost(turn.id, reason));
    ended(turn);
  }

  /** The turn was abandoned, or has ended. */
  void ended(Turn turn) {
    if (turn.abandoned) {
      turn.settled = true;
      sweeps.want(turn);
    }
    sweeps.ended(turn);
  }
}
