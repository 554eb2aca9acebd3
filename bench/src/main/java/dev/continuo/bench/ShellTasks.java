package dev.continuo.bench;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Real processes: tasks that run {@code sh -c :}, twenty at a time. */
final class ShellTasks {
  private static final int TASKS = 400;
  private static final int TASKS_SHORTEST = 20;
  private static final int ROUNDS = 5;
  private static final int SPAWNS = 100;
  private static final int TARGET_PER_SECOND = 200;

  private ShellTasks() {}

  static List<Figure> measure(Part.Place place) throws Exception {
    var tasks = place.length().of(TASKS, TASKS_SHORTEST);
    try (var remote = Remote.start(place.folder().resolve("home"));
        var wire = remote.wire()) {
      var plan =
          IntStream.range(0, tasks)
              .mapToObj(i -> "  t%d: {run: \":\"}\n".formatted(i))
              .collect(Collectors.joining("", "limits: {parallel: 1000}\ntasks:\n", ""));
      var body = Remote.submission(plan);
      round(wire, body, tasks);
      var spawns = Raw.spawns(SPAWNS);
      var rates = new double[place.length().of(ROUNDS, 1)];
      var load = Load.begin(remote.pid(), place.folder());
      for (int i = 0; i < rates.length; i++) {
        rates[i] = round(wire, body, tasks);
      }
      var rate = Samples.of(rates);
      return List.of(
          Figure.of("real `sh -c :` tasks, 20 at a time", rate.median(), rate.rounds("/s"))
              .against("≥ 200/s", rate.median() >= TARGET_PER_SECOND)
              .beside("bare spawn of `sh -c :`: " + Samples.ofNanos(spawns).spread())
              .saturated(load.told()));
    }
  }

  private static double round(Wire wire, String body, int tasks) throws Exception {
    var begun = System.nanoTime();
    Remote.await(wire, wire.post("/v1/runs", body).ok().value("run"));
    return tasks / ((System.nanoTime() - begun) / 1e9);
  }
}
