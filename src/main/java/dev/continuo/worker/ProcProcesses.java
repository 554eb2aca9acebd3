package dev.continuo.worker;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.continuo.worker.ProcessTable.Seen;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;

/** Linux: {@code /proc}. Starts are clock ticks, hundredths of a second since the machine's. */
final class ProcProcesses implements Processes {

  private static final Path PROC = Path.of("/proc");

  /**
   * Fields of {@code /proc/PID/stat} behind the name, which may itself hold spaces and brackets.
   */
  private static final int STATE = 0;

  private static final int PARENT = 1;
  private static final int GROUP = 2;
  private static final int SESSION = 3;
  private static final int START = 19;

  @Override
  public String view() {
    return "proc";
  }

  @Override
  public ProcessTable table() {
    var processes = new ArrayList<Seen>();
    try (var names = Files.newDirectoryStream(PROC, "[0-9]*")) {
      for (var entry : names) {
        seen(Long.parseLong(entry.getFileName().toString())).ifPresent(processes::add);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new ProcessTable(processes);
  }

  @Override
  public Optional<Seen> seen(long pid) {
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

  @Override
  public String words(long pid) {
    try {
      var words = Files.readAllBytes(PROC.resolve(pid + "/cmdline"));
      return new String(words, ISO_8859_1).replace('\0', ' ');
    } catch (IOException _) {
      return "";
    }
  }

  @Override
  public Optional<Path> folder(long pid) {
    try {
      return Optional.of(Files.readSymbolicLink(PROC.resolve(pid + "/cwd")));
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  /** Other users' environments cannot be read. */
  @Override
  public Markers markers(ProcessTable table, long since) {
    var markers = new Markers();
    for (var process : table.all()) {
      if (!process.dead() && process.start() >= since) {
        marker(process.pid()).ifPresent(marker -> markers.add(marker, process));
      }
    }
    return markers;
  }

  private static Optional<String> marker(long pid) {
    String environment;
    try {
      var file = PROC.resolve(pid + "/environ");
      environment = "\0" + new String(Files.readAllBytes(file), ISO_8859_1);
    } catch (IOException _) {
      return Optional.empty();
    }
    var prefix = "\0" + Markers.VARIABLE + "=";
    int at = environment.indexOf(prefix);
    if (at < 0) {
      return Optional.empty();
    }
    int end = environment.indexOf('\0', at + 1);
    return Optional.of(
        environment.substring(at + prefix.length(), end < 0 ? environment.length() : end));
  }

  @Override
  public String boot() throws IOException {
    return Files.readString(PROC.resolve("sys/kernel/random/boot_id")).strip();
  }

  @Override
  public long start(String recorded) {
    return Long.parseLong(recorded);
  }

  /**
   * {@code /proc/uptime} has hundredths of a second, which is the tick of {@code /proc/PID/stat} on
   * every Linux.
   */
  @Override
  public long time(String recorded) {
    return Math.round(Double.parseDouble(recorded) * 100);
  }

  /** The kernel tells of every change; should it ever forget one, this finds it. */
  @Override
  public Duration spoolEvery() {
    return Duration.ofMinutes(1);
  }
}
