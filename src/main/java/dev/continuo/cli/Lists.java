package dev.continuo.cli;

import java.io.IOException;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** Reads lists page by page. */
final class Lists {
  private static final int TASKS_A_PAGE = 1000;
  private static final int EVENTS_A_PAGE = 1000;

  private final Api api;

  Lists(Api api) {
    this.api = api;
  }

  /** Gives the tasks of a run in their order, at most {@code max}. */
  void tasks(String run, int max, Consumer<TaskView> each) throws IOException {
    var after = "";
    for (int left = max; left > 0; ) {
      var limit = Math.min(left, TASKS_A_PAGE);
      var page = api.get("/v1/runs/" + run + "/tasks?limit=" + limit + after);
      var tasks = page.path("tasks");
      tasks.forEach(task -> each.accept(new TaskView(task)));
      left -= tasks.size();
      var next = page.path("next").asString("");
      if (tasks.isEmpty() || next.isEmpty()) {
        return;
      }
      after = "&after=" + next;
    }
  }

  /**
   * Gives the events after a position, of one run or of all; returns the position of the last.
   *
   * @param run empty for all runs
   */
  long events(long after, String run, Consumer<EventView> each) throws IOException {
    var from = after;
    while (true) {
      var page = api.get(eventsPath(from, run) + "&limit=" + EVENTS_A_PAGE);
      JsonNode events = page.path("events");
      for (var event : events) {
        var view = new EventView(event);
        each.accept(view);
        from = Math.max(from, view.sequence());
      }
      from = Math.max(from, page.path("next").asLong(from));
      if (events.size() < EVENTS_A_PAGE) {
        return from;
      }
    }
  }

  static String eventsPath(long after, String run) {
    return "/v1/events?after=" + after + (run.isEmpty() ? "" : "&run=" + run);
  }
}
