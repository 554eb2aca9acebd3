package dev.continuo.simulation.teeth;

import dev.continuo.approval.ApprovalPart;
import dev.continuo.condition.Choice;
import dev.continuo.condition.ConditionCommand;
import dev.continuo.engine.Command;
import dev.continuo.engine.Decision;
import dev.continuo.engine.Event;
import dev.continuo.engine.Feature;
import dev.continuo.engine.Moment;
import dev.continuo.engine.NoEvent;
import dev.continuo.engine.Reactions;
import dev.continuo.gate.GateCommand;
import dev.continuo.gate.GateEvent;
import dev.continuo.question.QuestionPart;
import dev.continuo.round.Assessment;
import dev.continuo.round.RoundCommand;
import dev.continuo.simulation.Assembly;
import dev.continuo.task.Door;
import dev.continuo.task.Kind;
import dev.continuo.task.Latch;
import dev.continuo.task.Mover;
import dev.continuo.task.RunId;
import dev.continuo.task.State;
import dev.continuo.task.TakenOver;
import dev.continuo.task.Task;
import dev.continuo.task.TaskCommand;
import dev.continuo.task.TaskEvent;
import dev.continuo.task.TaskId;
import dev.continuo.task.TaskRefusal;
import dev.continuo.task.Tasks;
import dev.continuo.task.TurnId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Faults in what features decide. */
final class RuleFaults {
  private RuleFaults() {}

  /** An assembly whose feature of tasks is bent. */
  private interface OfTasks {
    Feature<?, ?> bend(Tasks tasks);
  }

  private static Assembly tasks(OfTasks fault) {
    return new Assembly() {
      @Override
      public List<Feature<?, ?>> features(Core core) {
        return Bent.replace(super.features(core), core.tasks(), fault.bend(core.tasks()));
      }
    };
  }

  static Assembly fenceStandsStill() {
    return tasks(
        tasks ->
            new Bent<TaskCommand, TaskEvent>(tasks) {
              @Override
              public Decision decide(TaskCommand command, Moment at) {
                return super.decide(command, at) instanceof Decision.Accepted accepted
                    ? new Decision.Accepted(
                        accepted.events().stream().map(RuleFaults::standing).toList(),
                        accepted.then(),
                        accepted.reply())
                    : super.decide(command, at);
              }
            });
  }

  private static Event standing(Event event) {
    return event
            instanceof TaskEvent.Started(var id, var turn, var deadline, var leases, var worker)
        ? new TaskEvent.Started(
            id,
            new TurnId(id, turn.attempt(), Math.max(1, turn.fence() - 1)),
            deadline,
            leases,
            worker)
        : event;
  }

  static Assembly reportsIgnoreTheFence() {
    return tasks(
        tasks ->
            new Bent<TaskCommand, TaskEvent>(tasks) {
              @Override
              public Decision decide(TaskCommand command, Moment at) {
                return super.decide(
                    command instanceof TaskCommand.EndTurn(var turn, var exit)
                        ? new TaskCommand.EndTurn(newest(tasks, turn), exit)
                        : command,
                    at);
              }
            });
  }

  private static TurnId newest(Tasks tasks, TurnId turn) {
    var task = tasks.get(turn.task());
    return task == null ? turn : task.turn().map(State.Turn::id).orElse(turn);
  }

  static Assembly wakeUpLost() {
    return tasks(
        tasks ->
            new Bent<TaskCommand, TaskEvent>(tasks) {
              @Override
              public Optional<Command> settle(Moment at) {
                return super.settle(at).flatMap(command -> without(tasks, command));
              }
            });
  }

  private static Optional<Command> without(Tasks tasks, Command command) {
    if (!(command instanceof TaskCommand.Settle(var ready, var late, var hopeless))) {
      return Optional.of(command);
    }
    var heard = ready.stream().filter(id -> needs(tasks, id) < 2).toList();
    return heard.isEmpty() && late.isEmpty() && hopeless.isEmpty()
        ? Optional.empty()
        : Optional.of(new TaskCommand.Settle(heard, late, hopeless));
  }

  private static int needs(Tasks tasks, TaskId id) {
    var task = tasks.get(id);
    return task == null ? 0 : task.spec().needs().size();
  }

  static Assembly oneLatchOpensAll() {
    return tasks(
        tasks ->
            new Bent<TaskCommand, TaskEvent>(tasks) {
              @Override
              public Decision decide(TaskCommand command, Moment at) {
                var decision = super.decide(command, at);
                return command instanceof TaskCommand.OpenLatch(var id, var latch)
                        && decision instanceof Decision.Accepted accepted
                    ? more(accepted, opened(tasks, id, latch))
                    : decision;
              }
            });
  }

  private static List<Event> opened(Tasks tasks, TaskId id, Latch latch) {
    var task = tasks.get(id);
    var events = new ArrayList<Event>();
    if (task != null && task.state() instanceof State.Verifying) {
      task.latches().stream()
          .filter(other -> other.door() == Door.FINISH && !other.equals(latch))
          .forEach(other -> events.add(new TaskEvent.LatchOpened(id, other)));
      if (!events.isEmpty()) {
        events.add(new TaskEvent.Succeeded(id));
      }
    }
    return events;
  }

  static Assembly conditionTakenForTrue() {
    return heard(
        core -> core.features().conditions(),
        command ->
            command instanceof ConditionCommand.Decide(var id, _)
                ? new ConditionCommand.Decide(id, new Choice.Do())
                : command);
  }

  static Assembly untilTakenForTrue() {
    return heard(
        core -> core.features().rounds(),
        command ->
            command instanceof RoundCommand.Assess(var id, var attempt, _)
                ? new RoundCommand.Assess(id, attempt, new Assessment.Done())
                : command);
  }

  private static <C extends Command> Assembly heard(
      Function<Assembly.Core, Feature<C, NoEvent>> which, UnaryOperator<C> otherwise) {
    return new Assembly() {
      @Override
      public List<Feature<?, ?>> features(Core core) {
        var straight = which.apply(core);
        return Bent.replace(
            super.features(core),
            straight,
            new Bent<C, NoEvent>(straight) {
              @Override
              public Decision decide(C command, Moment at) {
                return super.decide(otherwise.apply(command), at);
              }
            });
      }
    };
  }

  static Assembly askedOfNobody() {
    return settled(
        event ->
            event instanceof TaskEvent.LatchPut(var id, var latch)
                    && latch.owner().equals(QuestionPart.OWNER)
                ? RuleFaults.queued(id)
                : event);
  }

  static Assembly approvedByNobody() {
    return settled(
        event ->
            event instanceof TaskEvent.LatchPut(var id, var latch)
                    && latch.owner().equals(ApprovalPart.OWNER)
                ? RuleFaults.queued(id)
                : event);
  }

  static Assembly groupTakenForDone() {
    return settled(
        event -> event instanceof TaskEvent.Failed(var id, _) ? RuleFaults.queued(id) : event);
  }

  static Assembly followerIsDone() {
    return settled(
        event -> event instanceof TaskEvent.Skipped(var id, _) ? RuleFaults.queued(id) : event);
  }

  private static Assembly settled(UnaryOperator<Event> otherwise) {
    return tasks(
        tasks ->
            new Bent<TaskCommand, TaskEvent>(tasks) {
              @Override
              public Decision decide(TaskCommand command, Moment at) {
                return command instanceof TaskCommand.Settle
                        && super.decide(command, at) instanceof Decision.Accepted accepted
                    ? new Decision.Accepted(
                        accepted.events().stream().<Event>map(otherwise).toList(),
                        accepted.then(),
                        accepted.reply())
                    : super.decide(command, at);
              }
            });
  }

  private static Event queued(TaskId id) {
    return new TaskEvent.Queued(id, State.Place.TAIL, State.Next.ATTEMPT);
  }

  static Assembly cancelReachesTheSucceeded() {
    return tasks(
        tasks ->
            new Bent<TaskCommand, TaskEvent>(tasks) {
              @Override
              public Decision decide(TaskCommand command, Moment at) {
                if (command instanceof TaskCommand.Cancel(var id, var reason)) {
                  var task = tasks.get(id);
                  if (task != null && task.state() instanceof State.Succeeded) {
                    return Decision.accept(new TaskEvent.Cancelled(id, reason));
                  }
                }
                return super.decide(command, at);
              }
            });
  }

  static Assembly changeReachesTheStarted() {
    return tasks(
        tasks ->
            new Bent<TaskCommand, TaskEvent>(tasks) {
              @Override
              public Decision decide(TaskCommand command, Moment at) {
                var decision = super.decide(command, at);
                if (command instanceof TaskCommand.Change(var id, var revision)
                    && decision instanceof Decision.Refused(var why, _)
                    && why == TaskRefusal.TASK_STARTED
                    && living(tasks.get(id))) {
                  return Decision.accept(new TaskEvent.Changed(id, revision));
                }
                return decision;
              }
            });
  }

  private static boolean living(@Nullable Task task) {
    return task != null && !task.state().terminal();
  }

  static Assembly failedTaskTakenOver() {
    return new Assembly() {
      @Override
      public List<Feature<?, ?>> features(Core core) {
        var bent =
            new Bent<TaskCommand, TaskEvent>(core.tasks()) {
              @Override
              public Decision decide(TaskCommand command, Moment at) {
                return super.decide(command, at) instanceof Decision.Accepted accepted
                        && command instanceof TaskCommand.Submit(var run, _, var specs)
                        && specs.stream().anyMatch(spec -> spec.part(TakenOver.class).isPresent())
                    ? more(accepted, others(run, accepted.events()))
                    : super.decide(command, at);
              }
            };
        return Bent.replace(super.features(core), core.tasks(), bent);
      }
    };
  }

  /** Skips what is not skipped yet. */
  private static List<TaskEvent> others(RunId run, List<? extends Event> events) {
    var skipped =
        events.stream()
            .filter(TaskEvent.Skipped.class::isInstance)
            .map(event -> ((TaskEvent.Skipped) event).task())
            .toList();
    return events.stream()
        .filter(TaskEvent.Submitted.class::isInstance)
        .map(event -> ((TaskEvent.Submitted) event).task())
        .filter(task -> !skipped.contains(task))
        .<TaskEvent>map(task -> new TaskEvent.Skipped(task, "taken over from " + run))
        .toList();
  }

  static Assembly verdictOfAnotherAttempt() {
    return new Assembly() {
      @Override
      public List<Feature<?, ?>> features(Core core) {
        var bent =
            new Bent<GateCommand, GateEvent>(core.gates()) {
              @Override
              public Decision decide(GateCommand command, Moment at) {
                var decision = super.decide(command, at);
                return command instanceof GateCommand.Drop(var id)
                        && decision instanceof Decision.Accepted accepted
                        && open(core.tasks(), id)
                    ? accepted.then(List.of())
                    : decision;
              }

              @Override
              public void react(Reactions on) {
                on.on(TaskEvent.Ended.class, event -> believed(core.tasks(), event.task()));
                super.react(on);
              }
            };
        return Bent.replace(super.features(core), core.gates(), bent);
      }
    };
  }

  private static boolean open(Tasks tasks, TaskId id) {
    var task = tasks.get(id);
    return task != null && !task.state().terminal();
  }

  /** Takes the end of a check for a word on whatever its subject claims now. */
  private static List<Command> believed(Tasks tasks, TaskId id) {
    var check = tasks.get(id);
    if (check == null || check.spec().kind() != Kind.CHECK) {
      return List.of();
    }
    var name = check.spec().name().split("/", 3);
    var subject = check.spec().subject().map(tasks::get);
    return subject
        .filter(task -> task.state() instanceof State.Verifying(var now) && now != number(name[2]))
        .map(
            task ->
                new TaskCommand.OpenLatch(
                    task.id(), new Latch(Door.FINISH, "gate", name[1], Mover.TASKS)))
        .filter(open -> subject.get().latches().contains(open.latch()))
        .map(open -> List.<Command>of(open))
        .orElse(List.of());
  }

  private static int number(String text) {
    return Integer.parseInt(text);
  }
}
