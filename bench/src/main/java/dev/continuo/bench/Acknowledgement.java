package dev.continuo.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** How long the submission of one task takes while the server has nothing else to do. */
final class Acknowledgement {
  private static final int SUBMITS = 1_000;

  /** Enough that the JVM has compiled what a submission takes. */
  private static final int WARM_UPS = 5_000;

  private static final int COMMITS = 1_000;
  private static final long GAP_NANOS = 2_000_000;
  private static final double P50_MILLIS_MAX = 2;
  private static final double P99_TIMES_COMMIT_MAX = 3;
  private static final String BODY = Remote.submission("tasks:\n  one: {run: \":\"}\n");

  private Acknowledgement() {}

  private interface Submit {
    void once() throws Exception;
  }

  static List<Figure> overHttp(Part.Place place) throws Exception {
    try (var remote = Remote.start(place.folder().resolve("home"));
        var wire = remote.wire()) {
      remote.limit(wire, 0);
      return List.of(
          measured(
              "submit → acknowledged, idle, over HTTP",
              place.folder(),
              remote.pid(),
              () -> wire.post("/v1/runs", BODY).ok()));
    }
  }

  static List<Figure> inside(Part.Place place) throws Exception {
    try (var local = Local.start(place.folder().resolve("home"))) {
      local.limit(0);
      var one = Local.run(Local.inline(1));
      return List.of(
          measured(
              "submit → acknowledged, idle, within the process",
              place.folder(),
              ProcessHandle.current().pid(),
              () -> local.call(one)));
    }
  }

  private static Figure measured(String what, Path folder, long pid, Submit submit)
      throws Exception {
    timed(submit, WARM_UPS);
    Raw.commits(folder, COMMITS);
    // half of the commits before, half after: the disk has its moods
    var before = Raw.commits(folder, COMMITS / 2);
    var load = Load.begin(pid, folder);
    var took = Samples.ofNanos(timed(submit, SUBMITS));
    var busy = load.told();
    var commit = Samples.ofNanos(join(before, Raw.commits(folder, COMMITS / 2)));
    var times = took.p99() / commit.p99();
    return Figure.of(what, took.median(), took.spread())
        .against(
            "p50 ≤ 2 ms, p99 ≤ 3× that of a raw commit",
            took.median() <= P50_MILLIS_MAX && times <= P99_TIMES_COMMIT_MAX)
        .beside("raw commit: " + commit.spread() + "; p99 is " + Samples.number(times) + "× that")
        .saturated(busy);
  }

  static long[] join(long[] one, long[] other) {
    var all = java.util.Arrays.copyOf(one, one.length + other.length);
    System.arraycopy(other, 0, all, one.length, other.length);
    return all;
  }

  private static long[] timed(Submit submit, int count) throws Exception {
    var nanos = new long[count];
    for (int i = 0; i < count; i++) {
      LockSupport.parkNanos(GAP_NANOS);
      var begun = System.nanoTime();
      submit.once();
      nanos[i] = System.nanoTime() - begun;
    }
    return nanos;
  }
}
