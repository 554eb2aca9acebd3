package dev.continuo.operation;

import dev.continuo.journal.Reader;
import dev.continuo.sync.SyncCommand;
import dev.continuo.sync.SyncPart;
import dev.continuo.sync.SyncRefusal;
import dev.continuo.task.State;
import dev.continuo.task.Task;
import dev.continuo.task.TaskId;
import dev.continuo.task.TaskRefusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Operations of tasks that meet others of their run at a sync point. */
final class SyncOperations {
  private static final int PAGE = 1_000;

  record Sync(
      @Describe("the task's id") TaskId task,
      @Describe("the name of the sync point") String point,
      @Describe(
              value = "how long to wait for the others, in milliseconds",
              min = 0,
              max = RunOperations.WAIT_MS_MAX,
              otherwise = RunOperations.WAIT_DEFAULT)
          long timeoutMs) {}

  record SyncView(
      @Describe("the name of the sync point") String point,
      @Describe(
              value = "whether all have arrived, or one never will",
              words = {"reached", "waiting", "failed"})
          String state,
      @Describe("the names of the tasks that have not arrived") List<String> missing,
      @Describe("the names of the tasks that never will") List<String> failed) {}

  static final Operation<Sync, SyncView> SYNC =
      Operation.command(
              "task.sync",
              Http.post("/v1/tasks/{task}/sync"),
              Sync.class,
              SyncView.class,
              "Records that a task has arrived at a sync point, and waits for the others.")
          .allow(CallerKind.ATTEMPT, Scope.OWN_TASK)
          .fails(
              TaskRefusal.TASK_NOT_FOUND, SyncRefusal.SYNC_POINT_UNKNOWN, TaskRefusal.TASK_ENDED);

  static final List<Operation<?, ?>> DECLARED = List.of(SYNC);

  private final Reader store;
  private final Commands commands;
  private final RunWaits waits;

  SyncOperations(Ports ports, Commands commands, RunWaits waits) {
    this.store = ports.store();
    this.commands = commands;
    this.waits = waits;
  }

  void bindTo(Operations operations) {
    operations.bind(SYNC, this::arrive);
  }

  private SyncView arrive(Sync input, Asking asking) throws InterruptedException {
    var point = input.point();
    var id = input.task();
    commands.submit(new SyncCommand.Arrive(id, point), asking.caller());
    var streams = streams(id, point);
    return waits.until(
        id.run(),
        Duration.ofMillis(input.timeoutMs()),
        () -> barrier(point, streams),
        barrier -> !barrier.state().equals("waiting"));
  }

  /** Who meets at a point is fixed when the run is submitted. */
  private List<TaskId> streams(TaskId id, String point) {
    var streams = new ArrayList<TaskId>();
    var page = store.tasks(id.run(), 0, PAGE);
    while (!page.isEmpty()) {
      page.stream().filter(task -> meets(task, point)).map(Task::id).forEach(streams::add);
      page = store.tasks(id.run(), page.getLast().id().index() + 1, PAGE);
    }
    return streams;
  }

  private static boolean meets(Task task, String point) {
    return task.spec()
        .part(SyncPart.class)
        .filter(part -> part.points().contains(point))
        .isPresent();
  }

  private SyncView barrier(String point, List<TaskId> streams) {
    var missing = new ArrayList<String>();
    var failed = new ArrayList<String>();
    for (var id : streams) {
      var task = store.task(id).orElseThrow(() -> Problems.noTask(id.toString()));
      switch (task.state()) {
        case State.Succeeded _, State.Skipped _ -> {}
        case State.Failed _, State.Cancelled _ -> failed.add(task.spec().name());
        case State.Pending _, State.Queued _, State.Running _, State.Paused _ ->
            addUnlessReached(task, point, missing);
        case State.Suspended _, State.Verifying _, State.Blocked _ ->
            addUnlessReached(task, point, missing);
      }
    }
    var state = !failed.isEmpty() ? "failed" : missing.isEmpty() ? "reached" : "waiting";
    return new SyncView(point, state, missing, failed);
  }

  private static void addUnlessReached(Task task, String point, List<String> missing) {
    if (!SyncPart.reached(task, point)) {
      missing.add(task.spec().name());
    }
  }
}
