package dev.continuo.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Every kind of call, while twenty tasks run and ten thousand are queued. */
final class BusyCalls {
  private static final int QUEUED = 10_000;
  private static final int RUNNING = 20;
  private static final int CALLS_EACH = 200;
  private static final int WARM_UPS = 100;
  private static final double P99_MILLIS_MAX = 50;

  private BusyCalls() {}

  private interface Request {
    Wire.Answer send(int i) throws Exception;
  }

  static List<Figure> measure(Part.Place place) throws Exception {
    try (var remote = Remote.start(place.folder().resolve("home"));
        var wire = remote.wire()) {
      var plan =
          IntStream.range(0, QUEUED + RUNNING)
              .mapToObj(i -> "  t%d: {run: sleep 120}\n".formatted(i))
              .collect(Collectors.joining("", "limits: {parallel: 1000}\ntasks:\n", ""));
      var run = wire.post("/v1/runs", Remote.submission(plan)).ok().value("run");
      while (!wire.get("/v1/server").value("used").equals(Integer.toString(RUNNING))) {
        Thread.sleep(10);
      }
      var kinds = kinds(wire, run);
      rounds(kinds, WARM_UPS);
      var load = Load.begin(remote.pid(), place.folder());
      var took = rounds(kinds, CALLS_EACH);
      var busy = load.told();
      var all =
          Samples.ofNanos(took.values().stream().flatMapToLong(java.util.Arrays::stream).toArray());
      var worst = "";
      var slowest = 0.0;
      for (var kind : took.entrySet()) {
        var p99 = Samples.ofNanos(kind.getValue()).p99();
        if (p99 > slowest) {
          slowest = p99;
          worst = kind.getKey();
        }
      }
      return List.of(
          Figure.of(
                  "any API call while 20 tasks run and 10,000 are queued",
                  slowest,
                  "%s; of %d kinds the slowest is %s: p99 %s ms"
                      .formatted(all.spread(), took.size(), worst, Samples.number(slowest)))
              .against("p99 ≤ 50 ms, of each kind", slowest <= P99_MILLIS_MAX)
              .saturated(busy));
    }
  }

  private static Map<String, long[]> rounds(Map<String, Request> kinds, int count)
      throws Exception {
    var took = new LinkedHashMap<String, long[]>();
    kinds.keySet().forEach(kind -> took.put(kind, new long[count]));
    for (int i = 0; i < count; i++) {
      for (var kind : kinds.entrySet()) {
        var begun = System.nanoTime();
        kind.getValue().send(i).ok();
        took.get(kind.getKey())[i] = System.nanoTime() - begun;
      }
    }
    return took;
  }

  private static Map<String, Request> kinds(Wire wire, String run) throws Exception {
    var tasks = new ArrayList<String>();
    var page = wire.get("/v1/runs/" + run + "/tasks?limit=1000").ok().body();
    var ids = java.util.regex.Pattern.compile("\"id\":\"(t-[^\"]+)\"").matcher(page);
    while (ids.find()) {
      tasks.add(ids.group(1));
    }
    var queued = tasks.subList(RUNNING, tasks.size());
    var living = tasks.getFirst();
    var one = Remote.submission("tasks:\n  one: {run: \":\"}\n");
    var kinds = new LinkedHashMap<String, Request>();
    kinds.put("submit", _ -> wire.post("/v1/runs", one));
    kinds.put("runs", _ -> wire.get("/v1/runs"));
    kinds.put("run", _ -> wire.get("/v1/runs/" + run));
    kinds.put("tasks", _ -> wire.get("/v1/runs/" + run + "/tasks"));
    kinds.put("task by name", _ -> wire.get("/v1/runs/" + run + "/tasks/t9999"));
    kinds.put("task", i -> wire.get("/v1/tasks/" + queued.get(i)));
    kinds.put("why", i -> wire.get("/v1/tasks/" + queued.get(i) + "/why"));
    kinds.put("output", _ -> wire.get("/v1/tasks/" + living + "/output"));
    kinds.put("pause", i -> wire.post("/v1/tasks/" + queued.get(i) + "/pause", ""));
    kinds.put("resume", i -> wire.post("/v1/tasks/" + queued.get(i) + "/resume", ""));
    kinds.put("cancel", i -> wire.post("/v1/tasks/" + queued.get(i) + "/cancel", ""));
    kinds.put("retry", i -> wire.post("/v1/tasks/" + queued.get(i) + "/retry", ""));
    kinds.put("pause run", _ -> wire.post("/v1/runs/" + run + "/pause", ""));
    kinds.put("resume run", _ -> wire.post("/v1/runs/" + run + "/resume", ""));
    kinds.put("events", _ -> wire.get("/v1/events?limit=200"));
    kinds.put("server", _ -> wire.get("/v1/server"));
    return kinds;
  }
}
