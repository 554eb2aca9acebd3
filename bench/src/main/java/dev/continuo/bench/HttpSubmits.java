package dev.continuo.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Plans of one task, one a request, from many clients at once; nothing of them is started. */
final class HttpSubmits {
  private static final int CLIENTS = 64;
  private static final int SUBMITS_EACH = 150;
  private static final int WARM_UPS = 3;
  private static final int ROUNDS = 5;
  private static final int TARGET_PER_SECOND = 3_000;
  private static final String BODY = Remote.submission("tasks:\n  one: {run: \":\"}\n");

  private HttpSubmits() {}

  static List<Figure> measure(Part.Place place) throws Exception {
    try (var remote = Remote.start(place.folder().resolve("home"));
        var wire = remote.wire();
        var clients = Executors.newVirtualThreadPerTaskExecutor()) {
      remote.limit(wire, 0);
      var wires = new ArrayList<Wire>();
      for (int i = 0; i < CLIENTS; i++) {
        wires.add(remote.wire());
      }
      for (int i = 0; i < WARM_UPS; i++) {
        round(wires, clients);
      }
      var rates = new double[ROUNDS];
      var load = Load.begin(remote.pid(), place.folder());
      for (int i = 0; i < ROUNDS; i++) {
        rates[i] = round(wires, clients);
      }
      var busy = load.told();
      for (var each : wires) {
        each.close();
      }
      var rate = Samples.of(rates);
      return List.of(
          Figure.of("single submits over HTTP, 64 clients", rate.median(), rate.rounds("/s"))
              .against("≥ 3,000/s", rate.median() >= TARGET_PER_SECOND)
              .saturated(busy));
    }
  }

  private static double round(List<Wire> wires, java.util.concurrent.ExecutorService clients)
      throws Exception {
    var begun = System.nanoTime();
    var done = new ArrayList<Future<?>>();
    for (var wire : wires) {
      done.add(clients.submit(() -> submits(wire)));
    }
    for (var each : done) {
      each.get();
    }
    return CLIENTS * SUBMITS_EACH / ((System.nanoTime() - begun) / 1e9);
  }

  private static void submits(Wire wire) {
    try {
      for (int i = 0; i < SUBMITS_EACH; i++) {
        wire.post("/v1/runs", BODY).ok();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
