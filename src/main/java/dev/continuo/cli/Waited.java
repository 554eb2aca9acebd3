package dev.continuo.cli;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A run or a task that was waited for, as it stands.
 *
 * @param run the run itself, or that of the task
 */
record Waited(RunView run, Optional<TaskView> task) {
  String id() {
    return task.map(TaskView::id).orElseGet(run::id);
  }

  /** As people say it: {@code run r-4k2m9q}, {@code task r-4k2m9q/build}. */
  String name() {
    return task.map(of -> "task " + run.id() + "/" + of.name()).orElseGet(() -> "run " + run.id());
  }

  /** How it stands while it is not settled: {@code still runs}, {@code is still pending}. */
  String goesOn() {
    var state = task.map(TaskView::state).orElse("running");
    return state.equals("running") ? "still runs" : "is still " + state;
  }

  JsonNode json() {
    return task.map(TaskView::json).orElseGet(run::json);
  }

  boolean settled() {
    return exit() != Exit.STILL_RUNNING;
  }

  /** What its caller is told by number. */
  Exit exit() {
    return task.map(this::exit).orElseGet(run::exit);
  }

  private Exit exit(TaskView of) {
    return switch (of.state()) {
      case "succeeded", "skipped" -> Exit.SUCCEEDED;
      case "failed" -> Exit.FAILED;
      case "cancelled" -> Exit.CANCELLED;
      case "blocked", "paused" -> Exit.PERSON;
      default ->
          of.text("heldBy").isEmpty() && !of.asks() && !of.asksApproval()
              ? run.exit()
              : Exit.PERSON;
    };
  }
}
