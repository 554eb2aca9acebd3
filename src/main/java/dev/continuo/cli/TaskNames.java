package dev.continuo.cli;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What tasks are called, for lists that have only their ids: asked for once, run by run. */
final class TaskNames {
  /** Of larger runs the first have names. */
  private static final int TASKS_MAX = 1000;

  /** A task that came later, such as a check, is asked for by itself: this many at most. */
  private static final int LATER_MAX = 200;

  private final Api api;
  private final Set<String> runs = new HashSet<>();
  private final Map<String, String> names = new HashMap<>();
  private int later;

  TaskNames(Api api) {
    this.api = api;
  }

  /**
   * The task's name; empty when it is not known: the run was archived, or the server is away, which
   * whoever asks for more events will notice.
   */
  String of(EventView event) {
    try {
      return event.task().isEmpty() ? "" : asked(event);
    } catch (IOException away) {
      return "";
    }
  }

  private String asked(EventView event) throws IOException {
    if (!event.run().isEmpty() && runs.add(event.run())) {
      meet("/v1/runs/" + event.run() + "/tasks?limit=" + TASKS_MAX);
    }
    if (!names.containsKey(event.task()) && later < LATER_MAX) {
      later++;
      var answer = api.answer(Client.Request.get("/v1/tasks/" + event.task()));
      names.put(event.task(), answer.good() ? new TaskView(answer.json()).name() : "");
    }
    return names.getOrDefault(event.task(), "");
  }

  private void meet(String tasks) throws IOException {
    var answer = api.answer(Client.Request.get(tasks));
    if (answer.good()) {
      answer
          .json()
          .path("tasks")
          .forEach(task -> names.put(new TaskView(task).id(), new TaskView(task).name()));
    }
  }
}
