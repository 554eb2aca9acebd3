package dev.continuo.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** Processes of turns that are over, which a sweep should have ended. */
public final class Strays {
  private Strays() {}

  /**
   * Those of the worker in this folder, by their marker; other users' cannot be seen.
   *
   * @throws IOException when the folder cannot be read
   */
  public static List<Long> of(Path worker) throws IOException {
    var files = new TurnFiles(worker);
    String store;
    try {
      store = Files.readString(files.root().resolve("marker"));
    } catch (NoSuchFileException neverStarted) {
      return List.of();
    }
    var open = files.listed().stream().map(turn -> turn + "-" + store).toList();
    var processes = Processes.here();
    return processes.markers(processes.table(), 0).endingWith("-" + store).entrySet().stream()
        .filter(each -> !open.contains(each.getKey()))
        .flatMap(each -> each.getValue().stream())
        .map(ProcessTable.Seen::pid)
        .sorted()
        .toList();
  }
}
