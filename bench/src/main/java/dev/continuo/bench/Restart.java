package dev.continuo.bench;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The start of a server that was killed: from the start of its process until it has acknowledged a
 * submission, over a long log, a hundred thousand tasks that have not ended and a thousand turns
 * that live on.
 */
final class Restart {
  private static final long EVENTS = 10_000_000;
  private static final int LIVE_TASKS = 100_000;
  private static final int TURNS = 1_000;
  private static final int ROUNDS = 3;
  private static final long POLL_NANOS = 20_000_000;
  private static final double SECONDS_MAX = 3;

  private Restart() {}

  static List<Figure> measure(Part.Place place) throws Exception {
    var home = place.folder().resolve("home");
    var begun = System.nanoTime();
    var events = History.write(home, EVENTS);
    var built = seconds(begun);
    var seconds = new double[ROUNDS];
    var processor = new double[ROUNDS];
    var remote = Remote.start(home);
    try {
      fill(remote);
      var load = Load.begin(remote.pid(), place.folder());
      for (int i = 0; i < ROUNDS; i++) {
        remote.kill();
        load = Load.begin(place.folder());
        begun = System.nanoTime();
        remote = Remote.start(home);
        submit(remote);
        seconds[i] = seconds(begun);
        processor[i] = remote.processorSeconds();
        check(remote);
      }
      var took = Samples.of(seconds);
      return List.of(
          Figure.of(
                  "serving again after kill -9: %,d events, 100,000 live tasks, 1,000 living turns"
                      .formatted(events),
                  took.median(),
                  "%s; %s s of processor"
                      .formatted(took.rounds("s"), Samples.number(Samples.of(processor).median())))
              .against("≤ 3 s", took.median() <= SECONDS_MAX)
              .beside(
                  "the store was built through the journal at %s events/s"
                      .formatted(Samples.number(events / built)))
              .saturated(load.told()));
    } finally {
      remote.close();
    }
  }

  private static double seconds(long begun) {
    return (System.nanoTime() - begun) / 1e9;
  }

  private static void fill(Remote remote) throws IOException {
    try (var wire = remote.wire()) {
      remote.limit(wire, TURNS);
      var sleeping =
          wire.post("/v1/runs", Remote.submission(plan(TURNS, "[sleep, '600']"))).ok().value("run");
      while (!used(wire).equals(Integer.toString(TURNS))) {
        LockSupport.parkNanos(POLL_NANOS);
      }
      var run =
          wire.post("/v1/runs", Remote.submission(plan(LIVE_TASKS, "make"))).ok().value("run");
      while (wire.get("/v1/runs/" + run).value("state").equals("accepting")) {
        LockSupport.parkNanos(POLL_NANOS);
      }
      awaitLaunches(wire, sleeping);
    }
  }

  /** A turn counts as used before it is launched: all must be alive when the server dies. */
  private static void awaitLaunches(Wire wire, String run) throws IOException {
    while (wire.get("/v1/runs/" + run + "/tasks?limit=1000").ok().body().contains("\"pid\":null")) {
      LockSupport.parkNanos(POLL_NANOS);
    }
  }

  private static String plan(int tasks, String command) {
    return IntStream.range(0, tasks)
        .mapToObj(i -> "  t%d: {run: %s}\n".formatted(i, command))
        .collect(Collectors.joining("", "limits: {parallel: 1000}\ntasks:\n", ""));
  }

  private static void submit(Remote remote) throws IOException {
    try (var wire = remote.wire()) {
      wire.post("/v1/runs", Remote.submission("tasks:\n  one: {run: make}\n")).ok();
    }
  }

  private static void check(Remote remote) throws IOException {
    try (var wire = remote.wire()) {
      if (!used(wire).equals(Integer.toString(TURNS))) {
        throw new IllegalStateException("not all turns are there: " + used(wire));
      }
    }
  }

  private static String used(Wire wire) throws IOException {
    return wire.get("/v1/server").ok().value("used");
  }
}
