package dev.continuo.http;

import dev.continuo.plan.TasksFile;
import dev.continuo.run.Run;
import dev.continuo.run.RunReply;
import dev.continuo.run.RunState;
import dev.continuo.task.RunId;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Requests that bring a plan: for a run of its own, or for one that goes on. */
final class PlanRoutes {
  private static final int NAME_LENGTH_MAX = 4_096;
  private static final int MEMBERS_MAX = 1_000;

  private final Ports ports;
  private final Commands commands;

  PlanRoutes(Ports ports, Commands commands) {
    this.ports = ports;
    this.commands = commands;
  }

  void addTo(Routes routes) {
    routes.add("POST", "/v1/runs", this::submit);
    routes.add("POST", "/v1/runs/{run}/tasks", this::add);
  }

  private void submit(Call call) throws IOException, InterruptedException {
    call.noQuery();
    var body =
        Bodies.readPlan(
            call, "plan", "file", "project", "env", "inputs", "from", "tasks", "tasksFile");
    var submitted = submitted(body);
    checkSize("env", submitted.env());
    checkSize("inputs", submitted.inputs());
    // a bad key is told before the plan is compiled, which may take a while
    var caller = call.caller();
    var submission = compiled(() -> ports.plans().compile(submitted));
    var accepted = commands.submit(submission.command(), caller);
    if (!(accepted.reply() instanceof RunReply.Submitted(var run))) {
      throw new IllegalStateException("bug: a run was answered with " + accepted.reply());
    }
    call.response().headers().set(HeaderNames.LOCATION, "/v1/runs/" + run);
    var answer = new LinkedHashMap<String, Object>();
    answer.put("run", run.toString());
    if (submitted.from().isPresent()) {
      answer.put("total", submission.command().spec().work());
      answer.put("takenOver", submission.takenOver());
      answer.put("leftOut", submission.leftOut());
    }
    answer.put("sequence", accepted.sequence());
    call.answer(Status.CREATED_201, answer);
  }

  private Plans.Submitted submitted(Body body) {
    var from = body.has("from") ? Optional.of(ended(body.text("from"))) : Optional.<Run>empty();
    var project =
        from.isPresent() && !body.has("project") ? from.get().spec().project() : project(body);
    if (from.isPresent() && !from.get().spec().project().equals(project)) {
      throw Problems.elsewhere(from.get().id().toString(), from.get().spec().project());
    }
    return new Plans.Submitted(
        from.isPresent() && !body.has("plan") ? null : body.text("plan"),
        body.text("file", "plan", NAME_LENGTH_MAX),
        Path.of(project),
        body.texts("env"),
        body.texts("inputs"),
        from,
        tasks(body));
  }

  private static Optional<TasksFile> tasks(Body body) {
    return body.has("tasks")
        ? Optional.of(
            new TasksFile(body.text("tasksFile", "tasks", NAME_LENGTH_MAX), body.text("tasks")))
        : Optional.empty();
  }

  private static void checkSize(String key, Map<String, String> members) {
    if (members.size() > MEMBERS_MAX) {
      throw Problems.badBody(
          "`"
              + key
              + "` has "
              + members.size()
              + " members, at most "
              + MEMBERS_MAX
              + " are allowed");
    }
  }

  /** The run, which must do nothing any more. */
  private Run ended(String id) {
    var run = RunId.parse(id).flatMap(ports.store()::run).orElseThrow(() -> Problems.noRun(id));
    if (!(run.state() instanceof RunState.Ended)) {
      throw Problems.notEnded(id, run.state().word());
    }
    return run;
  }

  private static String project(Body body) {
    var project = body.text("project");
    if (!project.startsWith("/") || project.length() > NAME_LENGTH_MAX) {
      throw Problems.badBody(
          "`project` is `" + Problems.quoted(project) + "`, must be the absolute path of a folder");
    }
    return project;
  }

  private void add(Call call) throws IOException, InterruptedException {
    call.noQuery();
    var body = Bodies.readPlan(call, "plan", "file", "inputs");
    var id = call.run();
    var run = ports.store().run(id).orElseThrow(() -> Problems.noRun(id.toString()));
    var added =
        new Plans.Added(
            body.text("plan"),
            body.text("file", "plan", NAME_LENGTH_MAX),
            body.texts("inputs"),
            run);
    checkSize("inputs", added.inputs());
    var caller = call.caller();
    var command = compiled(() -> ports.plans().compile(added));
    if (call.who() instanceof Who.Attempt(var turn)) {
      var by = ports.store().task(turn.task());
      Additions.check(run, by.orElseThrow(() -> Problems.noTask("" + turn.task())), command);
    }
    var accepted = commands.submit(command, caller);
    if (!(accepted.reply() instanceof RunReply.Extended(var first, var count))) {
      throw new IllegalStateException("bug: an addition was answered with " + accepted.reply());
    }
    var answer = new LinkedHashMap<String, Object>();
    answer.put("first", first.toString());
    answer.put("count", count);
    answer.put("sequence", accepted.sequence());
    call.answer(Status.CREATED_201, answer);
  }

  private static <C> C compiled(Supplier<Plans.Compiled<C>> compiling) {
    try {
      return switch (compiling.get()) {
        case Plans.Compiled.Good<C>(var command) -> command;
        case Plans.Compiled.Bad<C>(var problems, var more) ->
            throw Problems.invalid(problems, more);
      };
    } catch (UncheckedIOException trouble) {
      throw Problems.fileTrouble("plan", trouble);
    }
  }
}
