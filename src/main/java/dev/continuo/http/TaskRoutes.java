package dev.continuo.http;

import dev.continuo.dispatch.DispatchCommand;
import dev.continuo.dispatch.DispatchReply;
import dev.continuo.engine.Quarantine;
import dev.continuo.run.RunCommand;
import dev.continuo.task.QuestionPart;
import dev.continuo.task.RunId;
import dev.continuo.task.State;
import dev.continuo.task.Task;
import dev.continuo.task.TaskCommand;
import dev.continuo.task.TaskId;
import dev.continuo.task.Text;
import io.helidon.http.Status;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** Requests about tasks. */
final class TaskRoutes {
  private static final Duration WAIT_MAX = Duration.ofSeconds(60);

  private record WhyView(String task, List<DispatchReply.Reason> reasons) {}

  private final Ports ports;
  private final Commands commands;
  private final Freshness freshness;
  private final Changes changes;
  private final RunWaits waits;

  TaskRoutes(Ports ports, Commands commands, Freshness freshness, RunWaits waits) {
    this.ports = ports;
    this.commands = commands;
    this.freshness = freshness;
    this.changes = new Changes(ports);
    this.waits = waits;
  }

  void addTo(Routes routes) {
    routes.add("GET", "/v1/runs/{run}/tasks/{name*}", this::named);
    routes.add("GET", "/v1/tasks/{task}", this::show);
    routes.add("GET", "/v1/tasks/{task}/why", this::why);
    routes.add("GET", "/v1/tasks/{task}/recommendation", this::recommend);
    routes.add("GET", "/v1/tasks/{task}/result", this::result);
    routes.add("GET", "/v1/tasks/{task}/wait", this::await);
    routes.add("POST", "/v1/tasks/{task}/set", this::change);
    routes.add("POST", "/v1/tasks/{task}/pause", this::pause);
    routes.add("POST", "/v1/tasks/{task}/resume", this::resume);
    routes.add("POST", "/v1/tasks/{task}/cancel", this::cancel);
    routes.add("POST", "/v1/tasks/{task}/retry", this::retry);
    routes.add("POST", "/v1/tasks/{task}/answer", this::answer);
  }

  /** The task of this id, which must be one of the run. */
  static TaskId of(RunId run, String id) {
    return TaskId.parse(id)
        .filter(task -> task.run().equals(run))
        .orElseThrow(() -> Problems.noTask(id));
  }

  private void named(Call call) throws IOException {
    var run = call.run();
    var name = call.path("name");
    freshness.await(call.query());
    if (ports.store().run(run).isEmpty()) {
      throw Problems.noRun(run.toString());
    }
    var task = ports.store().task(run, name).orElseThrow(() -> Problems.noTask(name));
    call.answer(view(task));
  }

  private void show(Call call) throws IOException {
    freshness.await(call.query());
    call.answer(view(known(call.task())));
  }

  /** Answers when the task has ended, or nothing but a person can move it. */
  private void await(Call call) throws IOException {
    var query = call.query("timeoutMs");
    var timeout = query.number("timeoutMs", 0, WAIT_MAX.toMillis()).orElse(WAIT_MAX.toMillis());
    freshness.await(query);
    var id = call.task();
    call.answer(
        view(waits.until(id.run(), Duration.ofMillis(timeout), () -> known(id), this::settled)));
  }

  private boolean settled(Task task) {
    return switch (task.state()) {
      case State.Succeeded _, State.Failed _, State.Cancelled _, State.Skipped _ -> true;
      case State.Blocked _, State.Paused _ -> true;
      case State.Pending _, State.Queued _ when task.heldBy().isPresent() -> true;
      case State.Pending _ when QuestionPart.waits(task) -> true;
      case State.Pending _, State.Queued _, State.Running _, State.Verifying _ ->
          ports
              .store()
              .run(task.id().run())
              .filter(run -> RunRoutes.settled(RunView.of(run, ports.store())))
              .isPresent();
    };
  }

  private TaskView view(Task task) throws IOException {
    var tail = task.turns().isEmpty() ? Text.EMPTY : task.turns().getLast().exit().tail();
    return TaskView.of(task, text(task, tail));
  }

  private void why(Call call) throws InterruptedException {
    freshness.await(call.query());
    var id = call.task();
    var quarantine = RunView.quarantine(id.run(), ports.store());
    if (quarantine.isPresent()) {
      call.answer(new WhyView(id.toString(), List.of(reason(id.run(), quarantine.get()))));
      return;
    }
    var reply = commands.ask(new DispatchCommand.Explain(id), call).reply();
    if (!(reply instanceof DispatchReply.Reasons(var reasons))) {
      throw new IllegalStateException("bug: why was answered with " + reply);
    }
    call.answer(new WhyView(id.toString(), reasons));
  }

  /** The engine knows nothing of the tasks of such a run. */
  private static DispatchReply.Reason reason(RunId run, Quarantine quarantine) {
    return new DispatchReply.Reason(
        "run_quarantined",
        "its run is in quarantine: "
            + quarantine.reason()
            + "; `continuo quarantine "
            + run
            + " --lift` lets it go on once the bug is repaired");
  }

  private void recommend(Call call) {
    freshness.await(call.query());
    call.answer(RecommendationView.of(known(call.task())));
  }

  private void result(Call call) throws IOException {
    freshness.await(call.query());
    var task = known(call.task());
    var claimed =
        switch (task.state()) {
          case State.Verifying _, State.Succeeded _, State.Skipped _ -> true;
          case State.Pending _, State.Queued _, State.Running _, State.Paused _ -> false;
          case State.Blocked _, State.Failed _, State.Cancelled _ -> false;
        };
    var json = text(task, task.result().json());
    if (json.isEmpty() && !claimed) {
      throw Problems.noResult(task.id());
    }
    var bytes = (json.isEmpty() ? "{}" : json).getBytes(StandardCharsets.UTF_8);
    Call.send(call.response(), Status.OK_200, "application/json", bytes);
  }

  private String text(Task task, Text text) {
    try {
      return ports.texts().read(text);
    } catch (UncheckedIOException unreadable) {
      throw Problems.fileTrouble("stored text of task `" + task.id() + "`", unreadable);
    }
  }

  private void change(Call call) throws IOException, InterruptedException {
    var body =
        Bodies.read(call, "priority", "prompt", "needs", "timeoutMs", "timeoutAction", "retries");
    var task = known(call.task());
    commands.write(new TaskCommand.Change(task.id(), changes.of(body, task)), call);
  }

  private void pause(Call call) throws IOException, InterruptedException {
    Bodies.read(call);
    commands.write(new TaskCommand.Pause(call.task(), call.who().actor().name()), call);
  }

  private void resume(Call call) throws IOException, InterruptedException {
    Bodies.read(call);
    commands.write(new TaskCommand.Resume(call.task()), call);
  }

  private void cancel(Call call) throws IOException, InterruptedException {
    var body = Bodies.read(call, "reason");
    commands.write(new TaskCommand.Cancel(call.task(), RunRoutes.reason(body, call)), call);
  }

  private void retry(Call call) throws IOException, InterruptedException {
    Bodies.read(call);
    commands.write(new RunCommand.RetryTask(call.task()), call);
  }

  private void answer(Call call) throws IOException, InterruptedException {
    var body = Bodies.read(call, "answer");
    var answer =
        body.number("answer", 0, Integer.MAX_VALUE)
            .orElseThrow(() -> Problems.badBody("`answer` is missing"));
    commands.write(new TaskCommand.Answer(call.task(), (int) answer), call);
  }

  private Task known(TaskId id) {
    return ports.store().task(id).orElseThrow(() -> Problems.noTask(id.toString()));
  }
}
