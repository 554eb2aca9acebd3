package dev.continuo.worker;

import dev.continuo.worker.ProcessTable.Seen;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * macOS: {@code ps}. Starts are whole seconds since 1970. A pid that is used twice within one
 * second would pass for one process; macOS hands out about 99,000 others before it uses one again.
 */
final class PsProcesses implements Processes {

  /**
   * Where the systems' tools differ.
   *
   * @param environments {@code ps} and its options for all processes with their environment behind
   *     their arguments, unabridged
   * @param boots the commands that may tell one boot from another, best first
   */
  record Dialect(List<String> environments, List<List<String>> boots) {

    /**
     * Of the system's own programs (in {@code /bin}, {@code /usr}) macOS shows no environment;
     * {@code kern.boottime} moves when the clock is set, {@code kern.bootsessionuuid} does not.
     */
    static final Dialect MACOS =
        new Dialect(
            List.of("ps", "-A", "-E", "-ww"),
            List.of(
                List.of("sysctl", "-n", "kern.bootsessionuuid"),
                List.of("sysctl", "-n", "kern.boottime")));
  }

  private static final List<String> COLUMNS =
      List.of("-o", "pid=", "-o", "ppid=", "-o", "pgid=", "-o", "state=", "-o", "lstart=");

  private static final Pattern ROW =
      Pattern.compile("\\s*([0-9]+)\\s+([0-9]+)\\s+([0-9]+)\\s+(\\S)\\S*\\s+(.*\\S)\\s*");

  /** As {@code lstart} is written in the C locale, but for runs of blanks. */
  private static final DateTimeFormatter START =
      DateTimeFormatter.ofPattern("EEE MMM d HH:mm:ss yyyy", Locale.ROOT);

  private static final Pattern BLANKS = Pattern.compile(" +");
  private static final Pattern MARKER =
      Pattern.compile("(?<=\\s)" + Markers.VARIABLE + "=([^\\s]+)");
  private static final Pattern NOT_A_BOOT = Pattern.compile("[^A-Za-z0-9-]+");

  /** Starts are cut to whole seconds, and two clocks may cut at different moments. */
  private static final int SLACK_SECONDS = 1;

  private final Dialect dialect;

  PsProcesses(Dialect dialect) {
    this.dialect = dialect;
  }

  @Override
  public String view() {
    return "ps";
  }

  @Override
  public ProcessTable table() {
    return new ProcessTable(rows(SystemTool.wholeOutput(columns("-A"))));
  }

  @Override
  public Optional<Seen> seen(long pid) {
    // ends with 1 when there is no such process
    return rows(SystemTool.output(columns("-p", Long.toString(pid)))).stream().findFirst();
  }

  @Override
  public String words(long pid) {
    return SystemTool.output(List.of("ps", "-ww", "-p", Long.toString(pid), "-o", "command="));
  }

  /** {@code ps} does not show it. */
  @Override
  public Optional<Path> folder(long pid) {
    return Optional.empty();
  }

  private static List<String> columns(String... which) {
    var command = new ArrayList<>(List.of("ps"));
    command.addAll(List.of(which));
    command.addAll(COLUMNS);
    return command;
  }

  private List<Seen> rows(String said) {
    var rows = new ArrayList<Seen>();
    for (var line : said.lines().toList()) {
      var row = ROW.matcher(line);
      if (row.matches()) {
        row(row.toMatchResult()).ifPresent(rows::add);
      }
    }
    return rows;
  }

  /** {@code ps} of macOS does not tell sessions, the C library does. */
  private Optional<Seen> row(java.util.regex.MatchResult row) {
    long pid = Long.parseLong(row.group(1));
    char state = row.group(4).charAt(0);
    long session = LibC.session(pid);
    if (session < 0 && state != 'Z') {
      return Optional.empty();
    }
    return Optional.of(
        new Seen(
            pid,
            Long.parseLong(row.group(2)),
            Long.parseLong(row.group(3)),
            session,
            state,
            start(row.group(5))));
  }

  /**
   * Environments stand behind the arguments on one line; a marker that is an argument is none. That
   * is asked for the few that show one at all.
   */
  @Override
  public Markers markers(ProcessTable table, long since) {
    var command = new ArrayList<>(dialect.environments());
    command.addAll(List.of("-o", "pid=", "-o", "command="));
    var candidates = lines(SystemTool.wholeOutput(command));
    candidates.values().removeIf(words -> !MARKER.matcher(words).find());
    var markers = new Markers();
    var words = words(candidates.keySet());
    for (var process : table.all()) {
      var shown = candidates.get(process.pid());
      if (shown != null && !process.dead() && process.start() >= since) {
        marker(words.getOrDefault(process.pid(), ""), shown)
            .ifPresent(marker -> markers.add(marker, process));
      }
    }
    return markers;
  }

  /** The programs and arguments of these processes, without their environments. */
  private static Map<Long, String> words(Collection<Long> pids) {
    if (pids.isEmpty()) {
      return Map.of();
    }
    var listed = pids.stream().map(pid -> Long.toString(pid)).collect(Collectors.joining(","));
    return lines(
        SystemTool.output(List.of("ps", "-ww", "-p", listed, "-o", "pid=", "-o", "command=")));
  }

  private static Optional<String> marker(String words, String wordsAndEnvironment) {
    long arguments = MARKER.matcher(words).results().count();
    return MARKER
        .matcher(wordsAndEnvironment)
        .results()
        .skip(arguments)
        .map(it -> it.group(1))
        .findFirst();
  }

  private static Map<Long, String> lines(String said) {
    Map<Long, String> lines = new TreeMap<>();
    for (var line : said.lines().toList()) {
      var words = line.strip().split("\\s+", 2);
      if (words.length == 2) {
        lines.put(Long.parseLong(words[0]), words[1]);
      }
    }
    return lines;
  }

  @Override
  public String boot() throws IOException {
    for (var command : dialect.boots()) {
      try {
        var said = NOT_A_BOOT.matcher(SystemTool.output(command)).replaceAll("-");
        if (!said.replace("-", "").isEmpty()) {
          return said;
        }
      } catch (UncheckedIOException _) {
        // The next may be there.
      }
    }
    throw new IOException("worker: `sysctl kern.boottime` does not answer, turns cannot be run");
  }

  @Override
  public long start(String recorded) {
    return LocalDateTime.parse(BLANKS.matcher(recorded.strip()).replaceAll(" "), START)
        .toEpochSecond(ZoneOffset.UTC);
  }

  @Override
  public long time(String recorded) {
    return Long.parseLong(recorded) + SLACK_SECONDS;
  }

  /** Java's watch on macOS looks only every ten seconds. */
  @Override
  public Duration spoolEvery() {
    return Duration.ofMillis(200);
  }
}
