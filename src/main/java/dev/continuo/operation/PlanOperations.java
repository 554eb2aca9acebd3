package dev.continuo.operation;

import dev.continuo.host.Outcome;
import dev.continuo.plan.TasksFile;
import dev.continuo.run.Run;
import dev.continuo.run.RunRefusal;
import dev.continuo.run.RunReply;
import dev.continuo.run.RunState;
import dev.continuo.task.RunId;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Operations that bring a plan: for a run of its own, or for one that goes on. */
final class PlanOperations {
  static final int NAME_LENGTH_MAX = 4_096;
  static final int MEMBERS_MAX = 1_000;
  static final String PLAN_FILE = "plan";

  record SubmitRun(
      @Describe("the text of the plan; without it the plan of the run `from` is taken")
          @Nullable String plan,
      @Describe(
              value = "the plan's file, for messages",
              max = NAME_LENGTH_MAX,
              otherwise = PLAN_FILE)
          String file,
      @Describe(
              value =
                  "the absolute path of the folder that its tasks work in, and in which the server"
                      + " finds agents and plans; without it the folder of the run `from` is taken",
              max = NAME_LENGTH_MAX,
              pattern = "/[\\s\\S]*",
              rule = "must be the absolute path of a folder")
          @Nullable String project,
      @Describe(value = "captured variables of the environment", max = MEMBERS_MAX)
          SortedMap<String, String> env,
      @Describe(value = "values by the names of the plan's inputs", max = MEMBERS_MAX)
          SortedMap<String, String> inputs,
      @Describe("an ended run: what succeeded there and is unchanged is skipped")
          @Nullable RunId from,
      @Describe("the text of the file that gives a pattern its tasks") @Nullable String tasks,
      @Describe(
              value = "the name of that file, for messages",
              max = NAME_LENGTH_MAX,
              otherwise = "tasks")
          String tasksFile) {}

  record SubmittedView(
      @Describe("the id of the new run") String run,
      @Describe("how many tasks the plan has; null without `from`") @Nullable Integer total,
      @Describe("how many of them the run `from` has done; null without `from`")
          @Nullable Integer takenOver,
      @Describe("how many tasks that run had beside those of the plan; null without `from`")
          @Nullable Integer leftOut,
      @Describe("the number of the last event that this led to") long sequence) {}

  record AddTasks(
      @Describe("the run's id") RunId run,
      @Describe("the text of a plan with at most 500 tasks") String plan,
      @Describe(
              value = "the plan's file, for messages",
              max = NAME_LENGTH_MAX,
              otherwise = PLAN_FILE)
          String file,
      @Describe(value = "values by the names of the plan's inputs", max = MEMBERS_MAX)
          SortedMap<String, String> inputs) {}

  record AddedView(
      @Describe("the id of the first task that was added") String first,
      @Describe("how many were added") int count,
      @Describe("the number of the last event that this led to") long sequence) {}

  static final Operation<SubmitRun, SubmittedView> SUBMIT =
      Operation.command(
              "run.submit",
              Http.post("/v1/runs").making("/v1/runs/{run}").takingPlans(),
              SubmitRun.class,
              SubmittedView.class,
              "Submits a plan, which becomes a run.")
          .allow(CallerKind.ORCHESTRATOR, Scope.ANY)
          .fails(
              ProblemCode.PLAN_INVALID,
              ProblemCode.FILE_UNAVAILABLE,
              ProblemCode.COMPUTING_BUSY,
              ProblemCode.COMPUTING_TOO_LONG,
              ProblemCode.RUN_NOT_ENDED,
              ProblemCode.RUN_ELSEWHERE,
              RunRefusal.RUN_NOT_FOUND,
              RunRefusal.RUN_EMPTY,
              RunRefusal.TASKS_TOO_MANY);

  static final Operation<AddTasks, AddedView> ADD =
      Operation.command(
              "run.add",
              Http.post("/v1/runs/{run}/tasks").answering(201).takingPlans(),
              AddTasks.class,
              AddedView.class,
              "Adds the tasks of a plan to a run that goes on.")
          .allow(CallerKind.ORCHESTRATOR, Scope.ANY)
          .allow(CallerKind.ATTEMPT, Scope.OWN_RUN)
          .fails(
              ProblemCode.PLAN_INVALID,
              ProblemCode.FILE_UNAVAILABLE,
              ProblemCode.COMPUTING_BUSY,
              ProblemCode.COMPUTING_TOO_LONG,
              RunRefusal.RUN_NOT_FOUND,
              RunRefusal.RUN_CLOSED,
              RunRefusal.RUN_BUSY,
              RunRefusal.RUN_EMPTY,
              RunRefusal.TASKS_TOO_MANY);

  static final List<Operation<?, ?>> DECLARED = List.of(SUBMIT, ADD);

  private final Ports ports;
  private final Commands commands;
  private final Additions additions;
  private final ComputePool pool;

  PlanOperations(Ports ports, Commands commands, Access access, ComputePool pool) {
    this.ports = ports;
    this.commands = commands;
    this.pool = pool;
    this.additions = new Additions(ports.store(), access);
  }

  void bindTo(Operations operations) {
    operations.bind(SUBMIT, this::submit);
    operations.bind(ADD, this::add);
  }

  private SubmittedView submit(SubmitRun input, Asking asking) throws InterruptedException {
    if (input.from() == null) {
      var earlier = earlier(asking);
      if (earlier.isPresent()) {
        return new SubmittedView(
            submitted(earlier.get()).toString(), null, null, null, earlier.get().sequence());
      }
    }
    var submitted = submitted(input);
    var length = length(input.plan()) + length(input.tasks());
    var submission = compiled(asking, length, () -> ports.plans().compile(submitted));
    var accepted = commands.submit(submission.command(), asking.caller());
    var follows = submitted.from().isPresent();
    return new SubmittedView(
        submitted(accepted).toString(),
        follows ? submission.command().spec().work() : null,
        follows ? submission.takenOver() : null,
        follows ? submission.leftOut() : null,
        accepted.sequence());
  }

  private static RunId submitted(Outcome.Accepted accepted) {
    if (!(accepted.reply() instanceof RunReply.Submitted(var run))) {
      throw new IllegalStateException("bug: a run was answered with " + accepted.reply());
    }
    return run;
  }

  private Plans.Submitted submitted(SubmitRun input) {
    var id = input.from();
    var from = id == null ? Optional.<Run>empty() : Optional.of(ended(id));
    var earlier = from.map(run -> run.spec().project());
    var project = given("project", input.project(), earlier);
    if (from.isPresent() && !earlier.equals(Optional.of(project))) {
      throw Problems.elsewhere(from.get().id().toString(), from.get().spec().project());
    }
    var plan = input.plan();
    return new Plans.Submitted(
        from.isPresent() && plan == null ? null : given("plan", plan, Optional.empty()),
        input.file(),
        Path.of(project),
        input.env(),
        input.inputs(),
        from,
        Optional.ofNullable(input.tasks()).map(text -> new TasksFile(input.tasksFile(), text)));
  }

  private static String given(String key, @Nullable String value, Optional<String> otherwise) {
    return Optional.ofNullable(value)
        .or(() -> otherwise)
        .orElseThrow(() -> Problems.badBody("`" + key + "` is missing, must be a text"));
  }

  /** The run, which must do nothing any more. */
  private Run ended(RunId id) {
    var run = ports.store().run(id).orElseThrow(() -> Problems.noRun(id.toString()));
    if (!(run.state() instanceof RunState.Ended)) {
      throw Problems.notEnded(id.toString(), run.state().word());
    }
    return run;
  }

  private AddedView add(AddTasks input, Asking asking) throws InterruptedException {
    var id = input.run();
    var run = ports.store().run(id).orElseThrow(() -> Problems.noRun(id.toString()));
    additions.checkCaller(asking.who());
    var earlier = earlier(asking);
    if (earlier.isPresent()) {
      return added(earlier.get());
    }
    var added = new Plans.Added(input.plan(), input.file(), input.inputs(), run);
    var command = compiled(asking, length(input.plan()), () -> ports.plans().compile(added));
    additions.check(run, command, asking.who());
    return added(commands.submit(command, asking.caller()));
  }

  private static AddedView added(Outcome.Accepted accepted) {
    if (!(accepted.reply() instanceof RunReply.Extended(var first, var count))) {
      throw new IllegalStateException("bug: an addition was answered with " + accepted.reply());
    }
    return new AddedView(first.toString(), count, accepted.sequence());
  }

  /**
   * What the same request was answered before: its plan is not read again, for by now the tasks are
   * there, or a file may be gone. The engine decides about all others.
   */
  private Optional<Outcome.Accepted> earlier(Asking asking) {
    return asking
        .caller()
        .request()
        .flatMap(key -> ports.store().request(key))
        .map(request -> new Outcome.Accepted(request.reply(), ports.commits().head()));
  }

  private static long length(@Nullable String text) {
    return text == null ? 0 : text.length();
  }

  private <C> C compiled(Asking asking, long length, Supplier<Plans.Compiled<C>> compiling)
      throws InterruptedException {
    var request = new ComputePool.Request(asking.who(), length, asking.client().get());
    try {
      return switch (pool.compute(request, compiling)) {
        case Plans.Compiled.Good<C>(var command) -> command;
        case Plans.Compiled.Bad<C>(var problems, var more) ->
            throw Problems.invalid(problems, more);
      };
    } catch (UncheckedIOException trouble) {
      throw Problems.fileTrouble("plan", trouble);
    }
  }
}
