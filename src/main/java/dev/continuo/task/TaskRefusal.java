package dev.continuo.task;

import dev.continuo.engine.Refusal;

/** Why a wish about a task is refused. */
public enum TaskRefusal implements Refusal {
  TASK_NOT_FOUND("task `{task}`: not found", "`continuo status RUN` lists the tasks of a run"),
  TASK_ENDED(
      "task `{task}`: already {state}", "`continuo retry` gives a failed task a new attempt"),
  TASK_STARTED(
      "task `{task}`: has started and cannot be changed, it is {state}",
      "as soon as its run has ended, `continuo run PLAN --from {run}` does what a changed plan"
          + " says"),
  TASK_IS_CHECK(
      "task `{task}`: is a check or a sync point, and cannot be changed",
      "it goes with the tasks that it is there for"),
  TASK_WITHOUT_PROMPT(
      "task `{task}`: has no prompt, it runs a command", "only a task for an agent has one"),
  TASK_NOT_PAUSED("task `{task}`: not paused, it is {state}", ""),
  TASK_NOT_PAUSABLE(
      "task `{task}`: cannot be paused, it is {state}",
      "a task can be paused while it is pending, queued or running"),
  TASK_PAUSED_ALREADY("task `{task}`: already paused", "`continuo resume` lets it go on"),
  TASK_NOT_RETRYABLE(
      "task `{task}`: nothing to retry, it is {state}",
      "a task can be retried when it is failed, cancelled or blocked, or waits for a retry"),
  TASK_NOT_READY("task `{task}`: cannot start, it is {state}", ""),
  TASK_OUT_OF_ORDER(
      "run `{run}`: tasks must be added at index {next}, not at {first}",
      "somebody else added tasks meanwhile; read the run and try again"),
  TASK_NAME_TAKEN("task `{task}`: the run already has a task of this name", ""),
  NEED_NOT_EARLIER(
      "task `{task}`: cannot need {need}, which was not added before it",
      "a task can need only tasks that were added before it"),
  NEEDS_OF_ITEM(
      "task `{task}`: needs what the whole list needs that it is an item of",
      "change the needs of a task that is no item"),
  NEED_ITSELF("task `{task}`: cannot need itself", "a task can need only others"),
  FENCE_STALE("turn `{turn}`: no longer holds the fence", ""),
  LATCH_NOT_FOUND("task `{task}`: has no latch `{latch}`", ""),
  LATCH_NOT_BREAKABLE("task `{task}`: does not stand at the door of this latch, it is {state}", "");

  private final String says;
  private final String hint;

  TaskRefusal(String says, String hint) {
    this.says = says;
    this.hint = hint;
  }

  @Override
  public String says() {
    return says;
  }

  @Override
  public String hint() {
    return hint;
  }
}
