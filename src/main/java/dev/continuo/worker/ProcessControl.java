package dev.continuo.worker;

import dev.continuo.worker.ProcessTable.Seen;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Finds the processes of a turn and signals them, by the identity that was recorded and never by a
 * pid alone.
 */
final class ProcessControl {

  private static final int FREEZE_ROUNDS_MAX = 5;

  private final Processes processes;
  private final String boot;
  private final Function<TurnId, String> marker;

  ProcessControl(Processes processes, String boot, Function<TurnId, String> marker) {
    this.processes = processes;
    this.boot = boot;
    this.marker = marker;
  }

  ProcessTable table() {
    return processes.table();
  }

  /** Whether the command's own process lives. */
  boolean commandLives(Gate.Passed process, ProcessTable table) {
    return living(process.command(), table).isPresent();
  }

  /** The same, asked of that process alone. */
  boolean commandLives(Gate.Passed process) {
    return process.command().boot().equals(boot)
        && processes
            .seen(process.command().pid())
            .filter(it -> !it.dead() && it.start() == process.command().start())
            .isPresent();
  }

  /**
   * The shim that is still to say how the command ended. A stranger's process that has its pid
   * began after the shim, and so its command, did; and one that a record names without being a shim
   * is none.
   */
  Optional<Seen> shim(Gate.Passed process, ProcessTable table) {
    return process.command().boot().equals(boot)
        ? table
            .living(process.shim())
            .filter(it -> it.start() <= process.command().start())
            .filter(this::isShim)
        : Optional.empty();
  }

  /** Shims of which no record tells, found by the folder that they are in. */
  List<Seen> shimsIn(Path folder, ProcessTable table) {
    var shims = new ArrayList<Seen>();
    for (var process : table.all()) {
      var there = processes.folder(process.pid()).filter(folder::equals).isPresent();
      if (there && !process.dead() && isShim(process)) {
        shims.add(process);
      }
    }
    return shims;
  }

  private boolean isShim(Seen process) {
    return Shim.WORDS.matcher(processes.words(process.pid())).find();
  }

  void signal(Seen process, Signal signal) {
    signal.send(processes, process, process.pid());
  }

  /** The living process of this identity; empty too for one of another boot. */
  private Optional<Seen> living(ProcessIdentity process, ProcessTable table) {
    return process.boot().equals(boot)
        ? table.living(process.pid(), process.start())
        : Optional.empty();
  }

  /** Follows the tree from the command alone: cheap enough for every look. */
  void grow(Turn turn, ProcessTable table) {
    turn.tree.grow(table, seeds(turn, table));
  }

  /** Who carries a marker of one of these turns. */
  Markers markers(Collection<Turn> turns, ProcessTable table) {
    long since = turns.stream().mapToLong(ProcessControl::began).min().orElse(Long.MAX_VALUE);
    return processes.markers(table, since);
  }

  private static long began(Turn turn) {
    return turn.process == null ? 0 : turn.process.command().start();
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
          .filter(it -> it.start() >= command.start() && it.start() <= turn.ended)
          .forEach(seeds::add);
    }
    return seeds;
  }

  void signal(Turn turn, ProcessTable table, Signal signal) {
    turn.tree.signal(processes, table, signal);
  }

  /** SIGTERM, then SIGCONT: a frozen process could not react. */
  void terminate(Turn turn) {
    var table = look(turn);
    signal(turn, table, Signal.TERM);
    signal(turn, table, Signal.CONT);
  }

  /** Returns whether there was something to kill. */
  boolean kill(Turn turn) {
    var table = look(turn);
    signal(turn, table, Signal.KILL);
    return !turn.tree.living(table).isEmpty();
  }

  /**
   * Until a look finds nothing that still runs: a process may fork while its parent is being
   * stopped. Returns whether one did.
   */
  boolean freeze(Turn turn) {
    for (int round = 0; round < FREEZE_ROUNDS_MAX; round++) {
      var table = look(turn);
      if (turn.tree.living(table).stream().allMatch(Seen::stopped)) {
        return true;
      }
      signal(turn, table, Signal.STOP);
    }
    return false;
  }

  void thaw(Collection<Turn> turns) {
    var table = table();
    var markers = markers(turns, table);
    for (var turn : turns) {
      grow(turn, table, markers);
      signal(turn, table, Signal.CONT);
    }
  }

  private ProcessTable look(Turn turn) {
    var table = table();
    grow(turn, table, markers(List.of(turn), table));
    return table;
  }
}
