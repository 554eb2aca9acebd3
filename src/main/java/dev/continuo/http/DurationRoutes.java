package dev.continuo.http;

import dev.continuo.journal.RowQuery;
import dev.continuo.journal.columns.RunColumns;
import dev.continuo.run.Experience;
import dev.continuo.run.Run;
import java.util.List;

/** Requests about how long things took. */
final class DurationRoutes {
  /** Of a store with more runs, the newest are looked at. */
  private static final int RUNS_SEEN_MAX = 200;

  /** Of a project with more runs, the newest are learnt from. */
  private static final int RUNS_READ_MAX = 10;

  /** Of a run with more tasks, the first. */
  private static final int TASKS_MAX = 1_000;

  private record DurationView(String task, long typicalMs, int attempts) {}

  private record DurationsView(List<DurationView> durations) {}

  private final Ports ports;
  private final Freshness freshness;

  DurationRoutes(Ports ports, Freshness freshness) {
    this.ports = ports;
    this.freshness = freshness;
  }

  void addTo(Routes routes) {
    routes.add("GET", "/v1/durations", this::list);
  }

  private void list(Call call) {
    var query = call.query("project");
    var project =
        query
            .text("project")
            .orElseThrow(() -> Problems.badParameter("parameter `project` is missing"));
    freshness.await(query);
    var experience = new Experience();
    var newest =
        RowQuery.of(RunColumns.COLUMNS).by(RowQuery.Direction.DESCENDING).limit(RUNS_SEEN_MAX);
    ports.store().rows(newest).rows().stream()
        .filter(run -> run.spec().project().equals(project))
        .limit(RUNS_READ_MAX)
        .map(Run::id)
        .forEach(run -> ports.store().tasks(run, 0, TASKS_MAX).forEach(experience::note));
    call.answer(
        new DurationsView(
            experience.learnt().entrySet().stream()
                .map(
                    each ->
                        new DurationView(
                            each.getKey(),
                            each.getValue().typical().toMillis(),
                            each.getValue().attempts()))
                .toList()));
  }
}
