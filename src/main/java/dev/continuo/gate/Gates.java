package dev.continuo.gate;

import static dev.continuo.engine.Decision.accept;

import dev.continuo.engine.Command;
import dev.continuo.engine.Decision;
import dev.continuo.engine.Feature;
import dev.continuo.engine.Index;
import dev.continuo.engine.Moment;
import dev.continuo.engine.Reactions;
import dev.continuo.engine.Schema;
import dev.continuo.engine.Table;
import dev.continuo.engine.Tables;
import dev.continuo.gate.Gate.Status;
import dev.continuo.task.Blame;
import dev.continuo.task.Door;
import dev.continuo.task.Kind;
import dev.continuo.task.Latch;
import dev.continuo.task.LatchOwner;
import dev.continuo.task.Mover;
import dev.continuo.task.Remedy;
import dev.continuo.task.Retries;
import dev.continuo.task.SecretPart;
import dev.continuo.task.State;
import dev.continuo.task.Task;
import dev.continuo.task.TaskCommand;
import dev.continuo.task.TaskEvent;
import dev.continuo.task.TaskId;
import dev.continuo.task.TaskSpec;
import dev.continuo.task.Tasks;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** The feature that puts latches on FINISH doors and starts checks at each claim. */
public final class Gates implements Feature<GateCommand, GateEvent>, LatchOwner {
  private static final String OWNER = "gate";
  private static final Set<Status> OPENED = Set.of(Status.PASSED, Status.WARNED);
  private final Tasks tasks;
  private final Table<GateId, Gate> gates;
  private final Index<TaskId, GateId, Gate> byCheck;

  public Gates(Tables tables, Tasks tasks) {
    this.tasks = tasks;
    gates =
        tables.create(
            new Schema<>(
                "gate",
                GateId.class,
                Gate.class,
                id -> id.task().run().number(),
                GateCommand.Wake::new));
    byCheck = gates.index(gate -> List.of(gate.check()));
    tasks.register(this);
  }

  @Override
  public Class<GateCommand> commands() {
    return GateCommand.class;
  }

  @Override
  public Class<GateEvent> events() {
    return GateEvent.class;
  }

  @Override
  public List<Class<?>> vocabulary() {
    return List.of(GatePart.class, ReviewPart.class);
  }

  @Override
  public void react(Reactions on) {
    on.on(TaskEvent.Submitted.class, event -> ifGated(event, new GateCommand.Arm(event.task())));
    on.on(TaskEvent.Reworked.class, event -> ifGated(event, new GateCommand.Arm(event.task())));
    on.on(TaskEvent.Reopened.class, event -> ifGated(event, new GateCommand.Arm(event.task())));
    on.on(
        TaskEvent.Claimed.class,
        event -> ifGated(event, new GateCommand.Check(event.task(), event.attempt())));
    on.on(TaskEvent.Blocked.class, event -> ifGated(event, new GateCommand.Drop(event.task())));
    on.on(TaskEvent.Reworked.class, event -> ifGated(event, new GateCommand.Drop(event.task())));
    on.on(TaskEvent.Ended.class, event -> ifGated(event, new GateCommand.Drop(event.task())));
    on.on(
        TaskEvent.Ended.class,
        event ->
            byCheck.count(event.task()) == 0
                ? List.of()
                : List.of(new GateCommand.Conclude(event.task())));
  }

  private List<Command> ifGated(TaskEvent event, GateCommand command) {
    return gatesOf(known(event.task())).isEmpty() ? List.of() : List.of(command);
  }

  @Override
  public Decision decide(GateCommand command, Moment at) {
    return switch (command) {
      case GateCommand.Arm(var task) -> arm(known(task));
      case GateCommand.Check(var task, var attempt) -> check(known(task), attempt);
      case GateCommand.Conclude(var check) -> conclude(known(check));
      case GateCommand.Drop(var task) -> drop(known(task));
      case GateCommand.Wake _ -> accept();
    };
  }

  private static Decision arm(Task task) {
    if (task.state().terminal()) {
      return accept();
    }
    return accept()
        .then(
            gatesOf(task).stream()
                .map(Gates::latch)
                .filter(latch -> !task.latches().contains(latch))
                .<Command>map(latch -> new TaskCommand.PutLatch(task.id(), latch))
                .toList());
  }

  /** Starts the checks that have not passed the attempt: all of them, or the next. */
  private Decision check(Task task, int attempt) {
    var specs = gatesOf(task);
    var first = tasks.nextIndex(task.id().run());
    var events = new ArrayList<GateEvent>(specs.size());
    var checks = new ArrayList<TaskSpec>(specs.size());
    for (var i : due(task, attempt)) {
      var id = task.id().run().task(first + checks.size());
      var spec = specs.get(i);
      events.add(new GateEvent.CheckStarted(new GateId(task.id(), i), spec.name(), attempt, id));
      checks.add(checkOf(task, spec, attempt));
    }
    return checks.isEmpty()
        ? accept()
        : accept(events).then(new TaskCommand.Submit(task.id().run(), first, checks));
  }

  private List<Integer> due(Task task, int attempt) {
    var all = IntStream.range(0, gatesOf(task).size()).boxed();
    return switch (review(task).order()) {
      case TOGETHER -> all.toList();
      case ONE_BY_ONE ->
          all.filter(i -> !passed(new GateId(task.id(), i), attempt)).limit(1).toList();
    };
  }

  private boolean passed(GateId id, int attempt) {
    var gate = gates.get(id);
    return gate != null && gate.attempt() == attempt && OPENED.contains(gate.status());
  }

  private static TaskSpec checkOf(Task subject, GateSpec gate, int attempt) {
    var env = new TreeMap<>(subject.spec().env());
    env.put("CONTINUO_SUBJECT", subject.id().toString());
    env.put("CONTINUO_SUBJECT_ATTEMPT", Integer.toString(attempt));
    return new TaskSpec(
        subject.spec().name() + "/" + gate.name() + "/" + attempt,
        Kind.CHECK,
        gate.work(),
        List.of(),
        env,
        subject.spec().workdir(),
        gate.timeout(),
        Retries.NONE,
        subject.spec().priority(),
        List.of(),
        Blame.NOBODY,
        Optional.of(subject.id()),
        gate.secrets().isEmpty() ? List.of() : List.of(new SecretPart(gate.secrets())));
  }

  private Decision conclude(Task check) {
    var gate = gate(byCheck.get(check.id()).first());
    var subject = known(gate.id().task());
    var waits =
        subject.state() instanceof State.Verifying(var attempt) && attempt == gate.attempt();
    if (gate.status() != Status.CHECKING || !waits) {
      return accept();
    }
    var spec = gatesOf(subject).get(gate.id().index());
    var verdict = Verdict.of(check, spec.judge());
    if (advisory(subject, spec)) {
      return advise(gate, spec, verdict, subject);
    }
    return switch (verdict) {
      case Verdict.Pass _ ->
          opened(new GateEvent.Passed(gate.id(), gate.attempt()), subject, latch(spec));
      case Verdict.Reject(var reason, var findings) ->
          reject(
              gate,
              reason,
              subject.tally().rounds() < spec.roundsMax()
                  ? new Remedy.Rework(findings)
                  : spent(subject, "gate `" + spec.name() + "`: " + reason));
      case Verdict.None(var reason) ->
          reject(gate, reason, new Remedy.Block(OWNER, "gate `" + spec.name() + "`: " + reason));
    };
  }

  /** An advisory gate opens whatever was found, and says what. */
  private static Decision advise(Gate gate, GateSpec spec, Verdict verdict, Task subject) {
    GateEvent told =
        switch (verdict) {
          case Verdict.Pass _ -> new GateEvent.Passed(gate.id(), gate.attempt());
          case Verdict.Reject(var reason, _) ->
              new GateEvent.Warned(gate.id(), gate.attempt(), reason);
          case Verdict.None(var reason) -> new GateEvent.Warned(gate.id(), gate.attempt(), reason);
        };
    return opened(told, subject, latch(spec));
  }

  /** The gate is open; the checks behind it go on where they wait for it. */
  private static Decision opened(GateEvent judged, Task subject, Latch latch) {
    var open = new TaskCommand.OpenLatch(subject.id(), latch);
    return switch (review(subject).order()) {
      case TOGETHER -> accept(judged).then(open);
      case ONE_BY_ONE ->
          accept(judged)
              .then(List.of(open, new GateCommand.Check(subject.id(), subject.attempt())));
    };
  }

  /** What follows when the task was sent back as often as it may be. */
  private static Remedy spent(Task subject, String reason) {
    return switch (review(subject).spent()) {
      case FAIL -> new Remedy.Fail(reason);
      case BLOCK -> new Remedy.Block(OWNER, reason);
    };
  }

  private static ReviewPart review(Task task) {
    return task.spec().part(ReviewPart.class).orElse(ReviewPart.USUAL);
  }

  private static Decision reject(Gate gate, String reason, Remedy remedy) {
    return accept(new GateEvent.Rejected(gate.id(), gate.attempt(), reason))
        .then(
            new TaskCommand.BreakLatch(
                gate.id().task(), new Latch(Door.FINISH, OWNER, gate.name(), Mover.TASKS), remedy));
  }

  private Decision drop(Task task) {
    var checking =
        gates
            .in(task.id().run().number())
            .subMap(new GateId(task.id(), 0), new GateId(task.id(), GatePart.GATES_MAX))
            .values()
            .stream()
            .filter(gate -> gate.status() == Status.CHECKING)
            .toList();
    return accept(
            checking.stream()
                .map(gate -> new GateEvent.Dropped(gate.id(), gate.attempt()))
                .toList())
        .then(
            checking.stream()
                .<Command>map(
                    gate -> new TaskCommand.Abandon(gate.check(), "its verdict is not needed"))
                .toList());
  }

  @Override
  public void apply(GateEvent event, Instant when) {
    switch (event) {
      case GateEvent.CheckStarted(var id, var name, var attempt, var check) ->
          gates.put(id, new Gate(id, name, attempt, check, Status.CHECKING));
      case GateEvent.Passed(var id, _) -> gates.put(id, gate(id).as(Status.PASSED));
      case GateEvent.Rejected(var id, _, _) -> gates.put(id, gate(id).as(Status.REJECTED));
      case GateEvent.Warned(var id, _, _) -> gates.put(id, gate(id).as(Status.WARNED));
      case GateEvent.Dropped(var id, _) -> gates.put(id, gate(id).as(Status.DROPPED));
    }
  }

  @Override
  public String owner() {
    return OWNER;
  }

  @Override
  public Waiting explain(Task task, Latch latch) {
    var specs = gatesOf(task);
    for (int i = 0; i < specs.size(); i++) {
      if (specs.get(i).name().equals(latch.key())) {
        var gate = gates.get(new GateId(task.id(), i));
        var check = gate == null ? null : tasks.get(gate.check());
        return Waiting.on(
            "gate `"
                + latch.key()
                + "`"
                + (check == null
                    ? ""
                    : ", whose check `" + check.spec().name() + "` is " + check.state().word()));
      }
    }
    return Waiting.on("gate `" + latch.key() + "`");
  }

  private static boolean advisory(Task task, GateSpec gate) {
    return task.spec()
        .part(GatePart.class)
        .filter(part -> part.advisory().contains(gate.name()))
        .isPresent();
  }

  private static Latch latch(GateSpec gate) {
    return new Latch(Door.FINISH, OWNER, gate.name(), Mover.TASKS);
  }

  private static List<GateSpec> gatesOf(Task task) {
    return task.spec().part(GatePart.class).map(GatePart::gates).orElse(List.of());
  }

  private Gate gate(GateId id) {
    var gate = gates.get(id);
    if (gate == null) {
      throw new IllegalStateException("bug: gate " + id + " is not there");
    }
    return gate;
  }

  private Task known(TaskId id) {
    var task = tasks.get(id);
    if (task == null) {
      throw new IllegalStateException("bug: task " + id + " is not there");
    }
    return task;
  }
}
