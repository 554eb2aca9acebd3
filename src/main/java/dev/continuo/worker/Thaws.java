package dev.continuo.worker;

import dev.continuo.worker.Turn.Phase;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Lets turns go on that may stand still. One pass over the machine serves all that were wanted
 * since the last: a server that starts wants every turn to go on, for it cannot know which the last
 * one froze.
 */
final class Thaws {
  private final Loop loop;
  private final ProcessControl control;
  private final Pace pace;
  private final Set<Turn> wanted = new LinkedHashSet<>();

  Thaws(Tools tools) {
    this.loop = tools.loop();
    this.control = tools.control();
    this.pace = tools.pace();
  }

  void want(Turn turn) {
    if (wanted.isEmpty()) {
      loop.post(this::pass);
    }
    wanted.add(turn);
  }

  /** Who was frozen or has ended meanwhile is let be. A pass that fails is made again. */
  private void pass() {
    wanted.removeIf(turn -> turn.phase != Phase.RUNNING || turn.frozen);
    try {
      if (!wanted.isEmpty()) {
        control.thaw(wanted);
      }
      wanted.clear();
    } finally {
      if (!wanted.isEmpty()) {
        loop.post(pace.sweep(), this::pass);
      }
    }
  }
}
