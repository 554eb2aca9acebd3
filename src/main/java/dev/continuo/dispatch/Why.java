package dev.continuo.dispatch;

import dev.continuo.dispatch.DispatchReply.Reason;
import dev.continuo.dispatch.DispatchReply.Subject;
import dev.continuo.engine.Moment;
import dev.continuo.run.Run;
import dev.continuo.run.RunState;
import dev.continuo.run.Runs;
import dev.continuo.task.Door;
import dev.continuo.task.JoinPart;
import dev.continuo.task.Latch;
import dev.continuo.task.Mover;
import dev.continuo.task.State;
import dev.continuo.task.State.Activity;
import dev.continuo.task.Task;
import dev.continuo.task.TaskId;
import dev.continuo.task.Tasks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntSupplier;

/** Explains why a task or run is not progressing. Derived at the moment of asking. */
final class Why {
  /** Of very many needs, the first are named and the rest counted. */
  private static final int NEEDS_NAMED_MAX = 10;

  private static final String SERVER_LIMIT = "`attempts` of the server (`continuo limit`)";

  /** Whether what differs from task to task is told as well. */
  private enum Detail {
    FULL,
    /** Only what many tasks may have in common, and what costs the same however many wait. */
    COMMON
  }

  private final Tasks tasks;
  private final Runs runs;
  private final Queue queue;
  private final Ledgers ledgers;
  private final IntSupplier limit;

  Why(Tasks tasks, Runs runs, Queue queue, Ledgers ledgers, IntSupplier limit) {
    this.tasks = tasks;
    this.runs = runs;
    this.queue = queue;
    this.ledgers = ledgers;
    this.limit = limit;
  }

  /** All reasons of one task; never empty. */
  List<Reason> explain(Task task, Moment at) {
    var reasons = new ArrayList<>(own(task, at, Detail.FULL));
    if (startable(task)) {
      run(task).map(run -> ofRun(run, "its run is ")).ifPresent(reasons::add);
    }
    return reasons.isEmpty() ? List.of(nothing(task)) : reasons;
  }

  /** The same without what the run's own reasons say, unless nothing else keeps the task. */
  List<Reason> explainInRun(Task task, Moment at) {
    var reasons = own(task, at, Detail.COMMON);
    if (!reasons.isEmpty()) {
      return reasons;
    }
    var run = run(task);
    return List.of(
        run.isEmpty()
            ? nothing(task)
            : named(ofRun(run.get(), ""), "its run is " + word(run.get())));
  }

  /** Why a run does not go on; nothing while it runs. */
  List<Reason> explain(Run run) {
    return run.state() instanceof RunState.Running
        ? List.of()
        : List.of(ofRun(run, "run " + run.id() + " is "));
  }

  private List<Reason> own(Task task, Moment at, Detail detail) {
    return switch (task.state()) {
      case State.Pending(var backoff) -> pending(task, backoff.orElse(at.awake()), at, detail);
      case State.Queued _ -> queued(task, detail);
      case State.Running(var turn, var activity) ->
          List.of(running(task, turn, activity, at, detail));
      case State.Paused(_, _, _, var by) ->
          List.of(person(task, "paused", "paused by " + by, "resume"));
      case State.Suspended _ -> suspended(task);
      case State.Verifying _ -> latches(task, Door.FINISH);
      case State.Blocked(var kind, var reason) ->
          List.of(person(task, "blocked", "blocked (" + kind + "): " + reason, "retry"));
      case State.Succeeded _ -> List.of(ended(task, "succeeded"));
      case State.Failed(var reason) -> List.of(person(task, "ended", "failed: " + reason, "retry"));
      case State.Cancelled(var reason) ->
          List.of(person(task, "ended", "cancelled: " + reason, "retry"));
      case State.Skipped(var reason) -> List.of(ended(task, "skipped: " + reason));
    };
  }

  private static boolean startable(Task task) {
    return switch (task.state()) {
      case State.Pending _, State.Queued _, State.Suspended _ -> true;
      case State.Running _, State.Paused _, State.Verifying _, State.Blocked _ -> false;
      case State.Succeeded _, State.Failed _, State.Cancelled _, State.Skipped _ -> false;
    };
  }

  /** What is left when nothing keeps it: the engine gets to it in its next steps. */
  private static Reason nothing(Task task) {
    return task.state() instanceof State.Queued
        ? of(task, "queue", Mover.PROCESS, "next in line")
        : of(task, "settling", Mover.PROCESS, "about to be queued");
  }

  private List<Reason> pending(Task task, Duration backoffUntil, Moment at, Detail detail) {
    var reasons = new ArrayList<Reason>();
    var wait = backoffUntil.minus(at.awake());
    if (wait.isPositive()) {
      var retry = "retry " + task.tally().failures() + " of " + task.spec().retries().max();
      var text =
          switch (detail) {
            case FULL -> "waits " + (wait.toMillis() + 999) / 1000 + " s before " + retry;
            case COMMON -> "waits before " + retry;
          };
      reasons.add(remedied(of(task, "retry", Mover.CLOCK, text), "continuo retry " + task.id()));
    }
    needs(task, reasons);
    reasons.addAll(latches(task, Door.START));
    held(task, reasons);
    return reasons;
  }

  private List<Reason> suspended(Task task) {
    var reasons = new ArrayList<>(latches(task, Door.RESUME));
    needs(task, reasons);
    reasons.addAll(latches(task, Door.START));
    held(task, reasons);
    return reasons;
  }

  private void needs(Task task, List<Reason> reasons) {
    var waiting = tasks.waiting(task.id());
    if (waiting == 0) {
      return;
    }
    var open =
        task.spec().needs().stream()
            .filter(need -> !tasks.satisfied(task, need))
            .map(need -> tasks.get(task.id().run().task(need.index())))
            .filter(Objects::nonNull)
            .limit(NEEDS_NAMED_MAX)
            .toList();
    if (task.spec().part(JoinPart.class).isPresent()) {
      var named = open.stream().map(Why::needed).toList();
      reasons.add(
          of(task, "join", Mover.TASKS, "waits for %d of: %s".formatted(waiting, both(named))));
      return;
    }
    for (var needed : open) {
      var subject = new Subject(Subject.Kind.TASK, needed.id().toString());
      reasons.add(
          new Reason(
              "need",
              subject,
              Mover.TASKS,
              Optional.of(task.since()),
              "waits for " + needed(needed),
              ""));
    }
    if (waiting > open.size()) {
      reasons.add(
          of(task, "need", Mover.TASKS, "waits for " + (waiting - open.size()) + " more tasks"));
    }
  }

  private static String needed(Task task) {
    return "`" + task.spec().name() + "`, which is " + task.state().word();
  }

  private static String both(List<String> needed) {
    return String.join("; ", needed) + (needed.size() == NEEDS_NAMED_MAX ? " …" : "");
  }

  private List<Reason> latches(Task task, Door door) {
    return task.latches().stream()
        .filter(latch -> latch.door() == door)
        .map(latch -> latch(task, latch))
        .toList();
  }

  private Reason latch(Task task, Latch latch) {
    var waiting = tasks.explain(task, latch);
    return new Reason(
        latch.owner(),
        new Subject(Subject.Kind.LATCH, latch.key()),
        latch.mover(),
        Optional.empty(),
        "waits for " + waiting.reason(),
        waiting.remedy());
  }

  private static void held(Task task, List<Reason> reasons) {
    task.heldBy()
        .ifPresent(
            by ->
                reasons.add(
                    new Reason(
                        "held",
                        subject(task.id()),
                        Mover.PERSON,
                        Optional.empty(),
                        "paused by " + by,
                        "continuo resume " + task.id())));
  }

  /** The task's run, where that keeps it from starting. */
  private Optional<Run> run(Task task) {
    return Optional.ofNullable(runs.get(task.id().run()))
        .filter(run -> !(run.state() instanceof RunState.Running));
  }

  private static Reason ofRun(Run run, String begin) {
    var mover =
        switch (run.state()) {
          case RunState.Paused _, RunState.Ended _ -> Mover.PERSON;
          case RunState.Running _, RunState.Accepting _ -> Mover.PROCESS;
          case RunState.Ending _, RunState.Reopening _ -> Mover.PROCESS;
        };
    return new Reason(
        "run_" + code(run),
        new Subject(Subject.Kind.RUN, run.id().toString()),
        mover,
        Optional.of(run.since()),
        begin + predicate(run),
        remedy(run));
  }

  /** The word of an ended run is its verdict, which is no code of its own. */
  private static String code(Run run) {
    return run.state() instanceof RunState.Ended ? "ended" : word(run);
  }

  private static String word(Run run) {
    return run.state().word();
  }

  private static String predicate(Run run) {
    return switch (run.state()) {
      case RunState.Running _, RunState.Reopening _ -> word(run);
      case RunState.Accepting(var next) ->
          "accepting, " + next + " of " + run.spec().total() + " tasks are stored";
      case RunState.Paused(var cause, var reason) ->
          switch (cause) {
            case PERSON -> "paused: " + reason;
            case FAILURE -> "paused: " + reason + " (`continuo resume` continues without it)";
          };
      case RunState.Ending(_, var reason, _) -> "ending: " + reason;
      case RunState.Ended(_, var reason) -> word(run) + (reason.isEmpty() ? "" : ": " + reason);
    };
  }

  private static String remedy(Run run) {
    return switch (run.state()) {
      case RunState.Paused(var cause, _) ->
          switch (cause) {
            case PERSON -> "continuo resume " + run.id();
            case FAILURE -> "continuo retry " + run.id();
          };
      case RunState.Ended(var verdict, _) ->
          verdict == RunState.Verdict.SUCCEEDED ? "" : "continuo retry " + run.id();
      case RunState.Running _, RunState.Accepting _, RunState.Ending _, RunState.Reopening _ -> "";
    };
  }

  private List<Reason> queued(Task task, Detail detail) {
    var reasons = new ArrayList<Reason>();
    held(task, reasons);
    task.unswept()
        .ifPresent(
            turn ->
                reasons.add(
                    new Reason(
                        "sweep",
                        new Subject(Subject.Kind.TURN, turn.toString()),
                        Mover.PROCESS,
                        Optional.of(task.since()),
                        "waits until the last processes of turn " + turn + " have ended",
                        "")));
    for (var claim : ledgers.claims(task)) {
      if (!ledgers.free(claim)) {
        var shortage = ledgers.explain(claim);
        reasons.add(
            new Reason(
                claim.account().ledger(),
                new Subject(Subject.Kind.ACCOUNT, claim.account().key()),
                shortage.mover(),
                Optional.of(task.since()),
                "waits for " + shortage.text(),
                shortage.remedy()));
      }
    }
    limits(task, reasons, detail);
    return reasons;
  }

  /** A limit of which all slots are taken. */
  private record Reached(String code, String id, String name, int value, String remedy) {}

  private void limits(Task task, List<Reason> reasons, Detail detail) {
    var run = runs.get(task.id().run());
    if (run != null && queue.used(run.id()) >= run.spec().parallel()) {
      var id = run.id().toString();
      var of = run.spec().limit();
      var remedy = "continuo set " + id + " parallel=N";
      reasons.add(
          full(task, new Reached("run_limit", id, of.source(), of.parallel(), remedy), detail));
    }
    var most = limit.getAsInt();
    if (queue.used() >= most) {
      var id = Limit.ATTEMPTS;
      var remedy = "continuo limit " + id + " N";
      reasons.add(full(task, new Reached("server_limit", id, SERVER_LIMIT, most, remedy), detail));
    }
  }

  /** The tasks that have the slots free them; of 0 slots nobody does. */
  private Reason full(Task task, Reached limit, Detail detail) {
    var before =
        switch (detail) {
          case FULL -> ", and " + queue.before(task.id()) + " tasks are before it";
          case COMMON -> "";
        };
    return new Reason(
        limit.code(),
        new Subject(Subject.Kind.LIMIT, limit.id()),
        limit.value() == 0 ? Mover.PERSON : Mover.TASKS,
        Optional.of(task.since()),
        "waits for a slot: " + limit.name() + " is " + limit.value() + before,
        limit.remedy());
  }

  private static Reason running(
      Task task, State.Turn turn, Activity activity, Moment at, Detail detail) {
    return switch (activity) {
      case Activity.Starting _ -> ofTurn(turn, task, "starting", "its process is being started");
      case Activity.Stopping(_, var reason) ->
          ofTurn(turn, task, "stopping", "its process is being stopped: " + reason);
      case Activity.Working(var process) -> {
        var which = detail == Detail.FULL ? "process " + process.pid() : "its process";
        var left =
            turn.deadline().map(deadline -> Math.max(0, deadline.minus(at.awake()).toSeconds()));
        var until =
            detail == Detail.FULL && left.isPresent()
                ? ", " + left.get() + " s before its timeout"
                : "";
        yield left.isPresent()
            ? ofTurn(turn, task, "running", which + " runs" + until)
            : remedied(
                ofTurn(turn, task, "overdue", which + " runs past its timeout"),
                "continuo cancel " + task.id());
      }
    };
  }

  private static Reason ofTurn(State.Turn turn, Task task, String code, String text) {
    var subject = new Subject(Subject.Kind.TURN, turn.id().toString());
    return new Reason(code, subject, Mover.PROCESS, Optional.of(task.since()), text, "");
  }

  /** What only a person moves, with the command that takes the task. */
  private static Reason person(Task task, String code, String text, String command) {
    return remedied(of(task, code, Mover.PERSON, text), "continuo " + command + " " + task.id());
  }

  /** Nothing is to be done about it. */
  private static Reason ended(Task task, String text) {
    return of(task, "ended", Mover.PERSON, text);
  }

  private static Reason of(Task task, String code, Mover mover, String text) {
    return new Reason(code, subject(task.id()), mover, Optional.of(task.since()), text, "");
  }

  private static Reason remedied(Reason of, String remedy) {
    return new Reason(of.code(), of.subject(), of.mover(), of.since(), of.text(), remedy);
  }

  private static Reason named(Reason of, String text) {
    return new Reason(of.code(), of.subject(), of.mover(), of.since(), text, of.remedy());
  }

  private static Subject subject(TaskId task) {
    return new Subject(Subject.Kind.TASK, task.toString());
  }
}
