package dev.continuo.worker;

import dev.continuo.worker.Turn.Phase;

/** Asks running turns to end, and kills what still lives when their grace is over. */
final class Stops {
  private final Loop loop;
  private final ProcessControl control;

  Stops(Tools tools) {
    this.loop = tools.loop();
    this.control = tools.control();
  }

  void terminate(Turn turn) {
    control.terminate(turn);
    if (turn.killFrom != null) {
      loop.post(turn.killFrom.left(), () -> killIfOverdue(turn));
    }
  }

  void killIfOverdue(Turn turn) {
    if (turn.phase == Phase.RUNNING && turn.killFrom != null && turn.killFrom.passed()) {
      var _ = control.kill(turn);
    }
  }
}
