package dev.continuo.simulation.teeth;

import dev.continuo.dispatch.Dispatch;
import dev.continuo.dispatch.DispatchCommand;
import dev.continuo.dispatch.DispatchEvent;
import dev.continuo.engine.Batch;
import dev.continuo.engine.Caller;
import dev.continuo.engine.Command;
import dev.continuo.engine.Feature;
import dev.continuo.engine.Moment;
import dev.continuo.engine.Tables;
import dev.continuo.engine.Watch;
import dev.continuo.host.Outcome;
import dev.continuo.host.Outside;
import dev.continuo.host.Submission;
import dev.continuo.journal.ForwardingJournal;
import dev.continuo.journal.Journal;
import dev.continuo.run.Run;
import dev.continuo.run.RunState;
import dev.continuo.simulation.Assembly;
import dev.continuo.task.State;
import dev.continuo.task.Task;
import dev.continuo.task.TaskCommand;
import dev.continuo.task.TaskId;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Faults in what is derived, in what is written, and in what is told to the world. */
final class HostFaults {
  private HostFaults() {}

  static Assembly effectsBeforeTheCommit() {
    return new Assembly() {
      @Override
      public Journal journal(Journal journal, Core core, Outside outside) {
        return new ForwardingJournal(journal) {
          @Override
          public Appended append(Batch batch) {
            outside.release(batch.effects());
            return super.append(batch);
          }
        };
      }
    };
  }

  static Assembly unknownTakenForFailed() {
    return new Assembly() {
      @Override
      public Journal journal(Journal journal, Core core, Outside outside) {
        return new ForwardingJournal(journal) {
          @Override
          public Appended append(Batch batch) {
            var appended = super.append(batch);
            return appended instanceof Appended.Unknown(var reason)
                ? new Appended.Failed(reason)
                : appended;
          }
        };
      }
    };
  }

  static Assembly failedTakenForCommitted() {
    return new Assembly() {
      @Override
      public Journal journal(Journal journal, Core core, Outside outside) {
        return new ForwardingJournal(journal) {
          @Override
          public Appended append(Batch batch) {
            var appended = super.append(batch);
            return appended instanceof Appended.Failed ? new Appended.Committed() : appended;
          }
        };
      }
    };
  }

  /** Whether the engine undoes what could not be written: from the refusal to the next call. */
  private static final class Undoing extends ForwardingJournal {
    private boolean now;

    Undoing(Journal straight) {
      super(straight);
    }

    @Override
    public Head head() {
      now = false;
      return super.head();
    }

    @Override
    public Resolved resolve(Batch batch) {
      now = false;
      var resolved = super.resolve(batch);
      now = resolved instanceof Resolved.Out;
      return resolved;
    }

    @Override
    public void load(Tables tables, long home) {
      now = false;
      super.load(tables, home);
    }

    @Override
    public Appended append(Batch batch) {
      now = false;
      var appended = super.append(batch);
      now = appended instanceof Appended.Failed;
      return appended;
    }
  }

  static Assembly undoForgetsTheQueue() {
    return new Assembly() {
      @Override
      public Journal journal(Journal journal, Core core, Outside outside) {
        var undoing = new Undoing(journal);
        Watches.<TaskId, Task>replace(
            core.tasks().table(),
            "Queue",
            queue ->
                (id, before, after) -> {
                  if (!undoing.now) {
                    queue.changed(id, before, after);
                  }
                });
        return undoing;
      }
    };
  }

  /** An assembly in which something watches the tasks wrongly. */
  private static Assembly watching(
      String name, java.util.function.UnaryOperator<Watch<TaskId, Task>> by) {
    return new Assembly() {
      @Override
      public Journal journal(Journal journal, Core core, Outside outside) {
        Watches.replace(core.tasks().table(), name, by);
        return journal;
      }
    };
  }

  static Assembly needCountedTwice() {
    return watching(
        "Readiness",
        readiness ->
            (id, before, after) -> {
              readiness.changed(id, before, after);
              if (before != null && after != null && before.state() instanceof State.Verifying) {
                readiness.changed(id, before, after);
              }
            });
  }

  static Assembly changedNeedsForgotten() {
    return watching(
        "Readiness",
        readiness ->
            (id, before, after) -> {
              var changed =
                  before != null
                      && after != null
                      && !before.spec().needs().equals(after.spec().needs());
              if (!changed) {
                readiness.changed(id, before, after);
              }
            });
  }

  static Assembly lockFreeBeforeTheSweep() {
    return watching(
        "Locks", locks -> (id, before, after) -> locks.changed(id, swept(before), swept(after)));
  }

  static Assembly leaseFreeBeforeTheSweep() {
    return watching(
        "Resources",
        resources -> (id, before, after) -> resources.changed(id, swept(before), swept(after)));
  }

  static Assembly leaseFreeBeforeTheVerdict() {
    return watching(
        "Folders",
        folders -> (id, before, after) -> folders.changed(id, unverified(before), unverified(after)));
  }

  private static @Nullable Task unverified(@Nullable Task task) {
    return task == null || task.turn().isPresent() || task.unswept().isPresent()
        ? task
        : swept(task);
  }

  private static @Nullable Task swept(@Nullable Task task) {
    return task == null
        ? null
        : new Task(
            task.id(),
            task.spec(),
            task.state(),
            task.since(),
            task.latches(),
            task.opened(),
            task.tally(),
            task.attempt(),
            task.fence(),
            Optional.empty(),
            task.turn().isPresent() ? task.leases() : List.of(),
            task.heldBy(),
            task.result(),
            task.findings(),
            task.turns(),
            task.submitted());
  }

  static Assembly pausedRunStarts() {
    return new Assembly() {
      @Override
      public Journal journal(Journal journal, Core core, Outside outside) {
        Watches.replaceLast(
            core.runs().table(),
            dispatch -> (id, before, after) -> dispatch.changed(id, before, unpaused(after)));
        return journal;
      }
    };
  }

  private static @Nullable Run unpaused(@Nullable Run run) {
    return run != null && run.state() instanceof RunState.Paused
        ? new Run(run.id(), run.spec(), new RunState.Running(), run.since(), run.submitted())
        : run;
  }

  static Assembly limitCheckedLate() {
    return new Assembly() {
      @Override
      public List<Feature<?, ?>> features(Core core) {
        var bent =
            new Bent<DispatchCommand, DispatchEvent>(core.dispatch()) {
              @Override
              public Optional<Command> settle(Moment at) {
                var next = super.settle(at);
                return next.isEmpty() && core.dispatch().used() == core.dispatch().limit()
                    ? beyond(core.dispatch())
                    : next;
              }
            };
        return Bent.replace(super.features(core), core.dispatch(), bent);
      }
    };
  }

  private static Optional<Command> beyond(Dispatch dispatch) {
    var queue = Watches.field(dispatch, "queue");
    try {
      var next = queue.getClass().getDeclaredMethod("next");
      next.setAccessible(true);
      return ((Optional<?>) next.invoke(queue)).map(id -> new TaskCommand.Start((TaskId) id));
    } catch (ReflectiveOperationException gone) {
      throw new IllegalStateException("a fault has lost its place", gone);
    }
  }

  static Assembly repetitionCarriedOut() {
    return new Assembly() {
      private final Set<String> answered = new HashSet<>();
      private int again;

      @Override
      public Submission request(Submission submission) {
        var key = submission.caller().request().orElseThrow();
        if (!answered.contains(key.value())) {
          return noted(submission, key.value(), answered);
        }
        var other = new Caller.Key(key.value() + "-again-" + ++again, key.body());
        return new Submission(
            submission.command(),
            new Caller(submission.caller().actor(), Optional.of(other)),
            submission.patience(),
            submission.told());
      }
    };
  }

  private static Submission noted(Submission submission, String key, Set<String> answered) {
    return new Submission(
        submission.command(),
        submission.caller(),
        submission.patience(),
        outcome -> {
          if (outcome instanceof Outcome.Accepted) {
            answered.add(key);
          }
          submission.told().accept(outcome);
        });
  }

  static Assembly sweepOnlyConfirmed() {
    return new Assembly() {
      @Override
      public boolean sweeps() {
        return false;
      }
    };
  }
}
