package dev.continuo.operation;

import dev.continuo.dispatch.DispatchCommand;
import dev.continuo.dispatch.DispatchReply;
import dev.continuo.journal.Reader;
import dev.continuo.journal.RowQuery;
import dev.continuo.journal.columns.RunColumns;
import dev.continuo.journal.columns.TaskColumns;
import dev.continuo.launch.LaunchCommand;
import dev.continuo.launch.LaunchRefusal;
import dev.continuo.run.Run;
import dev.continuo.run.RunCommand;
import dev.continuo.run.RunRefusal;
import dev.continuo.task.RunId;
import dev.continuo.task.TaskId;
import dev.continuo.task.TaskRefusal;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Operations on runs. */
final class RunOperations {
  static final int RUNS_MAX = 200;
  static final int REASON_LENGTH_MAX = 1_000;
  static final int WAIT_MS_MAX = 60_000;
  static final String WAIT_DEFAULT = "" + WAIT_MS_MAX;
  static final String RUNS_DEFAULT = "50";
  static final int TASKS_MAX = 1_000;
  static final String TASKS_DEFAULT = "200";
  private static final List<String> ENDED = List.of("succeeded", "failed", "cancelled");

  record ListRuns(
      @Describe(
              value = "only runs in these states; all when it is missing",
              words = {
                "accepting",
                "running",
                "paused",
                "ending",
                "reopening",
                "succeeded",
                "failed",
                "cancelled"
              })
          Set<String> state,
      @Describe(
              value = "the most runs on a page",
              min = 1,
              max = RUNS_MAX,
              otherwise = RUNS_DEFAULT)
          int limit,
      @Describe("only runs that are older than this one: the `next` of the page before")
          @Nullable RunId before) {}

  record RunsView(
      @Describe("the runs, the newest first") List<RunView> runs,
      @Describe("the `before` of the next page, null at the end") @Nullable String next) {}

  record WaitForRun(
      @Describe("the run's id") RunId run,
      @Describe(
              value = "how long to wait, in milliseconds",
              min = 0,
              max = WAIT_MS_MAX,
              otherwise = WAIT_DEFAULT)
          long timeoutMs) {}

  record ListTasks(
      @Describe("the run's id") RunId run,
      @Describe("only tasks after this one: the `next` of the page before") @Nullable String after,
      @Describe(
              value = "the most tasks on a page",
              min = 1,
              max = TASKS_MAX,
              otherwise = TASKS_DEFAULT)
          int limit) {}

  record TasksView(
      @Describe("the tasks in the order of the run, with an empty `tail`") List<TaskView> tasks,
      @Describe("the `after` of the next page, null at the end") @Nullable String next) {}

  record SetRun(
      @Describe("the run's id") RunId run,
      @Describe("how many attempts of the run may be alive at once, 1 to 1000") int parallel) {}

  record PauseRun(
      @Describe("the run's id") RunId run,
      @Describe("whether its processes pause too; without it only new starts do") boolean now) {}

  record CancelRun(
      @Describe("the run's id") RunId run,
      @Describe(value = "why; the caller's name when it is missing", max = REASON_LENGTH_MAX)
          @Nullable String reason) {}

  static final Operation<ListRuns, RunsView> LIST =
      Operation.query(
              "run.list", Http.get("/v1/runs"), ListRuns.class, RunsView.class, "Lists runs.")
          .fails(RunRefusal.RUN_NOT_FOUND);

  static final Operation<OneRun, RunView> SHOW =
      Operation.query(
              "run.show", Http.get("/v1/runs/{run}"), OneRun.class, RunView.class, "Shows a run.")
          .fails(RunRefusal.RUN_NOT_FOUND);

  static final Operation<WaitForRun, RunView> WAIT =
      Operation.query(
              "run.wait",
              Http.get("/v1/runs/{run}/wait"),
              WaitForRun.class,
              RunView.class,
              "Waits until a run has ended or only a person can move it, or the time is over.")
          .fails(RunRefusal.RUN_NOT_FOUND);

  static final Operation<OneRun, WhyViews.RunWhy> WHY =
      Operation.query(
              "run.why",
              Http.get("/v1/runs/{run}/why"),
              OneRun.class,
              WhyViews.RunWhy.class,
              "Explains why a run and its unfinished tasks are not progressing.")
          .fails(RunRefusal.RUN_NOT_FOUND);

  static final Operation<ListTasks, TasksView> TASKS =
      Operation.query(
              "run.tasks",
              Http.get("/v1/runs/{run}/tasks"),
              ListTasks.class,
              TasksView.class,
              "Lists the tasks of a run.")
          .fails(RunRefusal.RUN_NOT_FOUND, TaskRefusal.TASK_NOT_FOUND);

  static final Operation<SetRun, SequenceView> SET =
      command("run.set", "set", SetRun.class, "Changes how many attempts a run may have at once.")
          .fails(RunRefusal.PARALLEL_OUT_OF_RANGE, RunRefusal.RUN_ENDED);

  static final Operation<PauseRun, SequenceView> PAUSE =
      command("run.pause", "pause", PauseRun.class, "Pauses a run.")
          .fails(RunRefusal.RUN_PAUSED_ALREADY, RunRefusal.RUN_ENDED);

  static final Operation<OneRun, SequenceView> RESUME =
      command("run.resume", "resume", OneRun.class, "Resumes a paused run.")
          .fails(RunRefusal.RUN_NOT_PAUSED, RunRefusal.RUN_ENDED);

  static final Operation<CancelRun, SequenceView> CANCEL =
      command("run.cancel", "cancel", CancelRun.class, "Cancels a run and all its tasks.")
          .fails(RunRefusal.RUN_ENDED);

  static final Operation<OneRun, SequenceView> RETRY =
      command(
              "run.retry",
              "retry",
              OneRun.class,
              "Gives the failed, cancelled and blocked tasks of a run a new attempt.")
          .fails(RunRefusal.RUN_HAS_NOTHING_TO_RETRY);

  static final Operation<OneRun, SequenceView> LAUNCH =
      command("run.launch", "launch", OneRun.class, "Launches the next batch of a run.")
          .allow(CallerKind.ORCHESTRATOR, Scope.ANY)
          .fails(
              LaunchRefusal.RUN_HAS_NOTHING_TO_LAUNCH,
              LaunchRefusal.BATCH_NOT_READY,
              RunRefusal.RUN_ENDED);

  static final List<Operation<?, ?>> DECLARED =
      List.of(LIST, SHOW, WAIT, WHY, TASKS, SET, PAUSE, RESUME, CANCEL, RETRY, LAUNCH);

  private final Reader store;
  private final Commands commands;
  private final RunWaits waits;

  RunOperations(Ports ports, Commands commands, RunWaits waits) {
    this.store = ports.store();
    this.commands = commands;
    this.waits = waits;
  }

  void bindTo(Operations operations) {
    operations.bind(LIST, (input, _) -> list(input));
    operations.bind(SHOW, (input, _) -> view(known(input.run())));
    operations.bind(WAIT, (input, _) -> await(input));
    operations.bind(WHY, this::why);
    operations.bind(TASKS, (input, _) -> tasks(input));
    operations.bind(
        SET,
        (in, asking) ->
            commands.write(new RunCommand.SetParallel(in.run(), in.parallel()), asking));
    operations.bind(PAUSE, this::pause);
    operations.bind(
        RESUME, (in, asking) -> commands.write(new RunCommand.Resume(in.run()), asking));
    operations.bind(
        CANCEL,
        (in, asking) ->
            commands.write(new RunCommand.Cancel(in.run(), reason(in.reason(), asking)), asking));
    operations.bind(RETRY, (in, asking) -> commands.write(new RunCommand.Retry(in.run()), asking));
    operations.bind(
        LAUNCH, (in, asking) -> commands.write(new LaunchCommand.Next(in.run()), asking));
  }

  private static <I extends Record> Operation<I, SequenceView> command(
      String name, String verb, Class<I> input, String summary) {
    return Operation.command(
            name, Http.post("/v1/runs/{run}/" + verb), input, SequenceView.class, summary)
        .fails(RunRefusal.RUN_NOT_FOUND, RunRefusal.RUN_BUSY);
  }

  private RunsView list(ListRuns input) {
    var limit = input.limit();
    var newest =
        RowQuery.of(RunColumns.COLUMNS)
            .where("state", input.state())
            .by(RowQuery.Direction.DESCENDING)
            .limit(limit);
    var page = store.rows(input.before() == null ? newest : newest.after(input.before()));
    var runs = page.rows().stream().map(this::view).toList();
    return new RunsView(runs, page.next().isPresent() ? runs.getLast().id() : null);
  }

  /** Answers as soon as the run has ended or is stuck. */
  private RunView await(WaitForRun input) {
    var run = input.run();
    var timeout = Duration.ofMillis(input.timeoutMs());
    return waits.until(run, timeout, () -> view(known(run)), RunOperations::settled);
  }

  /** Whether nothing but a person can change anything about it. */
  static boolean settled(RunView view) {
    return view.stuck() || ENDED.contains(view.state());
  }

  private WhyViews.RunWhy why(OneRun input, Asking asking) throws InterruptedException {
    var run = input.run();
    var quarantine = RunView.quarantine(run, store);
    if (quarantine.isPresent()) {
      var reason = WhyViews.of("run " + run, run, quarantine.get());
      return new WhyViews.RunWhy(
          run.toString(), known(run).state().word(), List.of(reason), List.of(), 0, 0);
    }
    var reply = commands.ask(new DispatchCommand.ExplainRun(run), asking).reply();
    if (!(reply instanceof DispatchReply.RunReasons reasons)) {
      throw new IllegalStateException("bug: why was answered with " + reply);
    }
    return WhyViews.of(reasons);
  }

  private TasksView tasks(ListTasks input) {
    var run = input.run();
    var limit = input.limit();
    var after = input.after();
    var all = RowQuery.of(TaskColumns.COLUMNS).in(run.number()).limit(limit);
    var wanted = after == null ? all : all.after(of(run, after));
    known(run);
    var page = store.rows(wanted);
    var tasks = page.rows().stream().map(task -> TaskView.of(task, "")).toList();
    return new TasksView(tasks, page.next().isPresent() ? tasks.getLast().id() : null);
  }

  /** The task of this id, which must be one of the run. */
  private static TaskId of(RunId run, String id) {
    return TaskId.parse(id)
        .filter(task -> task.run().equals(run))
        .orElseThrow(() -> Problems.noTask(id));
  }

  private SequenceView pause(PauseRun input, Asking asking) throws InterruptedException {
    var reach = input.now() ? RunCommand.Reach.PROCESSES : RunCommand.Reach.STARTS;
    var by = asking.who().actor().name();
    return commands.write(new RunCommand.Pause(input.run(), reach, by), asking);
  }

  /** The reason that was given, else who wished it. */
  static String reason(@Nullable String given, Asking asking) {
    return given == null ? "by " + asking.who().actor().name() : given;
  }

  private Run known(RunId id) {
    return store.run(id).orElseThrow(() -> Problems.noRun(id.toString()));
  }

  private RunView view(Run run) {
    return RunView.of(run, store);
  }
}
