package dev.continuo.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Plans of 100,000 tasks that are accepted while somebody else submits a task every few
 * milliseconds. Nothing is started: one task of each is queued, the others need it.
 */
final class BigPlans {
  private static final int TASKS = 100_000;
  private static final int PLANS = 10;
  private static final int ROUNDS = 3;
  private static final long OTHERS_GAP_NANOS = 5_000_000;
  private static final long POLL_NANOS = 5_000_000;
  private static final double ACCEPTED_SECONDS_MAX = 3;
  private static final double OTHERS_P99_MILLIS_MAX = 100;
  private static final double HEAP_GIGABYTES_MAX = 1.5;

  private final Local local;
  private final Wire wire;
  private final String plan =
      Remote.submission(
          IntStream.range(1, TASKS)
              .mapToObj(i -> "  t%d: {run: make part-%d, needs: first}\n".formatted(i, i))
              .collect(Collectors.joining("", "tasks:\n  first: {run: make}\n", "")));

  private BigPlans(Local local, Wire wire) {
    this.local = local;
    this.wire = wire;
  }

  /**
   * Seconds of one plan: until it is answered, its text read, and then until all tasks are durable.
   */
  private record Took(double answered, double accepted) {}

  static List<Figure> one(Part.Place place) throws Exception {
    var home = place.folder().resolve("home");
    try (var local = Local.start(home);
        var wire = local.wire()) {
      local.limit(0);
      var plans = new BigPlans(local, wire);
      plans.accept();
      var load = Load.begin(place.folder());
      var answered = new double[ROUNDS];
      var accepted = new double[ROUNDS];
      var others =
          plans.others(
              () -> {
                for (int i = 0; i < ROUNDS; i++) {
                  var took = plans.accept();
                  answered[i] = took.answered;
                  accepted[i] = took.accepted;
                }
              });
      var seconds = Samples.of(accepted);
      return List.of(
          Figure.of(
                  "one parsed plan of 100,000 tasks accepted",
                  seconds.median(),
                  seconds.rounds("s"))
              .against("≤ 3 s", seconds.median() <= ACCEPTED_SECONDS_MAX)
              .beside("reading its text and answering before: " + Samples.of(answered).rounds("s"))
              .saturated(load.told()),
          others("others' acknowledgements meanwhile", others));
    }
  }

  static List<Figure> many(Part.Place place) throws Exception {
    var home = place.folder().resolve("home");
    try (var local = Local.start(home);
        var wire = local.wire()) {
      local.limit(0);
      var plans = new BigPlans(local, wire);
      var load = Load.begin(place.folder());
      var begun = System.nanoTime();
      var others =
          plans.others(
              () -> {
                for (int i = 0; i < PLANS; i++) {
                  plans.accept();
                }
              });
      var seconds = (System.nanoTime() - begun) / 1e9;
      var busy = load.told();
      var heap = heapGigabytes();
      return List.of(
          Figure.of(
                  "1,000,000 tasks pending: heap",
                  heap,
                  Samples.number(heap) + " GB after a full collection, in a heap of 1.5 GB")
              .against("≤ 1.5 GB", heap <= HEAP_GIGABYTES_MAX)
              .beside("10 plans of 100,000, read and accepted in " + Samples.number(seconds) + " s")
              .saturated(busy),
          others("others' acknowledgements while they come", others));
    }
  }

  private static double heapGigabytes() {
    System.gc();
    var runtime = Runtime.getRuntime();
    return (runtime.totalMemory() - runtime.freeMemory()) / 1e9;
  }

  private static Figure others(String what, long[] nanos) {
    var took = Samples.ofNanos(nanos);
    return Figure.of(what, took.p99(), took.spread())
        .against("p99 ≤ 100 ms", took.p99() <= OTHERS_P99_MILLIS_MAX);
  }

  private Took accept() throws IOException {
    var begun = System.nanoTime();
    var run = wire.post("/v1/runs", plan).ok().value("run");
    var answered = System.nanoTime();
    while (wire.get("/v1/runs/" + run).ok().value("state").equals("accepting")) {
      LockSupport.parkNanos(POLL_NANOS);
    }
    var accepted = System.nanoTime();
    return new Took((answered - begun) / 1e9, (accepted - answered) / 1e9);
  }

  private interface Work {
    void run() throws IOException;
  }

  /** How long others' submissions took while the work was done. */
  private long[] others(Work work) throws IOException, InterruptedException, ExecutionException {
    var over = new AtomicBoolean();
    var one = Local.run(Local.inline(1));
    try (var other = Executors.newSingleThreadExecutor()) {
      var took =
          other.submit(
              () -> {
                var nanos = new ArrayList<Long>();
                while (!over.get()) {
                  LockSupport.parkNanos(OTHERS_GAP_NANOS);
                  var begun = System.nanoTime();
                  local.call(one);
                  nanos.add(System.nanoTime() - begun);
                }
                return nanos;
              });
      try {
        work.run();
      } finally {
        over.set(true);
      }
      return took.get().stream().mapToLong(Long::longValue).toArray();
    }
  }
}
