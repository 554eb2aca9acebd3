package dev.continuo.dispatch;

import dev.continuo.engine.Reply;
import dev.continuo.task.Mover;
import dev.continuo.task.RunId;
import dev.continuo.task.TaskId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What dispatch answers. */
public sealed interface DispatchReply extends Reply {
  /** Why a task is where it is; never empty. */
  record Reasons(List<Reason> reasons) implements DispatchReply {
    public Reasons {
      reasons = List.copyOf(reasons);
    }
  }

  /**
   * Why a run and its unfinished tasks are where they are.
   *
   * @param state the run's word
   * @param reasons of the run itself; none while it runs
   * @param groups its unfinished tasks, those with the same reasons together; those that have
   *     started come first
   * @param unfinished how many tasks have not ended
   * @param unexplained how many of them are in no group, because there are too many
   */
  record RunReasons(
      RunId run,
      String state,
      List<Reason> reasons,
      List<Group> groups,
      int unfinished,
      int unexplained)
      implements DispatchReply {
    public RunReasons {
      reasons = List.copyOf(reasons);
      groups = List.copyOf(groups);
    }
  }

  /**
   * Tasks that are where they are for the same reasons.
   *
   * @param state the word of each
   * @param count how many they are
   * @param first the first of them
   */
  record Group(String state, int count, List<Named> first, List<Reason> reasons) {
    public Group {
      first = List.copyOf(first);
      reasons = List.copyOf(reasons);
    }
  }

  /** A task by both its names. */
  record Named(TaskId task, String name) {}

  /** What a reason is about. */
  record Subject(Kind kind, String id) {
    /** What kinds of things keep a task. */
    public enum Kind {
      TASK,
      RUN,
      TURN,
      LATCH,
      LIMIT,
      /** An account of a ledger, such as a lock; the reason's code is the ledger's name. */
      ACCOUNT
    }
  }

  /**
   * One reason.
   *
   * @param code stable, in lower snake case: what kind of reason it is
   * @param mover who can change it
   * @param since when it began, where that is known
   * @param text a sentence for people; no program needs to read it
   * @param remedy the command that changes it; empty when none does
   */
  record Reason(
      String code,
      Subject subject,
      Mover mover,
      Optional<Instant> since,
      String text,
      String remedy) {}
}
