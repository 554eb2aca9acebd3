package dev.continuo.http;

import dev.continuo.sync.SyncCommand;
import dev.continuo.sync.SyncPart;
import dev.continuo.task.State;
import dev.continuo.task.Task;
import dev.continuo.task.TaskId;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Requests of tasks that meet others of their run at a sync point. */
final class SyncRoutes {
  private static final Duration WAIT_MAX = Duration.ofSeconds(60);
  private static final int PAGE = 1_000;

  /**
   * How a sync point stands.
   *
   * @param state {@code reached}, {@code waiting} or {@code failed}
   * @param missing the names of those that have not arrived
   * @param failed the names of those that never will
   */
  private record Barrier(String point, String state, List<String> missing, List<String> failed) {}

  private final Ports ports;
  private final Commands commands;
  private final RunWaits waits;

  SyncRoutes(Ports ports, Commands commands, RunWaits waits) {
    this.ports = ports;
    this.commands = commands;
    this.waits = waits;
  }

  void addTo(Routes routes) {
    routes.add("POST", "/v1/tasks/{task}/sync", this::arrive);
  }

  /** Says that the task is there, and answers when all are, or one never will be. */
  private void arrive(Call call) throws IOException, InterruptedException {
    call.noQuery();
    var body = Bodies.read(call, "point", "timeoutMs");
    var point = body.text("point");
    var timeout = body.number("timeoutMs", 0, WAIT_MAX.toMillis()).orElse(WAIT_MAX.toMillis());
    var id = call.task();
    commands.submit(new SyncCommand.Arrive(id, point), call.caller());
    var streams = streams(id, point);
    call.answer(
        waits.until(
            id.run(),
            Duration.ofMillis(timeout),
            () -> barrier(point, streams),
            barrier -> !barrier.state().equals("waiting")));
  }

  /** Who meets at a point stands fast when the run is submitted. */
  private List<TaskId> streams(TaskId id, String point) {
    var streams = new ArrayList<TaskId>();
    var page = ports.store().tasks(id.run(), 0, PAGE);
    while (!page.isEmpty()) {
      page.stream().filter(task -> meets(task, point)).map(Task::id).forEach(streams::add);
      page = ports.store().tasks(id.run(), page.getLast().id().index() + 1, PAGE);
    }
    return streams;
  }

  private static boolean meets(Task task, String point) {
    return task.spec()
        .part(SyncPart.class)
        .filter(part -> part.points().contains(point))
        .isPresent();
  }

  private Barrier barrier(String point, List<TaskId> streams) {
    var missing = new ArrayList<String>();
    var failed = new ArrayList<String>();
    for (var id : streams) {
      var task = ports.store().task(id).orElseThrow(() -> Problems.noTask(id.toString()));
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
    return new Barrier(point, state, missing, failed);
  }

  private static void addUnlessReached(Task task, String point, List<String> missing) {
    if (!SyncPart.reached(task, point)) {
      missing.add(task.spec().name());
    }
  }
}
