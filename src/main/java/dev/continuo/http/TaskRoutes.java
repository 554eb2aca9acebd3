package dev.continuo.http;

import dev.continuo.dispatch.DispatchCommand;
import dev.continuo.dispatch.DispatchReply;
import dev.continuo.run.RunCommand;
import dev.continuo.task.RunId;
import dev.continuo.task.State;
import dev.continuo.task.Task;
import dev.continuo.task.TaskCommand;
import dev.continuo.task.TaskId;
import dev.continuo.task.Text;
import dev.continuo.task.TurnId;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Requests about tasks. */
final class TaskRoutes {
  static final int OUTPUT_BYTES_MAX = 1 << 20;
  private static final int OUTPUT_BYTES_DEFAULT = 64 << 10;

  private record WhyView(String task, List<DispatchReply.Reason> reasons) {}

  private final Ports ports;
  private final Commands commands;
  private final Freshness freshness;
  private final Changes changes;

  TaskRoutes(Ports ports, Commands commands, Freshness freshness) {
    this.ports = ports;
    this.commands = commands;
    this.freshness = freshness;
    this.changes = new Changes(ports);
  }

  void addTo(Routes routes) {
    routes.add("GET", "/v1/runs/{run}/tasks/{name*}", this::named);
    routes.add("GET", "/v1/tasks/{task}", this::show);
    routes.add("GET", "/v1/tasks/{task}/why", this::why);
    routes.add("GET", "/v1/tasks/{task}/result", this::result);
    routes.add("GET", "/v1/tasks/{task}/output", this::output);
    routes.add("POST", "/v1/tasks/{task}/set", this::change);
    routes.add("POST", "/v1/tasks/{task}/pause", this::pause);
    routes.add("POST", "/v1/tasks/{task}/resume", this::resume);
    routes.add("POST", "/v1/tasks/{task}/cancel", this::cancel);
    routes.add("POST", "/v1/tasks/{task}/retry", this::retry);
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

  private TaskView view(Task task) throws IOException {
    var tail = task.turns().isEmpty() ? Text.EMPTY : task.turns().getLast().exit().tail();
    return TaskView.of(task, text(task, tail));
  }

  private void why(Call call) throws InterruptedException {
    freshness.await(call.query());
    var id = call.task();
    var reply = commands.ask(new DispatchCommand.Explain(id), call).reply();
    if (!(reply instanceof DispatchReply.Reasons(var reasons))) {
      throw new IllegalStateException("bug: why was answered with " + reply);
    }
    call.answer(new WhyView(id.toString(), reasons));
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

  private void output(Call call) throws IOException {
    var query = call.query("turn", "offset", "limit");
    var offset = query.number("offset", 0, Long.MAX_VALUE).orElse(0L);
    var limit =
        query.number("limit", 1, OUTPUT_BYTES_MAX).orElse((long) OUTPUT_BYTES_DEFAULT).intValue();
    freshness.await(query);
    // the row first: what it says has ended writes nothing after it was read
    var task = known(call.task());
    var turn = query.text("turn").map(text -> turn(task, text)).orElseGet(() -> newest(task));
    var ended = ended(task, turn);
    var bytes = written(turn, offset, limit, ended ? Output.Growth.ENDED : Output.Growth.GOES_ON);
    var headers = call.response().headers();
    headers.set(HeaderNames.create("Continuo-Turn"), turn.toString());
    headers.set(HeaderNames.create("Continuo-Next-Offset"), Long.toString(offset + bytes.length));
    if (ended && bytes.length < limit) {
      headers.set(HeaderNames.create("Continuo-Ended"), "true");
    }
    Call.send(call.response(), Status.OK_200, "text/plain; charset=utf-8", bytes);
  }

  private byte[] written(TurnId turn, long offset, int max, Output.Growth growth) {
    try {
      return ports.output().read(turn, offset, max, growth);
    } catch (IOException unreadable) {
      throw Problems.fileTrouble("output of turn `" + turn + "`", unreadable);
    }
  }

  private String text(Task task, Text text) {
    try {
      return ports.texts().read(text);
    } catch (UncheckedIOException unreadable) {
      throw Problems.fileTrouble("stored text of task `" + task.id() + "`", unreadable);
    }
  }

  private static TurnId turn(Task task, String text) {
    return TurnTokens.turn(text)
        .filter(turn -> turn.task().equals(task.id()) && turn.fence() <= task.fence())
        .orElseThrow(
            () ->
                Problems.noTurn(
                    "turn `"
                        + Problems.quoted(text)
                        + "`: task `"
                        + task.id()
                        + "` has none of it"));
  }

  private static TurnId newest(Task task) {
    if (task.fence() == 0) {
      throw Problems.noTurn("task `" + task.id() + "`: has not started, so it has no output");
    }
    return task.turn()
        .map(State.Turn::id)
        .orElseGet(() -> new TurnId(task.id(), task.attempt(), task.fence()));
  }

  private static boolean ended(Task task, TurnId turn) {
    return task.turn().filter(living -> living.id().equals(turn)).isEmpty()
        && !task.unswept().filter(turn::equals).isPresent();
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

  private Task known(TaskId id) {
    return ports.store().task(id).orElseThrow(() -> Problems.noTask(id.toString()));
  }
}
