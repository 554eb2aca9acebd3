package dev.continuo.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What all figures of a run were measured on. */
final class Machine {
  private Machine() {}

  /** The device that a folder is on. */
  static Path disk(Path folder) {
    try {
      return Path.of(Files.getFileStore(folder).name());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The machine in one line. */
  static String told(Path folder) {
    try {
      var store = Files.getFileStore(folder);
      return "%s, %d cores; %d GiB of memory; %s on %s (%s); Linux %s; Java %s"
          .formatted(
              value("/proc/cpuinfo", "model name"),
              Runtime.getRuntime().availableProcessors(),
              Long.parseLong(value("/proc/meminfo", "MemTotal").split(" ")[0]) >> 20,
              store.type(),
              store.name(),
              rotates(disk(folder)),
              System.getProperty("os.version"),
              Runtime.version());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String rotates(Path disk) throws IOException {
    var file = Path.of("/sys/class/block", disk.getFileName().toString(), "queue/rotational");
    if (!Files.exists(file)) {
      return "of an unknown kind";
    }
    return Files.readString(file).strip().equals("1") ? "says that it rotates" : "solid state";
  }

  private static String value(String file, String key) throws IOException {
    return lines(file).stream()
        .filter(line -> line.startsWith(key))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse("unknown");
  }

  private static List<String> lines(String file) throws IOException {
    return Files.readAllLines(Path.of(file));
  }
}
