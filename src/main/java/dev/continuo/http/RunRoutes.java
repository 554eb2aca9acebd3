package dev.continuo.http;

import dev.continuo.run.Run;
import dev.continuo.run.RunCommand;
import dev.continuo.task.RunId;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Requests about runs. */
final class RunRoutes {
  static final int RUNS_MAX = 200;
  static final int REASON_LENGTH_MAX = 1_000;
  private static final int RUNS_DEFAULT = 50;
  private static final int TASKS_MAX = 1_000;
  private static final int TASKS_DEFAULT = 200;
  private static final Duration WAIT_MAX = Duration.ofSeconds(60);
  private static final List<String> LIVE =
      List.of("accepting", "running", "paused", "ending", "reopening");
  private static final List<String> ENDED = List.of("succeeded", "failed", "cancelled");
  private static final List<String> STATES = Stream.concat(LIVE.stream(), ENDED.stream()).toList();

  private record RunsView(List<RunView> runs, @Nullable String next) {}

  private record TasksView(List<TaskView> tasks, @Nullable String next) {}

  private final Ports ports;
  private final Commands commands;
  private final Freshness freshness;
  private final RunWaits waits;

  RunRoutes(Ports ports, Commands commands, Freshness freshness, RunWaits waits) {
    this.ports = ports;
    this.commands = commands;
    this.freshness = freshness;
    this.waits = waits;
  }

  void addTo(Routes routes) {
    routes.add("GET", "/v1/runs", this::list);
    routes.add("GET", "/v1/runs/{run}", this::show);
    routes.add("GET", "/v1/runs/{run}/wait", this::await);
    routes.add("GET", "/v1/runs/{run}/tasks", this::tasks);
    routes.add("POST", "/v1/runs/{run}/set", this::change);
    routes.add("POST", "/v1/runs/{run}/pause", this::pause);
    routes.add("POST", "/v1/runs/{run}/resume", this::resume);
    routes.add("POST", "/v1/runs/{run}/cancel", this::cancel);
    routes.add("POST", "/v1/runs/{run}/retry", this::retry);
    routes.add("POST", "/v1/runs/{run}/launch", this::launch);
  }

  private void list(Call call) {
    var query = call.query("state", "limit", "before");
    var limit = query.number("limit", 1, RUNS_MAX).orElse((long) RUNS_DEFAULT).intValue();
    var states = query.text("state").map(RunRoutes::states).orElse(Set.of());
    var before = query.text("before").map(RunRoutes::before);
    freshness.await(query);
    var runs = ports.store().runs(states, before, limit + 1);
    var page = runs.stream().limit(limit).map(this::view).toList();
    call.answer(new RunsView(page, runs.size() > limit ? page.getLast().id() : null));
  }

  private static Set<String> states(String words) {
    var states = new TreeSet<>(Arrays.asList(words.split(",", -1)));
    for (var state : states) {
      if (!STATES.contains(state)) {
        throw Problems.badParameter("parameter `state`: " + Body.unknown("state", state, STATES));
      }
    }
    return states;
  }

  private static RunId before(String id) {
    return RunId.parse(id).orElseThrow(() -> Problems.noRun(id));
  }

  private void show(Call call) {
    var query = call.query();
    freshness.await(query);
    call.answer(view(known(call.run())));
  }

  /** Answers as soon as the run has ended or is stuck. */
  private void await(Call call) {
    var query = call.query("timeoutMs");
    var timeout = query.number("timeoutMs", 0, WAIT_MAX.toMillis()).orElse(WAIT_MAX.toMillis());
    freshness.await(query);
    var id = call.run();
    call.answer(
        waits.until(id, Duration.ofMillis(timeout), () -> view(known(id)), RunRoutes::settled));
  }

  /** Whether nothing but a person can change anything about it. */
  static boolean settled(RunView view) {
    return view.stuck() || ENDED.contains(view.state());
  }

  private void tasks(Call call) {
    var query = call.query("after", "limit");
    var limit = query.number("limit", 1, TASKS_MAX).orElse((long) TASKS_DEFAULT).intValue();
    var run = call.run();
    var first = query.text("after").map(id -> TaskRoutes.of(run, id).index() + 1).orElse(0);
    freshness.await(query);
    known(run);
    var tasks = ports.store().tasks(run, first, limit + 1);
    var page = tasks.stream().limit(limit).map(task -> TaskView.of(task, "")).toList();
    call.answer(new TasksView(page, tasks.size() > limit ? page.getLast().id() : null));
  }

  private void change(Call call) throws IOException, InterruptedException {
    var parallel = Bodies.read(call, "parallel").integer("parallel");
    commands.write(new RunCommand.SetParallel(call.run(), parallel), call);
  }

  private void pause(Call call) throws IOException, InterruptedException {
    var reach =
        Bodies.read(call, "now").flag("now") ? RunCommand.Reach.PROCESSES : RunCommand.Reach.STARTS;
    commands.write(new RunCommand.Pause(call.run(), reach, call.who().actor().name()), call);
  }

  private void resume(Call call) throws IOException, InterruptedException {
    Bodies.read(call);
    commands.write(new RunCommand.Resume(call.run()), call);
  }

  private void launch(Call call) throws IOException, InterruptedException {
    Bodies.read(call);
    commands.write(new RunCommand.Launch(call.run()), call);
  }

  private void cancel(Call call) throws IOException, InterruptedException {
    var body = Bodies.read(call, "reason");
    commands.write(new RunCommand.Cancel(call.run(), reason(body, call)), call);
  }

  /** The reason that was given, else who wished it. */
  static String reason(Body body, Call call) {
    return body.text("reason", "by " + call.who().actor().name(), REASON_LENGTH_MAX);
  }

  private void retry(Call call) throws IOException, InterruptedException {
    Bodies.read(call);
    commands.write(new RunCommand.Retry(call.run()), call);
  }

  private Run known(RunId id) {
    return ports.store().run(id).orElseThrow(() -> Problems.noRun(id.toString()));
  }

  private RunView view(Run run) {
    return RunView.of(run, ports.store());
  }
}
