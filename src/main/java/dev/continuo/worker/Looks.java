package dev.continuo.worker;

import dev.continuo.worker.Turn.Phase;
import java.util.Collection;
import java.util.List;

/**
 * Looks at the machine, by one pass over {@code /proc} and the records of those that live, every
 * two seconds while a turn lives; without one nothing is polled. A look finds what no record tells:
 * turns that do not begin, are gone, or write too much.
 */
final class Looks {
  private final Collection<Turn> open;
  private final Tools tools;
  private final Stops stops;
  private final Notices notices;
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
    live.forEach(notices::noticed);
    in(Phase.LAUNCHING, live).forEach(this::lookAtLaunch);
    in(Phase.RUNNING, running).forEach(turn -> lookAt(turn, table));
  }

  private static List<Turn> in(Phase phase, List<Turn> turns) {
    return turns.stream().filter(turn -> turn.phase == phase).toList();
  }

  /** What the shell was told may have been lost with it. */
  private void lookAtLaunch(Turn turn) {
    if (turn.launchUntil == null) {
      return;
    }
    if (turn.launchUntil.passed()) {
      notices.overdue(
          turn,
          "turn: its command did not start within %d s"
              .formatted(tools.pace().launchMax().toSeconds()));
    } else if (!tools.files().isClaimed(turn.id)) {
      tools.spawner().resend(turn.id);
    }
  }

  private void lookAt(Turn turn, ProcessTable table) {
    tools.control().grow(turn, table);
    stops.killIfOverdue(turn);
    var process = turn.process;
    if (process == null) {
      return;
    }
    OutputLog.cut(tools.files().output(turn.id), process.output());
    if (!tools.control().lives(process, table)) {
      notices.lost(turn, goneReason(process));
    }
  }

  private String goneReason(Gate.Passed process) {
    return process.command().boot().equals(tools.spawner().boot())
        ? "turn: its shim was killed, nobody saw how the command ended"
        : "turn: the machine was restarted while it ran";
  }
}
