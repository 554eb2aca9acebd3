package dev.continuo.worker;

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

/**
 * A worker on a folder of its own, its reports, and the broom: what a test launched is swept at its
 * end.
 */
final class Workshop implements AutoCloseable {

  final Path folder;
  final TurnFiles files;
  Reports reports = new Reports();
  LocalWorker worker;
  private final Set<TurnId> launched = new LinkedHashSet<>();
  private final List<LocalWorker> workers = new ArrayList<>();

  private Workshop(Path folder) throws IOException {
    this.folder = folder;
    this.files = new TurnFiles(folder.resolve("worker"));
    this.worker = another(reports);
  }

  static Workshop open(Path folder) throws IOException {
    return new Workshop(folder);
  }

  /** One more worker on the same folder. */
  LocalWorker another(Reports itsReports) throws IOException {
    var it = new LocalWorker(files.root(), itsReports);
    it.start();
    workers.add(it);
    return it;
  }

  /** A server that is gone and comes again, with a fresh list of reports. */
  void restart() throws IOException {
    worker.close();
    reports = new Reports();
    worker = another(reports);
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

  /** Waits until a process of the test has written a whole line to this file. */
  String line(String name) {
    Reports.await(() -> Files.exists(path(name)) && read(name).endsWith("\n"), "a line in " + name);
    return read(name).strip();
  }

  long pid(String name) {
    return Long.parseLong(line(name));
  }

  static boolean lives(long pid) {
    return ProcessTable.seen(pid).filter(it -> !it.dead()).isPresent();
  }

  static void awaitDeath(long pid) {
    Reports.await(() -> !lives(pid), "the end of process " + pid);
  }

  /** The shim of a running turn, as its process record names it. */
  long shim(TurnId turn) {
    return files.gate(turn) instanceof Gate.Passed passed ? passed.shim().pid() : -1;
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
