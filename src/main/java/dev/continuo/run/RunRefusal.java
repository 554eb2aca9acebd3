package dev.continuo.run;

import dev.continuo.engine.Refusal;

/** Why a wish about a run is refused. */
public enum RunRefusal implements Refusal {
  RUN_NOT_FOUND("run `{run}`: not found", "`continuo list` shows the runs"),
  RUN_EMPTY("run: has no tasks", "a plan needs at least one task"),
  RUN_ENDED(
      "run `{run}`: already {state}", "`continuo retry` gives its failed tasks another chance"),
  RUN_NOT_PAUSED("run `{run}`: not paused, it is {state}", ""),
  RUN_PAUSED_ALREADY("run `{run}`: already paused", "`continuo resume` lets it go on"),
  RUN_NOT_ACCEPTING("run `{run}`: takes no more tasks, it is {state}", ""),
  RUN_CLOSED(
      "run `{run}`: takes no more tasks, it is {state}",
      "`continuo run PLAN --from {run}` goes on where it ended"),
  RUN_BUSY(
      "run `{run}`: is {state}",
      "this takes a moment; try again when `continuo status` says otherwise"),
  RUN_HAS_NOTHING_TO_RETRY(
      "run `{run}`: nothing to retry", "no task of it is failed, cancelled or blocked"),
  RUN_INCOMPLETE(
      "run `{run}`: ended before all of its tasks were added, {there} of {total}",
      "`continuo run PLAN` starts the plan as a new run"),
  TASKS_TOO_MANY(
      "run: {count} tasks in one command, at most {max} are allowed",
      "add them in several commands"),
  TASKS_TOO_HEAVY(
      "run: {count} tasks in one command lead to more than {max} events, the first {fit} would fit",
      "add them in several commands; a gate counts as much as a task, a sync point half of it"),
  PARALLEL_OUT_OF_RANGE(
      "run `{run}`: `parallel` is {value}, must be 1 to {max}",
      "`continuo pause` lets nothing more start");

  private final String says;
  private final String hint;

  RunRefusal(String says, String hint) {
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
