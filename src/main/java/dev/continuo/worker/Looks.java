package dev.continuo.worker;

import dev.continuo.worker.Turn.Phase;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/**
 * Looks at the machine, by one pass over {@code /proc} and the records of those that live, every
 * two seconds while a turn lives; without one nothing is polled. A look finds what no record tells:
 * turns that do not begin, are gone, or write too much.
 */
final class Looks {

  private static final System.Logger LOG = System.getLogger(Looks.class.getName());

  private final Collection<Turn> open;
  private final Tools tools;
  private final Stops stops;
  private final Notices notices;
  private Deadline nextShell = Deadline.in(Duration.ZERO);
  private boolean planned;

  /** {@code open}: the turns that there are at each time. */
  Looks(Collection<Turn> open, Tools tools, Stops stops, Notices notices) {
    this.open = open;
    this.tools = tools;
    this.stops = stops;
    this.notices = notices;
  }

  /** A turn may live now that did not before. */
  void plan() {
    if (!planned && open.stream().anyMatch(Turn::isLive)) {
      planned = true;
      tools
          .loop()
          .post(
              tools.pace().look(),
              () -> {
                planned = false;
                try {
                  look();
                } finally {
                  plan();
                }
              });
    }
  }

  /**
   * Whether a turn is gone is judged only if it was running before the table was read, for the
   * table cannot hold what began after it, and only after the records were read, for who is gone
   * from the table has had the time to leave its record.
   */
  void look() {
    var live = open.stream().filter(Turn::isLive).toList();
    if (live.isEmpty()) {
      return;
    }
    var running = in(Phase.RUNNING, live);
    var table = tools.control().table();
    each(live, notices::noticed);
    each(in(Phase.LAUNCHING, live), this::lookAtLaunch);
    each(in(Phase.RUNNING, running), turn -> lookAt(turn, table));
  }

  /** What cannot be done for one turn now, on a full disk, holds up no other. */
  private static void each(List<Turn> turns, Consumer<Turn> look) {
    for (var turn : turns) {
      try {
        look.accept(turn);
      } catch (UncheckedIOException e) {
        LOG.log(Level.WARNING, "turn {0}: cannot be looked at, {1}", turn.id, e.getMessage());
      }
    }
  }

  private static List<Turn> in(Phase phase, List<Turn> turns) {
    return turns.stream().filter(turn -> turn.phase == phase).toList();
  }

  /**
   * The shell may have died before it read the turn's line, so the line is sent again. A shell that
   * has not started the turn in half the time, because a command has stopped it, is replaced.
   */
  private void lookAtLaunch(Turn turn) {
    if (turn.launchUntil == null) {
      return;
    }
    var max = tools.pace().launchMax();
    if (turn.launchUntil.passed()) {
      notices.overdue(
          turn, "turn: its command did not start within %d s".formatted(max.toSeconds()));
    } else if (!tools.files().isClaimed(turn.id)) {
      var half = max.dividedBy(2);
      if (turn.launchUntil.left().compareTo(half) < 0 && nextShell.passed()) {
        nextShell = Deadline.in(half);
        tools.spawner().replaceShell();
      }
      tools.spawner().resend(turn.id);
    }
  }

  private void lookAt(Turn turn, ProcessTable table) {
    var control = tools.control();
    control.grow(turn, table);
    stops.killIfOverdue(turn);
    var process = turn.process;
    if (process == null) {
      return;
    }
    OutputLog.cut(tools.files().output(turn.id), process.output());
    if (control.commandLives(process, table)) {
      return;
    }
    var shim = control.shim(process, table);
    if (shim.isPresent()) {
      urge(turn, shim.get());
      return;
    }
    // The shim may have recorded the end and ended after the record was read.
    notices.noticed(turn);
    if (turn.phase == Phase.RUNNING) {
      gone(turn, process);
    }
  }

  /**
   * The command is gone and its shim has not said how, perhaps because the command has stopped it,
   * or has put a pipe in the place of its record: it is woken, and after a while killed.
   */
  private void urge(Turn turn, ProcessTable.Seen shim) {
    var control = tools.control();
    var max = tools.pace().recordMax();
    if (turn.recordUntil == null) {
      turn.recordUntil = Deadline.in(max);
    }
    if (!turn.recordUntil.passed()) {
      control.signal(shim, Signal.CONT);
      return;
    }
    control.signal(shim, Signal.KILL);
    notices.gone(
        turn,
        "turn: its shim did not record the end within %d s, nobody saw how the command ended"
            .formatted(max.toSeconds()));
  }

  private void gone(Turn turn, Gate.Passed process) {
    if (process.command().boot().equals(tools.spawner().boot())) {
      notices.gone(turn, "turn: its shim was killed, nobody saw how the command ended");
    } else {
      notices.lost(turn, "turn: the machine was restarted while it ran");
    }
  }
}
