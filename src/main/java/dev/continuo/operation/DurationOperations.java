package dev.continuo.operation;

import dev.continuo.journal.Reader;
import dev.continuo.journal.RowQuery;
import dev.continuo.journal.columns.RunColumns;
import dev.continuo.run.Experience;
import dev.continuo.run.Run;
import java.util.List;

/** Operations on what earlier runs have taught. */
final class DurationOperations {
  /** Of a store with more runs, the newest are looked at. */
  private static final int RUNS_SEEN_MAX = 200;

  /** Of a project with more runs, the newest are learnt from. */
  private static final int RUNS_READ_MAX = 10;

  /** Of a run with more tasks, the first. */
  private static final int TASKS_MAX = 1_000;

  record ListDurations(@Describe("the absolute path of the project's folder") String project) {}

  record DurationView(
      @Describe("the task's name") String task,
      @Describe("the median of its newest 5 attempts that succeeded, in milliseconds")
          long typicalMs,
      @Describe("how many attempts that is based on") int attempts) {}

  record DurationsView(
      @Describe("by the names of tasks, from the newest 10 runs of the folder")
          List<DurationView> durations) {}

  static final Operation<ListDurations, DurationsView> LIST =
      Operation.query(
          "duration.list",
          Http.get("/v1/durations"),
          ListDurations.class,
          DurationsView.class,
          "Lists how long tasks of a project took.");

  static final List<Operation<?, ?>> DECLARED = List.of(LIST);

  private final Reader store;

  DurationOperations(Ports ports) {
    this.store = ports.store();
  }

  void bindTo(Operations operations) {
    operations.bind(LIST, (input, _) -> list(input.project()));
  }

  private DurationsView list(String project) {
    var experience = new Experience();
    var newest =
        RowQuery.of(RunColumns.COLUMNS).by(RowQuery.Direction.DESCENDING).limit(RUNS_SEEN_MAX);
    store.rows(newest).rows().stream()
        .filter(run -> run.spec().project().equals(project))
        .limit(RUNS_READ_MAX)
        .map(Run::id)
        .forEach(run -> store.tasks(run, 0, TASKS_MAX).forEach(experience::note));
    return new DurationsView(
        experience.learnt().entrySet().stream()
            .map(
                each ->
                    new DurationView(
                        each.getKey(),
                        each.getValue().typical().toMillis(),
                        each.getValue().attempts()))
            .toList());
  }
}
