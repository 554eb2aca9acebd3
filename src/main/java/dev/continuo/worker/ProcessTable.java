package dev.continuo.worker;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All processes of the machine as one pass over {@code /proc} saw them. */
final class ProcessTable {

  private static final Path PROC = Path.of("/proc");

  /**
   * Fields of {@code /proc/PID/stat} behind the name, which may itself hold spaces and brackets.
   */
  private static final int STATE = 0;

  private static final int PARENT = 1;
  private static final int GROUP = 2;
  private static final int SESSION = 3;
  private static final int START = 19;

  /** One process; {@code state} is the letter of {@code /proc/PID/stat}. */
  record Seen(long pid, long parent, long group, long session, char state, long start) {

    boolean dead() {
      return state == 'Z' || state == 'X';
    }

    boolean stopped() {
      return state == 'T';
    }
  }

  private final Map<Long, Seen> byPid = new HashMap<>();
  private final Map<Long, List<Seen>> byParent = new HashMap<>();
  private final Map<Long, List<Seen>> bySession = new HashMap<>();

  private ProcessTable() {}

  static ProcessTable read() {
    var table = new ProcessTable();
    try (var names = Files.newDirectoryStream(PROC, "[0-9]*")) {
      for (var entry : names) {
        seen(Long.parseLong(entry.getFileName().toString())).ifPresent(table::add);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return table;
  }

  private void add(Seen process) {
    byPid.put(process.pid(), process);
    byParent.computeIfAbsent(process.parent(), _ -> new ArrayList<>()).add(process);
    bySession.computeIfAbsent(process.session(), _ -> new ArrayList<>()).add(process);
  }

  /**
   * The process as it is now, not as the pass saw it; empty when it is gone or another user hides
   * it.
   */
  static Optional<Seen> seen(long pid) {
    String stat;
    try {
      stat = Files.readString(PROC.resolve(pid + "/stat"), ISO_8859_1);
    } catch (IOException _) {
      return Optional.empty();
    }
    var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", START + 2);
    return Optional.of(
        new Seen(
            pid,
            Long.parseLong(fields[PARENT]),
            Long.parseLong(fields[GROUP]),
            Long.parseLong(fields[SESSION]),
            fields[STATE].charAt(0),
            Long.parseLong(fields[START])));
  }

  Iterable<Seen> all() {
    return byPid.values();
  }

  /** The living process that has this pid and this start. */
  Optional<Seen> living(long pid, long start) {
    return Optional.ofNullable(byPid.get(pid)).filter(it -> it.start() == start && !it.dead());
  }

  List<Seen> children(long pid) {
    return byParent.getOrDefault(pid, List.of());
  }

  List<Seen> session(long id) {
    return bySession.getOrDefault(id, List.of());
  }
}
