package dev.continuo.operation;

import dev.continuo.dispatch.DispatchCommand;
import dev.continuo.dispatch.DispatchReply;
import dev.continuo.question.QuestionCommand;
import dev.continuo.question.QuestionRefusal;
import dev.continuo.run.RunCommand;
import dev.continuo.run.RunRefusal;
import dev.continuo.run.Standing;
import dev.continuo.task.RunId;
import dev.continuo.task.State;
import dev.continuo.task.Task;
import dev.continuo.task.TaskCommand;
import dev.continuo.task.TaskId;
import dev.continuo.task.TaskRefusal;
import dev.continuo.task.Text;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Operations on tasks. */
final class TaskOperations {
  record NamedTask(
      @Describe("the run's id") RunId run,
      @Describe("the task's name; slashes in it need no encoding") String name) {}

  record WaitForTask(
      @Describe("the task's id") TaskId task,
      @Describe(
              value = "how long to wait, in milliseconds",
              min = 0,
              max = RunOperations.WAIT_MS_MAX,
              otherwise = RunOperations.WAIT_DEFAULT)
          long timeoutMs) {}

  record CancelTask(
      @Describe("the task's id") TaskId task,
      @Describe(
              value = "why; the caller's name when it is missing",
              max = RunOperations.REASON_LENGTH_MAX)
          @Nullable String reason) {}

  record AnswerTask(
      @Describe("the task's id") TaskId task,
      @Describe(
              value = "the number of the choice; the first has 1",
              min = 0,
              max = Integer.MAX_VALUE)
          int answer) {}

  static final Operation<NamedTask, TaskView> NAMED =
      Operation.query(
              "task.named",
              Http.get("/v1/runs/{run}/tasks/{name*}"),
              NamedTask.class,
              TaskView.class,
              "Shows the task of a run that has this name.")
          .fails(
              RunRefusal.RUN_NOT_FOUND, TaskRefusal.TASK_NOT_FOUND, ProblemCode.FILE_UNAVAILABLE);

  static final Operation<OneTask, TaskView> SHOW =
      query("task.show", "", OneTask.class, TaskView.class, "Shows a task.")
          .allow(CallerKind.ATTEMPT, Scope.OWN_TASK)
          .fails(ProblemCode.FILE_UNAVAILABLE);

  static final Operation<WaitForTask, TaskView> WAIT =
      query(
              "task.wait",
              "/wait",
              WaitForTask.class,
              TaskView.class,
              "Waits until a task has ended or only a person can move it, or the time is over.")
          .fails(ProblemCode.FILE_UNAVAILABLE);

  static final Operation<OneTask, WhyViews.TaskWhy> WHY =
      query(
          "task.why",
          "/why",
          OneTask.class,
          WhyViews.TaskWhy.class,
          "Explains why a task does not move.");

  static final Operation<OneTask, RecommendationView> RECOMMEND =
      query(
          "task.recommendation",
          "/recommendation",
          OneTask.class,
          RecommendationView.class,
          "Names the agent that does a task, and why.");

  static final Operation<OneTask, JsonText> RESULT =
      query(
              "task.result",
              "/result",
              OneTask.class,
              JsonText.class,
              "Answers the JSON object of a task's last claim; `{}` when the claim brought none.")
          .fails(ProblemCode.RESULT_NOT_READY, ProblemCode.FILE_UNAVAILABLE);

  static final Operation<Changes.SetTask, SequenceView> SET =
      command(
              "task.set",
              Changes.SetTask.class,
              "Changes a task that has not started; what is not given stays as it is.")
          .fails(
              TaskRefusal.TASK_STARTED,
              TaskRefusal.TASK_ENDED,
              TaskRefusal.TASK_IS_CHECK,
              TaskRefusal.TASK_WITHOUT_PROMPT,
              TaskRefusal.NEED_NOT_EARLIER,
              TaskRefusal.NEED_ITSELF,
              TaskRefusal.NEEDS_OF_ITEM,
              ProblemCode.FILE_UNAVAILABLE);

  static final Operation<OneTask, SequenceView> PAUSE =
      command("task.pause", OneTask.class, "Pauses a task and its process.")
          .fails(
              TaskRefusal.TASK_NOT_PAUSABLE,
              TaskRefusal.TASK_PAUSED_ALREADY,
              TaskRefusal.TASK_ENDED);

  static final Operation<OneTask, SequenceView> RESUME =
      command("task.resume", OneTask.class, "Resumes a paused task.")
          .fails(TaskRefusal.TASK_NOT_PAUSED, TaskRefusal.TASK_ENDED);

  static final Operation<CancelTask, SequenceView> CANCEL =
      command("task.cancel", CancelTask.class, "Cancels a task.").fails(TaskRefusal.TASK_ENDED);

  static final Operation<OneTask, SequenceView> RETRY =
      command("task.retry", OneTask.class, "Gives a task a new attempt.")
          .fails(TaskRefusal.TASK_NOT_RETRYABLE, RunRefusal.RUN_BUSY, RunRefusal.RUN_NOT_FOUND);

  static final Operation<AnswerTask, SequenceView> ANSWER =
      command("task.answer", AnswerTask.class, "Answers the question of a task.")
          .allow(CallerKind.ORCHESTRATOR, Scope.ANY)
          .fails(
              QuestionRefusal.ANSWER_OUT_OF_RANGE,
              QuestionRefusal.QUESTION_ANSWERED,
              QuestionRefusal.TASK_ASKS_NOTHING,
              TaskRefusal.TASK_ENDED);

  static final List<Operation<?, ?>> DECLARED =
      List.of(NAMED, SHOW, WAIT, WHY, RECOMMEND, RESULT, SET, PAUSE, RESUME, CANCEL, RETRY, ANSWER);

  private final Ports ports;
  private final Commands commands;
  private final Changes changes;
  private final RunWaits waits;

  TaskOperations(Ports ports, Commands commands, RunWaits waits) {
    this.ports = ports;
    this.commands = commands;
    this.changes = new Changes(ports);
    this.waits = waits;
  }

  void bindTo(Operations operations) {
    operations.bind(NAMED, (input, _) -> named(input));
    operations.bind(SHOW, (input, _) -> view(known(input.task())));
    operations.bind(WAIT, (input, _) -> await(input));
    operations.bind(WHY, this::why);
    operations.bind(RECOMMEND, (input, _) -> RecommendationView.of(known(input.task())));
    operations.bind(RESULT, (input, _) -> result(known(input.task())));
    operations.bind(SET, this::set);
    operations.bind(PAUSE, this::pause);
    operations.bind(
        RESUME, (in, asking) -> commands.write(new TaskCommand.Resume(in.task()), asking));
    operations.bind(CANCEL, this::cancel);
    operations.bind(
        RETRY, (in, asking) -> commands.write(new RunCommand.RetryTask(in.task()), asking));
    operations.bind(
        ANSWER,
        (in, asking) -> commands.write(new QuestionCommand.Answer(in.task(), in.answer()), asking));
  }

  private static <I extends Record, O> Operation<I, O> query(
      String name, String path, Class<I> input, Class<O> output, String summary) {
    return Operation.query(name, Http.get("/v1/tasks/{task}" + path), input, output, summary)
        .fails(TaskRefusal.TASK_NOT_FOUND);
  }

  private static <I extends Record> Operation<I, SequenceView> command(
      String name, Class<I> input, String summary) {
    var path = "/v1/tasks/{task}/" + name.substring("task.".length());
    return Operation.command(name, Http.post(path), input, SequenceView.class, summary)
        .fails(TaskRefusal.TASK_NOT_FOUND);
  }

  private TaskView named(NamedTask input) {
    var run = input.run();
    if (ports.store().run(run).isEmpty()) {
      throw Problems.noRun(run.toString());
    }
    var name = input.name();
    return view(ports.store().task(run, name).orElseThrow(() -> Problems.noTask(name)));
  }

  /** Answers when the task has ended, or nothing but a person can move it. */
  private TaskView await(WaitForTask input) {
    var id = input.task();
    var timeout = Duration.ofMillis(input.timeoutMs());
    return view(waits.until(id.run(), timeout, () -> known(id), this::settled));
  }

  private boolean settled(Task task) {
    return Standing.of(task).settled()
        || ports
            .store()
            .run(task.id().run())
            .filter(run -> RunOperations.settled(RunView.of(run, ports.store())))
            .isPresent();
  }

  private TaskView view(Task task) {
    var tail = task.turns().isEmpty() ? Text.EMPTY : task.turns().getLast().exit().tail();
    return TaskView.of(task, text(task, tail));
  }

  private WhyViews.TaskWhy why(OneTask input, Asking asking) throws InterruptedException {
    var id = input.task();
    var quarantine = RunView.quarantine(id.run(), ports.store());
    if (quarantine.isPresent()) {
      return new WhyViews.TaskWhy(
          id.toString(), List.of(WhyViews.of("its run", id.run(), quarantine.get())));
    }
    var reply = commands.ask(new DispatchCommand.Explain(id), asking).reply();
    if (!(reply instanceof DispatchReply.Reasons(var reasons))) {
      throw new IllegalStateException("bug: why was answered with " + reply);
    }
    return new WhyViews.TaskWhy(id.toString(), WhyViews.of(reasons));
  }

  private JsonText result(Task task) {
    var claimed =
        switch (task.state()) {
          case State.Verifying _, State.Succeeded _, State.Skipped _ -> true;
          case State.Pending _, State.Queued _, State.Running _, State.Paused _ -> false;
          case State.Suspended _ -> false;
          case State.Blocked _, State.Failed _, State.Cancelled _ -> false;
        };
    var json = text(task, task.result().json());
    if (json.isEmpty() && !claimed) {
      throw Problems.noResult(task.id());
    }
    return new JsonText(json.isEmpty() ? "{}" : json);
  }

  private String text(Task task, Text text) {
    try {
      return ports.texts().read(text);
    } catch (UncheckedIOException unreadable) {
      throw Problems.fileTrouble("stored text of task `" + task.id() + "`", unreadable);
    }
  }

  private SequenceView set(Changes.SetTask input, Asking asking) throws InterruptedException {
    var task = known(input.task());
    return commands.write(new TaskCommand.Change(task.id(), changes.of(input, task)), asking);
  }

  private SequenceView pause(OneTask input, Asking asking) throws InterruptedException {
    var by = asking.who().actor().name();
    return commands.write(new TaskCommand.Pause(input.task(), by), asking);
  }

  private SequenceView cancel(CancelTask input, Asking asking) throws InterruptedException {
    var reason = RunOperations.reason(input.reason(), asking);
    return commands.write(new TaskCommand.Cancel(input.task(), reason), asking);
  }

  private Task known(TaskId id) {
    return ports.store().task(id).orElseThrow(() -> Problems.noTask(id.toString()));
  }
}
