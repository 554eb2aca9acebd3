package dev.continuo.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What a server costs that has nothing to do. */
final class Idle {
  private static final int SETTLE_SECONDS = 10;
  private static final int SECONDS = 60;
  private static final double CORE_MAX = 0.01;
  private static final double MEBIBYTES_MAX = 250;
  private static final double TICKS_PER_SECOND = 100;

  private Idle() {}

  static List<Figure> measure(Part.Place place) throws Exception {
    try (var remote = Remote.start(place.folder().resolve("home"))) {
      try (var wire = remote.wire()) {
        var body = Remote.submission("tasks:\n  one: {run: \":\"}\n");
        Remote.await(wire, wire.post("/v1/runs", body).ok().value("run"));
      }
      Thread.sleep(SETTLE_SECONDS * 1000L);
      var ticks = ticks(remote.pid());
      var reads = number(remote.pid(), "io", "syscr:");
      Thread.sleep(SECONDS * 1000L);
      var core = (ticks(remote.pid()) - ticks) / TICKS_PER_SECOND / SECONDS;
      var polled = number(remote.pid(), "io", "syscr:") - reads;
      var resident = number(remote.pid(), "status", "VmRSS:") / 1024.0;
      return List.of(
          Figure.ofCost("idle server: of one core, in a minute", core, percent(core))
              .against("< 1 %", core < CORE_MAX)
              .beside(polled + " reads of files and sockets in that minute"),
          Figure.of("idle server: resident memory", resident, Samples.number(resident) + " MiB")
              .against("≤ 250 MB", resident <= MEBIBYTES_MAX));
    }
  }

  private static String percent(double share) {
    return String.format(java.util.Locale.ROOT, "%.2f %%", share * 100);
  }

  private static long ticks(long pid) throws IOException {
    var stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
    var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    return Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
  }

  private static long number(long pid, String file, String key) throws IOException {
    return Files.readAllLines(Path.of("/proc", Long.toString(pid), file)).stream()
        .filter(line -> line.startsWith(key))
        .map(line -> line.substring(key.length()).strip().split(" ")[0])
        .mapToLong(Long::parseLong)
        .findFirst()
        .orElseThrow();
  }
}
