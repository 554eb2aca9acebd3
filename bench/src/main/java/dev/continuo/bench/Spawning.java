package dev.continuo.bench;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/**
 * How long a task that is ready waits for its process: from the acknowledgement of its submission,
 * which is when its start is durable, to the first instruction of its own shell, which opens a pipe
 * that this process reads.
 */
final class Spawning {
  private static final int TASKS = 300;
  private static final int WARM_UPS = 500;

  /** Between two tasks, so that nothing of the last one is left to be done. */
  private static final long GAP_NANOS = 20_000_000;

  private static final int COMMITS = 500;
  private static final int SPAWNS = 150;
  private static final double P50_MILLIS_MAX = 5;
  private static final int P99_TIMES_COMMIT_MAX = 6;

  private Spawning() {}

  static List<Figure> measure(Part.Place place) throws Exception {
    var pipe = place.folder().resolve("pipe");
    new ProcessBuilder("mkfifo", pipe.toString()).inheritIO().start().waitFor();
    try (var remote = Remote.start(place.folder().resolve("home"));
        var wire = remote.wire()) {
      timed(wire, pipe, WARM_UPS);
      Raw.commits(place.folder(), COMMITS);
      var commits = Raw.commits(place.folder(), COMMITS);
      var spawns = Raw.spawns(SPAWNS);
      var load = Load.begin(remote.pid(), place.folder());
      var took = Samples.ofNanos(timed(wire, pipe, TASKS));
      var busy = load.told();
      commits = Acknowledgement.join(commits, Raw.commits(place.folder(), COMMITS));
      spawns = Acknowledgement.join(spawns, Raw.spawns(SPAWNS));
      var commit = Samples.ofNanos(commits);
      var spawn = Samples.ofNanos(spawns);
      var allowed = P99_TIMES_COMMIT_MAX * commit.p99() + spawn.p99();
      return List.of(
          Figure.of("ready → spawned, idle", took.median(), took.spread())
              .against(
                  "p50 ≤ 5 ms, p99 ≤ 6× that of a raw commit + that of a spawn",
                  took.median() <= P50_MILLIS_MAX && took.p99() <= allowed)
              .beside(
                  "p99 of a raw commit %s, of `sh -c :` %s: allowed %s ms"
                      .formatted(
                          Samples.number(commit.p99()),
                          Samples.number(spawn.p99()),
                          Samples.number(allowed)))
              .saturated(busy));
    }
  }

  private static long[] timed(Wire wire, Path pipe, int count) throws Exception {
    var body = Remote.submission("tasks:\n  one: {run: \": > %s\"}\n".formatted(pipe));
    var nanos = new long[count];
    try (var reader = Executors.newSingleThreadExecutor()) {
      for (int i = 0; i < count; i++) {
        var opened = reader.submit(() -> opened(pipe));
        var run = wire.post("/v1/runs", body).ok().value("run");
        var acknowledged = System.nanoTime();
        nanos[i] = opened.get() - acknowledged;
        Remote.await(wire, run);
        LockSupport.parkNanos(GAP_NANOS);
      }
    }
    return nanos;
  }

  /** The moment at which somebody opens the other end. */
  private static long opened(Path pipe) throws IOException {
    try (var in = new FileInputStream(pipe.toFile())) {
      var at = System.nanoTime();
      in.readAllBytes();
      return at;
    }
  }
}
