package dev.continuo.worker;

import dev.continuo.worker.ProcessTable.Seen;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Finds the processes of a turn and signals them, by the identity that was recorded and never by a
 * pid alone.
 */
final class ProcessControl {

  private static final int FREEZE_ROUNDS_MAX = 5;

  private final String boot;
  private final Function<TurnId, String> marker;

  ProcessControl(String boot, Function<TurnId, String> marker) {
    this.boot = boot;
    this.marker = marker;
  }

  /** The living process of this identity; empty too for one of another boot. */
  Optional<Seen> living(ProcessIdentity process, ProcessTable table) {
    return process.boot().equals(boot)
        ? table.living(process.pid(), process.start())
        : Optional.empty();
  }

  /** Follows the tree from the command alone: cheap enough for every look. */
  void grow(Turn turn, ProcessTable table) {
    turn.tree.grow(table, seeds(turn, table));
  }

  /** Follows the tree from the command and from whoever carries the turn's marker. */
  void grow(Turn turn, ProcessTable table, Markers markers) {
    var seeds = seeds(turn, table);
    seeds.addAll(markers.carrying(marker.apply(turn.id)));
    turn.tree.grow(table, seeds);
  }

  private List<Seen> seeds(Turn turn, ProcessTable table) {
    var seeds = new ArrayList<Seen>();
    if (turn.process == null) {
      return seeds;
    }
    var command = turn.process.command();
    living(command, table).ifPresent(seeds::add);
    if (command.boot().equals(boot)) {
      // A stranger's session of the same number cannot have begun before the command was reaped.
      table.session(command.pid()).stream()
          .filter(it -> it.start() >= command.start() && it.start() <= turn.reapedTicks)
          .forEach(seeds::add);
    }
    return seeds;
  }

  /** SIGTERM, then SIGCONT: a frozen process could not react. */
  void terminate(Turn turn) {
    var table = look(turn);
    turn.tree.signal(table, Signal.TERM);
    turn.tree.signal(table, Signal.CONT);
  }

  void kill(Turn turn) {
    turn.tree.signal(look(turn), Signal.KILL);
  }

  /**
   * Until a look finds nothing that still runs: a process may fork while its parent is being
   * stopped.
   */
  void freeze(Turn turn) {
    for (int round = 0; round < FREEZE_ROUNDS_MAX; round++) {
      var table = look(turn);
      if (turn.tree.living(table).stream().allMatch(Seen::stopped)) {
        return;
      }
      turn.tree.signal(table, Signal.STOP);
    }
  }

  void thaw(Turn turn) {
    turn.tree.signal(look(turn), Signal.CONT);
  }

  private ProcessTable look(Turn turn) {
    var table = ProcessTable.read();
    grow(turn, table, Markers.read(table));
    return table;
  }
}
