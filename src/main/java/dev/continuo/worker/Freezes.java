package dev.continuo.worker;

import dev.continuo.worker.Turn.Phase;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Has turns stand still. A machine that cannot be looked at now, or on which a turn forks faster
 * than it can be stopped, is looked at again until all of the turn stands still.
 */
final class Freezes {
  private final Loop loop;
  private final ProcessControl control;
  private final Pace pace;
  private final Set<Turn> wanted = new LinkedHashSet<>();

  Freezes(Tools tools) {
    this.loop = tools.loop();
    this.control = tools.control();
    this.pace = tools.pace();
  }

  void want(Turn turn) {
    wanted.add(turn);
    pass();
  }

  /** Who may go on or has ended meanwhile is let be. */
  private void pass() {
    wanted.removeIf(turn -> turn.phase != Phase.RUNNING || !turn.frozen);
    try {
      wanted.removeIf(control::freeze);
    } finally {
      if (!wanted.isEmpty()) {
        loop.post(pace.sweep(), this::pass);
      }
    }
  }
}
