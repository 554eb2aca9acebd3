package dev.continuo.worker;

import dev.continuo.worker.Turn.Phase;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Kills what ended turns left behind. One pass over the machine serves all turns that wait for one;
 * there are at most two passes a second, fewer while a process cannot be killed, and none while no
 * turn waits.
 */
final class Sweeps {

  private static final Duration PASS_EVERY_MAX = Duration.ofSeconds(8);

  private final Loop loop;
  private final Pace pace;
  private final ProcessControl control;
  private final TurnFiles files;
  private final Consumer<Turn> swept;
  private final Set<Turn> waiting = new LinkedHashSet<>();
  private Deadline nextPass = Deadline.in(Duration.ZERO);
  private Duration pause;
  private boolean planned;

  /** {@code swept} hears of each turn that has ended and has no process left. */
  Sweeps(Tools tools, Consumer<Turn> swept) {
    this.loop = tools.loop();
    this.pace = tools.pace();
    this.pause = pace.sweep();
    this.control = tools.control();
    this.files = tools.files();
    this.swept = swept;
  }

  void want(Turn turn) {
    waiting.add(turn);
    plan();
  }

  /** A turn that waited for its end before it could be called swept is looked at again. */
  void ended(Turn turn) {
    if (waiting.contains(turn)) {
      plan();
    }
  }

  private void plan() {
    if (!planned) {
      planned = true;
      loop.post(nextPass.left(), this::pass);
    }
  }

  /** A pass that fails, for the machine cannot be looked at, is made again. */
  private void pass() {
    planned = false;
    nextPass = Deadline.in(pause);
    boolean again = true;
    try {
      again = kill();
    } finally {
      if (again) {
        plan();
      }
    }
  }

  /** Returns whether something was alive. */
  private boolean kill() {
    var table = control.table();
    var markers = control.markers(waiting, table);
    boolean again = false;
    boolean progress = false;
    for (var turn : List.copyOf(waiting)) {
      control.grow(turn, table, markers);
      var living = turn.tree.living(table);
      if (!living.isEmpty()) {
        again = true;
        progress |= living.stream().filter(it -> turn.killed.add(it.pid())).count() > 0;
        control.signal(turn, table, Signal.KILL);
      } else if (turn.phase == Phase.ENDED) {
        killShims(turn, table);
        waiting.remove(turn);
        swept.accept(turn);
      }
    }
    pause = progress || !again ? pace.sweep() : longer(pause);
    return again;
  }

  /** Of a turn whose record cannot be understood nobody knows the shim, which may stand still. */
  private void killShims(Turn turn, ProcessTable table) {
    if (turn.process == null && files.isClaimed(turn.id)) {
      control
          .shimsIn(files.folder(turn.id), table)
          .forEach(shim -> control.signal(shim, Signal.KILL));
    }
  }

  private static Duration longer(Duration pause) {
    var twice = pause.multipliedBy(2);
    return twice.compareTo(PASS_EVERY_MAX) > 0 ? PASS_EVERY_MAX : twice;
  }
}
