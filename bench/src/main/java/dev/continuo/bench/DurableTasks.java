package dev.continuo.bench;

import dev.continuo.task.TaskSpec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Tasks that need no process, from their submission in batches of 100 to their recorded success:
 * what the product itself costs.
 */
final class DurableTasks {
  static final int BATCH_TASKS = 100;
  private static final int TASKS = 40_000;
  private static final int WARM_UP_TASKS = 60_000;
  private static final int ROUNDS = 5;
  private static final long POLL_NANOS = 5_000_000;
  private static final int TARGET_PER_SECOND = 18_000;
  private static final int TARGET_TIMES_BEST_PEER = 5;

  private DurableTasks() {}

  static List<Figure> measure(Part.Place place) throws Exception {
    try (var local = Local.start(place.folder().resolve("home"));
        var wire = local.wire()) {
      local.limit(dev.continuo.dispatch.Limit.MAX);
      var batch = Local.inline(BATCH_TASKS);
      round(local, wire, batch, WARM_UP_TASKS);
      var rates = new ArrayList<Double>();
      var load = Load.begin(place.folder());
      var before = Load.processorNanos();
      for (int i = 0; i < ROUNDS; i++) {
        rates.add(round(local, wire, batch, TASKS));
      }
      var rate = Samples.of(rates.stream().mapToDouble(Double::doubleValue).toArray());
      var micros = (Load.processorNanos() - before) / 1e3 / TASKS / ROUNDS;
      var own =
          Figure.of(
                  "durable tasks, SQLite",
                  rate.median(),
                  rate.rounds("/s") + "; %.0f µs of processor a task".formatted(micros))
              .against("≥ 18,000/s", rate.median() >= TARGET_PER_SECOND)
              .saturated(load.told());
      return place.before().isEmpty() ? List.of(own) : List.of(own, ratio(rate, place.before()));
    }
  }

  private static Figure ratio(Samples rate, List<Figure> peers) {
    var best = peers.getFirst();
    for (var peer : peers) {
      best = peer.value() > best.value() || Double.isNaN(best.value()) ? peer : best;
    }
    var times = rate.median() / best.value();
    return Figure.of("the same, as a multiple of the best peer", times, Samples.number(times) + "×")
        .against("≥ 5×", times >= TARGET_TIMES_BEST_PEER)
        .beside(best.what() + ": " + best.measured());
  }

  /** Tasks a second, from the first submission until no run is open. */
  private static double round(Local local, Wire wire, List<TaskSpec> batch, int tasks)
      throws IOException {
    var begun = System.nanoTime();
    for (int i = 0; i < tasks / BATCH_TASKS; i++) {
      local.call(Local.run(batch));
    }
    while (!wire.get("/v1/runs?state=accepting,running&limit=1").body().contains("\"runs\":[]")) {
      LockSupport.parkNanos(POLL_NANOS);
    }
    var seconds = (System.nanoTime() - begun) / 1e9;
    var failed = wire.get("/v1/runs?state=failed,cancelled,paused&limit=1").ok().body();
    if (!failed.contains("\"runs\":[]")) {
      throw new IllegalStateException("a task did not succeed: " + failed);
    }
    return tasks / seconds;
  }
}
