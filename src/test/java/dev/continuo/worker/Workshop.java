package dev.continuo.worker;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A worker on a folder of its own, its reports, and the broom: what a test launched is swept at its
 * end.
 */
final class Workshop implements AutoCloseable {

  /** Faster than a user's, for what a test waits for. */
  private static final Pace PACE =
      new Pace(
          Duration.ofMillis(100),
          Duration.ofSeconds(10),
          Duration.ofSeconds(2),
          Duration.ofMillis(50),
          Duration.ofSeconds(30));

  final Path folder;
  final View view;
  final TurnFiles files;
  final Records records;
  Reports reports = new Reports();
  LocalWorker worker;
  private final Set<TurnId> launched = new LinkedHashSet<>();
  private final List<LocalWorker> workers = new ArrayList<>();

  private Workshop(Path folder, View view) throws IOException {
    this.folder = folder;
    this.view = view;
    this.files = new TurnFiles(folder.resolve("worker"));
    this.records = new Records(files, view.processes());
    this.worker = another(reports);
  }

  static Workshop open(Path folder) throws IOException {
    return open(folder, View.PROC);
  }

  static Workshop open(Path folder, View view) throws IOException {
    return new Workshop(folder, view);
  }

  /** One more worker on the same folder. */
  LocalWorker another(Reports itsReports) throws IOException {
    return another(itsReports, PACE);
  }

  private LocalWorker another(Reports itsReports, Pace pace) throws IOException {
    var it = new LocalWorker(files.root(), itsReports, view.platform(), pace);
    it.start();
    workers.add(it);
    return it;
  }

  /** A server that is gone and comes again, with a fresh list of reports. */
  void restart() throws IOException {
    restart(PACE);
  }

  /** The same, but turns that do not begin are given up after a second. */
  void restartImpatiently() throws IOException {
    restart(Duration.ofSeconds(1));
  }

  /** A worker that waits no longer than this for a launch, or for the record of an end. */
  void restart(Duration max) throws IOException {
    var record = max.compareTo(PACE.recordMax()) < 0 ? max : PACE.recordMax();
    restart(new Pace(PACE.look(), max, record, PACE.sweep(), PACE.closeMax()));
  }

  private void restart(Pace pace) throws IOException {
    worker.close();
    reports = new Reports();
    worker = another(reports, pace);
  }

  TurnId turn(String task) {
    return new TurnId("t-" + task, 1, 1);
  }

  Order order(String task, String... command) {
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("PATH", System.getenv("PATH"));
    return new Order(turn(task), List.of(command), environment, folder, null, Limits.DEFAULT);
  }

  Order script(String task, String script) {
    return order(task, "sh", "-c", script);
  }

  TurnId launch(Order order) {
    launched.add(order.turn());
    worker.launch(order);
    return order.turn();
  }

  TurnId launch(String task, String script) {
    return launch(script(task, script));
  }

  Path path(String name) {
    return folder.resolve(name);
  }

  String read(String name) {
    try {
      return Files.readString(path(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a turn has written, but for the last line's end; nothing where there is no such file. */
  String said(TurnId turn) {
    try {
      var log = files.output(turn);
      return Files.isRegularFile(log) ? Files.readString(log).stripTrailing() : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until a process of the test has written a whole line to this file. */
  String line(String name) {
    Reports.await(() -> Files.exists(path(name)) && read(name).endsWith("\n"), "a line in " + name);
    return read(name).strip();
  }

  long pid(String name) {
    return Long.parseLong(line(name));
  }

  static boolean lives(long pid) {
    return View.PROC.processes().seen(pid).filter(it -> !it.dead()).isPresent();
  }

  static void awaitDeath(long pid) {
    Reports.await(() -> !lives(pid), "the end of process " + pid);
  }

  /** The shim of a running turn, as its process record names it. */
  long shim(TurnId turn) {
    return records.of(turn).gate() instanceof Gate.Passed passed ? passed.shim() : -1;
  }

  /** The shell that forks the shims of this worker, which its first launch has begun. */
  long shell() {
    return shells().findFirst().orElseThrow().pid();
  }

  Stream<ProcessHandle> shells() {
    return ProcessHandle.current().children().filter(it -> isShell(it.pid()));
  }

  private boolean isShell(long pid) {
    try {
      var words = Files.readString(Path.of("/proc/" + pid + "/cmdline"), ISO_8859_1);
      return lives(pid) && words.contains("\0" + files.turns() + "\0");
    } catch (IOException _) {
      return false;
    }
  }

  /** Lets the shell stand still; turns are told to it in vain. */
  void stopShell() {
    reports.exit(launch("first", "true"));
    stop(shell());
  }

  void stop(long pid) {
    Signal.STOP.send(view.processes(), view.processes().seen(pid).orElseThrow(), pid);
    Reports.await(() -> view.processes().seen(pid).orElseThrow().stopped(), "a stopped process");
  }

  void continueShell() {
    long shell = shell();
    Signal.CONT.send(view.processes(), view.processes().seen(shell).orElseThrow(), shell);
  }

  static void kill(long pid) {
    ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
  }

  @Override
  public void close() throws IOException {
    restart();
    for (var turn : launched) {
      worker.stop(turn, Duration.ZERO);
      worker.sweep(turn);
    }
    for (var turn : launched) {
      reports.await(turn, Report.Swept.class);
    }
    workers.forEach(LocalWorker::close);
  }
}
