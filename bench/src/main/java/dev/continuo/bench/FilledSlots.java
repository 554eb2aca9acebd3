package dev.continuo.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How long a slot stands empty while 20 tasks of 0.2 s run and others wait: from the last
 * instruction of one task's shell to the first one of the task that gets its slot. Each shell makes
 * an empty file at both moments; their times of change are read afterwards.
 *
 * <p>And how long 40 tasks of 1 s take that may all run at once.
 */
final class FilledSlots {
  private static final int SLOTS = 20;
  private static final int TASKS = 1_000;
  private static final int WARM_UPS = 300;
  private static final double P50_MILLIS_MAX = 5;
  private static final int P99_TIMES_COMMIT_MAX = 6;
  private static final int COMMITS = 500;
  private static final int SPAWNS = 150;
  private static final int AT_ONCE = 40;
  private static final double AT_ONCE_SECONDS_MAX = 1.3;
  private static final int ROUNDS = 5;

  private FilledSlots() {}

  static List<Figure> measure(Part.Place place) throws Exception {
    try (var remote = Remote.start(place.folder().resolve("home"));
        var wire = remote.wire()) {
      remote.limit(wire, AT_ONCE);
      gaps(wire, place.folder().resolve("warm-up"), WARM_UPS);
      var commits = Raw.commits(place.folder(), COMMITS);
      var spawns = Samples.ofNanos(Raw.spawns(SPAWNS));
      var load = Load.begin(remote.pid(), place.folder());
      var begun = System.nanoTime();
      var took = Samples.ofNanos(gaps(wire, place.folder().resolve("files"), TASKS));
      var rate = TASKS / ((System.nanoTime() - begun) / 1e9);
      var busy = load.told();
      var commit =
          Samples.ofNanos(
              Acknowledgement.join(commits, Raw.commits(place.folder(), COMMITS)));
      return List.of(
          Figure.of(
                  "slot empty between two tasks, %s completions/s".formatted(Samples.number(rate)),
                  took.median(),
                  took.spread())
              .against(
                  "p50 ≤ 5 ms, p99 ≤ 6× that of a raw commit, at 100/s",
                  took.median() <= P50_MILLIS_MAX
                      && took.p99() <= P99_TIMES_COMMIT_MAX * commit.p99())
              .beside(
                  "p99 of a raw commit %s; bare spawn of `sh -c :`: %s"
                      .formatted(Samples.number(commit.p99()), spawns.spread()))
              .saturated(busy),
          atOnce(wire));
    }
  }

  private static Figure atOnce(Wire wire) throws Exception {
    var plan =
        IntStream.range(0, AT_ONCE)
            .mapToObj(i -> "  t%d: {run: sleep 1}\n".formatted(i))
            .collect(Collectors.joining("", "limits: {parallel: 40}\ntasks:\n", ""));
    var seconds = new double[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
      var begun = System.nanoTime();
      Remote.await(wire, wire.post("/v1/runs", Remote.submission(plan)).ok().value("run"));
      seconds[i] = (System.nanoTime() - begun) / 1e9;
    }
    var took = Samples.of(seconds);
    return Figure.of("40 tasks of 1 s, 40 at once", took.median(), took.rounds("s"))
        .against("≤ 1.3 s", took.median() <= AT_ONCE_SECONDS_MAX);
  }

  /** The time between the end of one and the start of the one that follows it, in order. */
  private static long[] gaps(Wire wire, Path folder, int count) throws Exception {
    Files.createDirectories(folder);
    var script = ": > %1$s/begun.$CONTINUO_TASK; sleep 0.2; : > %1$s/ended.$CONTINUO_TASK";
    var plan =
        IntStream.range(0, count)
            .mapToObj(i -> "  t%d: {run: \"%s\"}\n".formatted(i, script.formatted(folder)))
            .collect(Collectors.joining("", "limits: {parallel: %d}\ntasks:\n".formatted(SLOTS), ""));
    Remote.await(wire, wire.post("/v1/runs", Remote.submission(plan)).ok().value("run"));
    var begun = times(folder, "begun.");
    var ended = times(folder, "ended.");
    return IntStream.range(SLOTS, count).mapToLong(i -> begun[i] - ended[i - SLOTS]).toArray();
  }

  private static long[] times(Path folder, String kind) throws IOException {
    try (var files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith(kind))
          .mapToLong(FilledSlots::changed)
          .sorted()
          .toArray();
    }
  }

  private static long changed(Path file) {
    try {
      return Files.getLastModifiedTime(file).to(TimeUnit.NANOSECONDS);
    } catch (IOException gone) {
      throw new java.io.UncheckedIOException(gone);
    }
  }
}
