package dev.continuo.worker;

import dev.continuo.worker.Turn.Phase;
import java.util.function.Consumer;

/** Reads from the records what became of turns, and tells each fact of a turn once and in order. */
final class Notices {
  private final TurnFiles files;
  private final Records records;
  private final Freezes freezes;
  private final Stops stops;
  private final Sweeps sweeps;
  private final Consumer<Report> reports;

  Notices(Tools tools, Freezes freezes, Stops stops, Sweeps sweeps, Consumer<Report> reports) {
    this.files = tools.files();
    this.records = tools.records();
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
      case Gate.Closed _ -> lost(turn, "turn: its process record is torn");
      case Gate.Barred barred -> begun(turn, barred);
      case Gate.Passed passed -> begun(turn, passed);
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

  void lost(Turn turn, String reason) {
    turn.phase = Phase.ENDED;
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
