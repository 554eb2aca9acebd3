package dev.continuo.cli;

import java.nio.file.Path;
import java.util.List;

/** How the server's Java is run; docs/operating/server.md has the figures that chose it. */
final class ServerJvm {
  private ServerJvm() {}

  static List<String> flags(Path home) {
    return List.of(
        "-XX:+UseG1GC",
        // an idle server gives memory back, which a collector does only when it collects
        "-XX:G1PeriodicGCInterval=30000",
        "-XX:MinHeapFreeRatio=10",
        "-XX:MaxHeapFreeRatio=30",
        // what conditions are told with uses it still, and the JVM would warn of that in the log
        "--sun-misc-unsafe-memory-access=allow",
        // whoever is out of memory cannot be trusted; turns go on, and the next server finds them
        "-XX:+ExitOnOutOfMemoryError",
        "-XX:ErrorFile=" + home.toString().replace("%", "%%") + "/crash-%p.log");
  }
}
