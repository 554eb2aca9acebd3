package dev.continuo.worker;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a turn's record says: which process its command is, and how that ended. The shim creates it
 * exclusively before the command runs and ends it with one write to the file that is there, which
 * needs no new room on the disk; a part that is not whole is not believed.
 */
record TurnRecord(Gate gate, Optional<End> end) {

  /** How the command ended, when, and when in the unit of starts. */
  record End(Outcome outcome, Instant at, long time) {}

  /** No record yet, or one that is still being written. */
  static final TurnRecord NONE = new TurnRecord(new Gate.Closed(), Optional.empty());

  private static final String BARRED = "barred";
  private static final String NEVER = "never";
  private static final String SIGNALLED = "signalled";

  /** The record of a turn that was given up before its command ran. */
  static Map<String, String> barred(String reason) {
    return Map.of(BARRED, reason);
  }

  /** The record of a turn that was stopped before it could begin. */
  static Map<String, String> neverStarted() {
    return Map.of(NEVER, "stopped before the start");
  }

  /** Reads one or two parts of a file that was last written at {@code modified}. */
  static TurnRecord of(List<Map<String, String>> parts, Instant modified, Processes processes) {
    var first = parts.getFirst();
    if (first.containsKey(SIGNALLED)) {
      // the beginning was torn, and what looks like it has taken in the end
      return NONE;
    }
    if (first.containsKey(NEVER)) {
      return new TurnRecord(
          new Gate.Closed(), Optional.of(new End(new Outcome.NeverStarted(), modified, 0)));
    }
    var barred = first.get(BARRED);
    if (barred != null) {
      return new TurnRecord(new Gate.Barred(barred), Optional.empty());
    }
    var end = parts.size() == 1 ? Optional.<End>empty() : end(parts.get(1), modified, processes);
    return new TurnRecord(passed(first, processes), end);
  }

  private static Gate passed(Map<String, String> it, Processes processes) {
    var command =
        new ProcessIdentity(
            number(it, "pid"),
            processes.start(it.getOrDefault("start", "")),
            it.getOrDefault("boot", ""));
    return new Gate.Passed(
        command, number(it, "shim"), number(it, "home"), new Bytes(number(it, "output")));
  }

  private static Optional<End> end(Map<String, String> it, Instant modified, Processes processes) {
    int status = Math.toIntExact(number(it, "status"));
    boolean signalled = "yes".equals(it.get(SIGNALLED)) && status > 128;
    var outcome = signalled ? new Outcome.Signalled(status - 128) : new Outcome.Exited(status);
    return Optional.of(new End(outcome, modified, processes.time(it.getOrDefault("time", "0"))));
  }

  private static long number(Map<String, String> fields, String name) {
    return Long.parseLong(fields.getOrDefault(name, "0"));
  }
}
