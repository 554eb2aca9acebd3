package dev.continuo.worker;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a turn's record says: which process its command is, and how that ended. The shim creates it
 * exclusively before the command runs and ends it with one write to the file that is there, which
 * needs no new room on the disk; a part that is not whole is not believed, nor is one that no shim
 * can have written. The turn's own processes can write to the file as well: of several ends the one
 * that is worst for the turn counts.
 */
record TurnRecord(Gate gate, Optional<End> end) {

  /** How the command ended, when, and when in the unit of starts. */
  record End(Outcome outcome, Instant at, long time) {}

  /** No record yet, or one that is still being written. */
  static final TurnRecord NONE = new TurnRecord(new Gate.Closed(), Optional.empty());

  private static final Outcome CLEAN = new Outcome.Exited(0);

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

  /** Reads the parts of a file that was last written at {@code modified}. */
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
    var gate = understood(() -> passed(first, processes));
    if (gate.isEmpty()) {
      return NONE;
    }
    var ends =
        parts.stream()
            .skip(1)
            .flatMap(part -> understood(() -> end(part, modified, processes)).stream())
            .toList();
    var worst = ends.stream().filter(end -> !end.outcome().equals(CLEAN)).findFirst();
    return new TurnRecord(gate.get(), worst.or(() -> ends.stream().findFirst()));
  }

  /** Empty for what no shim writes. */
  private static <T> Optional<T> understood(Supplier<T> read) {
    try {
      return Optional.of(read.get());
    } catch (IllegalArgumentException | ArithmeticException | DateTimeException _) {
      return Optional.empty();
    }
  }

  private static Gate passed(Map<String, String> it, Processes processes) {
    var command =
        new ProcessIdentity(pid(it, "pid"), processes.start(text(it, "start")), text(it, "boot"));
    return new Gate.Passed(
        command, pid(it, "shim"), pid(it, "home"), new Bytes(number(it, "output")));
  }

  private static End end(Map<String, String> it, Instant modified, Processes processes) {
    int status = Math.toIntExact(number(it, "status"));
    boolean signalled = "yes".equals(it.get(SIGNALLED)) && status > 128;
    var outcome = signalled ? new Outcome.Signalled(status - 128) : new Outcome.Exited(status);
    return new End(outcome, modified, processes.time(text(it, "time")));
  }

  private static long pid(Map<String, String> fields, String name) {
    int pid = Math.toIntExact(number(fields, name));
    if (pid <= 1) {
      throw new IllegalArgumentException(name + ": " + pid + " is no process of a turn");
    }
    return pid;
  }

  private static long number(Map<String, String> fields, String name) {
    return Long.parseLong(text(fields, name));
  }

  private static String text(Map<String, String> fields, String name) {
    var text = fields.get(name);
    if (text == null) {
      throw new IllegalArgumentException(name + ": missing");
    }
    return text;
  }
}
