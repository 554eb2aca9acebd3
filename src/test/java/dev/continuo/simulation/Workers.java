package dev.continuo.simulation;

import dev.continuo.condition.ConditionCommand;
import dev.continuo.condition.ConditionPart;
import dev.continuo.delivery.Deliver;
import dev.continuo.engine.Caller;
import dev.continuo.engine.Command;
import dev.continuo.engine.Effect;
import dev.continuo.expansion.EachPart;
import dev.continuo.host.Outcome;
import dev.continuo.host.Outside;
import dev.continuo.host.Submission;
import dev.continuo.round.RoundCommand;
import dev.continuo.round.UntilPart;
import dev.continuo.run.RunCommand;
import dev.continuo.run.RunEffect;
import dev.continuo.run.RunRefusal;
import dev.continuo.task.ChoicePart;
import dev.continuo.task.Door;
import dev.continuo.task.Exit;
import dev.continuo.task.Kind;
import dev.continuo.task.OsProcess;
import dev.continuo.task.Result;
import dev.continuo.task.TaskCommand;
import dev.continuo.task.TaskEffect;
import dev.continuo.task.TaskId;
import dev.continuo.task.Text;
import dev.continuo.task.TurnId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The worker in one server's process, and the hands of that server in general: what it knows dies
 * with the server, what it did to the machine stays.
 */
final class Workers implements Outside {
  static final int GRACE_MILLIS = 10_000;
  private static final int HAND_MILLIS_MAX = 40;

  private final Life life;
  private final Machine machine;
  private final Map<TurnId, Long> busyUntil = new HashMap<>();
  private @Nullable Consumer<Submission> loop;
  private boolean fenced;

  Workers(Life life, Machine machine) {
    this.life = life;
    this.machine = machine;
  }

  /** The server is up: reports go there, and exits that happened meanwhile are looked at. */
  void attach(Consumer<Submission> offer) {
    loop = offer;
    machine.tell(turn -> soon(turn, () -> ended(turn)));
    machine.spooled().forEach(turn -> soon(turn, () -> ended(turn)));
  }

  /** The server is gone, with all that this worker had in mind. */
  void die() {
    loop = null;
    machine.tell(_ -> {});
  }

  boolean fenced() {
    return fenced;
  }

  @Override
  public void fenced(String by) {
    fenced = true;
  }

  @Override
  public void release(List<Effect> effects) {
    for (var effect : effects) {
      committedBeforeReleased(effect);
      switch (effect) {
        case TaskEffect.Keep(var turn, var desired) -> soon(turn, () -> keep(turn, desired));
        case RunEffect.FeedTasks(var run, var next) ->
            life.time().after(hand(), () -> ifAlive(() -> feed(run, next)));
        case Deliver deliver -> {
          var request = life.receivers().request(deliver, report -> report(report, _ -> {}));
          life.time().after(hand(), () -> ifAlive(request));
        }
        case TaskEffect.Resolve resolve ->
            life.time().after(hand(), () -> ifAlive(() -> resolve(resolve)));
        default -> throw new IllegalStateException("an effect that nobody makes true: " + effect);
      }
      if (life.faults().strikes(Fault.DIED_WHILE_RELEASING, 150)) {
        throw new ServerDied(Fault.DIED_WHILE_RELEASING);
      }
    }
  }

  private void committedBeforeReleased(Effect effect) {
    var history = life.history();
    var known =
        switch (effect) {
          case TaskEffect.Keep(var turn, _) -> {
            var task = history.tasks.get(turn.task());
            yield task != null && task.fence >= turn.fence();
          }
          case Deliver deliver -> life.receivers().knows(deliver);
          case RunEffect.FeedTasks(var run, _) -> history.runs.containsKey(run);
          case TaskEffect.Resolve(var id, var attempt, var latch) -> {
            var task = history.tasks.get(id);
            yield task != null
                && task.latches.contains(latch)
                && (latch.door() != Door.FINISH || task.claimed >= attempt);
          }
          default -> true;
        };
    Invariant.COMMITTED_BEFORE_RELEASED.holds(
        known, () -> effect + " and the log knows nothing of it");
  }

  private void resolve(TaskEffect.Resolve wanted) {
    switch (wanted.latch().owner()) {
      case ConditionPart.OWNER -> judge(wanted.task());
      case EachPart.OWNER -> list(wanted.task(), EachPart.there(wanted.latch()));
      case UntilPart.OWNER -> assess(wanted.task(), wanted.attempt());
      default -> throw new IllegalStateException("nobody resolves " + wanted);
    }
  }

  private void judge(TaskId task) {
    var choice = Conditions.choice(life.history().task(task).spec);
    report(new ConditionCommand.Decide(task, choice), _ -> {});
  }

  /** A run that is busy is asked again. */
  private void list(TaskId group, int there) {
    report(
        Lists.told(life.history().task(group), there),
        outcome -> {
          if (outcome instanceof Outcome.Refused(var refused)
              && refused.why() == RunRefusal.RUN_BUSY) {
            life.time().after(1_000, () -> ifAlive(() -> list(group, there)));
          }
        });
  }

  private void assess(TaskId task, int attempt) {
    var answer = Conditions.assessment(life.history().task(task).spec, attempt);
    report(new RoundCommand.Assess(task, attempt, answer), _ -> {});
  }

  private void feed(dev.continuo.task.RunId run, int next) {
    report(
        life.chance().once(20)
            ? new RunCommand.GiveUp(run, "its plan cannot be read")
            : life.clients().feed(run, next),
        _ -> {});
  }

  /** Per turn strictly in order, with a little delay. */
  private void soon(TurnId turn, Runnable act) {
    var at = Math.max(life.time().awake() + hand(), busyUntil.getOrDefault(turn, 0L));
    busyUntil.put(turn, at);
    life.time().at(at, () -> ifAlive(act));
  }

  private long hand() {
    return life.chance().below(HAND_MILLIS_MAX);
  }

  private void ifAlive(Runnable act) {
    if (loop != null) {
      act.run();
    }
  }

  private void keep(TurnId turn, TaskEffect.Desired desired) {
    life.trace().say(() -> "worker: " + turn + " shall be " + desired);
    var proc = machine.claimed(turn);
    switch (desired) {
      case RUNNING -> run(turn, proc);
      case FROZEN -> {
        if (proc != null && proc.alive) {
          machine.freeze(proc);
        } else if (proc != null) {
          ended(turn);
        }
      }
      case STOPPED -> stop(turn, proc);
      case SWEPT -> sweep(turn, proc);
    }
  }

  private void run(TurnId turn, Machine.@Nullable Proc proc) {
    if (proc == null) {
      launch(turn);
    } else if (proc.alive && life.faults().strikes(Fault.GIVEN_UP_ALIVE, 60)) {
      report(new TaskCommand.LoseTurn(turn, "no sign of life"), _ -> {});
    } else if (proc.alive) {
      machine.thaw(proc);
      confirm(proc);
    } else {
      ended(turn);
    }
  }

  private void launch(TurnId turn) {
    var task = life.history().task(turn.task());
    Invariant.ONE_TURN_HOLDS_THE_FENCE.holds(
        turn.equals(task.turn), () -> turn + " is launched and " + task.turn + " holds the fence");
    var proc = machine.claim(turn);
    if (life.faults().strikes(Fault.DIED_BETWEEN_CLAIM_AND_SPAWN, 60)) {
      throw new ServerDied(Fault.DIED_BETWEEN_CLAIM_AND_SPAWN);
    }
    if (life.faults().strikes(Fault.LAUNCH_FAILED, 60)) {
      machine.write(turn, unclean("command: `x` was not found"));
      ended(turn);
      return;
    }
    machine.spawn(proc, life.fates().of(task.spec));
    confirm(proc);
  }

  private void confirm(Machine.Proc proc) {
    var process = new OsProcess(proc.pid, "start-" + proc.pid, machine.boot());
    report(new TaskCommand.ConfirmLaunch(proc.turn, process), _ -> {});
  }

  private void stop(TurnId turn, Machine.@Nullable Proc proc) {
    if (proc == null) {
      machine.claim(turn);
      machine.write(turn, unclean("stopped before its launch"));
      ended(turn);
    } else if (proc.alive) {
      machine.thaw(proc);
      machine.stop(proc, unclean("signal 15"));
      if (proc.alive) {
        life.time()
            .after(
                GRACE_MILLIS,
                () ->
                    ifAlive(
                        () -> {
                          if (proc.alive) {
                            machine.exit(proc, unclean("signal 9"));
                          }
                        }));
      }
    } else {
      ended(turn);
    }
  }

  private void sweep(TurnId turn, Machine.@Nullable Proc proc) {
    var known = proc == null ? machine.claim(turn) : proc;
    if (life.assembly().sweeps()) {
      machine.kill(known);
    }
    machine.unspool(turn);
    report(new TaskCommand.ConfirmSweep(turn), _ -> {});
  }

  /** The turn's process is gone: its record says how, or nothing does. */
  private void ended(TurnId turn) {
    var exit = machine.record(turn);
    if (exit != null) {
      report(end(turn, exit), _ -> machine.unspool(turn));
    } else {
      report(new TaskCommand.LoseTurn(turn, "its process is gone"), _ -> {});
    }
  }

  /** Who has to choose does so in every second attempt. */
  private TaskCommand end(TurnId turn, Exit exit) {
    var task = life.history().tasks.get(turn.task());
    if (exit.clean() && task != null && waits(turn, task)) {
      return new TaskCommand.SuspendTurn(turn, exit, List.of(life.people().awaited(turn)));
    }
    return exit.clean()
            && turn.attempt() % 2 == 1
            && task != null
            && task.spec.part(ChoicePart.class).isPresent()
        ? new TaskCommand.DoubtTurn(turn, exit, ChoicePart.KIND, "it chose nothing")
        : new TaskCommand.EndTurn(turn, exit);
  }

  /** Some first turns of work end in order to wait for somebody. */
  private static boolean waits(TurnId turn, Seen task) {
    return task.spec.kind() == Kind.WORK && turn.fence() % 5 == 1 && turn.task().index() % 3 == 0;
  }

  private void report(Command command, Consumer<Outcome> heard) {
    var faults = life.faults();
    if (faults.strikes(Fault.REPORT_LOST, 40)) {
      return;
    }
    var delays = new ArrayList<Integer>();
    delays.add(
        faults.strikes(Fault.REPORT_LATE, 15)
            ? life.chance().below(5_000)
            : life.chance().below(5));
    if (faults.strikes(Fault.REPORT_TWICE, 15)) {
      delays.add(life.chance().below(3_000));
    }
    for (int delay : delays) {
      life.time().after(delay, () -> hand(command, heard));
    }
  }

  private void hand(Command command, Consumer<Outcome> heard) {
    var offer = loop;
    if (offer != null) {
      life.exercised().count(command.getClass());
      offer.accept(
          new Submission(
              command,
              Caller.ENGINE,
              Submission.Patience.KEEP,
              outcome -> {
                life.heard(command, outcome);
                heard.accept(outcome);
              }));
    }
  }

  private static Exit unclean(String detail) {
    return new Exit(false, detail, Result.NONE, Text.EMPTY);
  }
}
