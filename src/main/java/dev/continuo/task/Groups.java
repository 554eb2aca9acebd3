package dev.continuo.task;

import static dev.continuo.engine.Decision.accept;
import static dev.continuo.engine.Decision.refuse;

import dev.continuo.engine.Decision;
import dev.continuo.engine.Facts;

/** The rules of groups: how their members come, and how they end with those. */
final class Groups {
  private final Tasks tasks;

  Groups(Tasks tasks) {
    this.tasks = tasks;
  }

  /** What becomes of a task whose doors are open and that is to be done. */
  TaskEvent wanted(Task task) {
    return task.spec().part(EachPart.class).isPresent() && tasks.items(task.id()).isEmpty()
        ? new TaskEvent.LatchPut(task.id(), EachPart.list(0))
        : together(task);
  }

  /** A group ends as its members have, unless those are done. */
  private TaskEvent together(Task task) {
    return task.spec()
        .part(GroupPart.class)
        .flatMap(_ -> GroupPart.ended(task.id(), tasks.members(task)))
        .orElseGet(() -> queued(task));
  }

  /** Who does not know what to do asks first. */
  private static TaskEvent queued(Task task) {
    if (QuestionPart.unanswered(task.spec())) {
      return new TaskEvent.LatchPut(task.id(), QuestionPart.LATCH);
    }
    var ahead = task.tally().rounds() > 0 || task.spec().kind() == Kind.CHECK;
    return new TaskEvent.Queued(
        task.id(), ahead ? State.Place.HEAD : State.Place.TAIL, State.Next.ATTEMPT);
  }

  static Decision listed(Task group, int there, int count) {
    var asked = EachPart.asked(group);
    return asked.isEmpty()
        ? unasked(group)
        : accept(
            new TaskEvent.LatchOpened(group.id(), EachPart.list(asked.getAsInt())),
            new TaskEvent.LatchPut(
                group.id(), there < count ? EachPart.list(there) : EachPart.ITEMS));
  }

  /** The latch stays, so that a retry asks for the list again. */
  static Decision giveUp(Task group, String reason) {
    return EachPart.asked(group).isEmpty()
        ? unasked(group)
        : accept(new TaskEvent.Failed(group.id(), reason));
  }

  /** Who fails with its items keeps the latch, and waits for them again after their retry. */
  Decision gather(Task group) {
    if (!EachPart.gathering(group)) {
      return unasked(group);
    }
    var opened = new TaskEvent.LatchOpened(group.id(), EachPart.ITEMS);
    if (tasks.waiting(group.id()) > 0) {
      return accept(opened);
    }
    // a list of nothing is done at once
    var end = tasks.items(group.id()).isEmpty() ? queued(group) : together(group);
    return end instanceof TaskEvent.Failed || end instanceof TaskEvent.Cancelled
        ? accept(end)
        : accept(opened, end);
  }

  private static Decision unasked(Task group) {
    return refuse(
        TaskRefusal.LATCH_NOT_FOUND,
        Facts.of("task", group.id()).and("latch", EachPart.ITEMS.key()));
  }
}
