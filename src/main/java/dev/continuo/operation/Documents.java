package dev.continuo.operation;

import dev.continuo.engine.Recorded;
import dev.continuo.run.Counts;
import dev.continuo.run.Run;
import dev.continuo.task.Task;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;

/** What the interface answers, each as an object on a line, for those who show it elsewhere. */
public final class Documents {
  private final EventJson events;
  private final Texts texts;

  private record ResultView(String task, Object value) {}

  public Documents(EventJson events, Texts texts) {
    this.events = events;
    this.texts = texts;
  }

  /** {@code {"run": Run}}. */
  public String run(Run run, Counts counts) {
    return Json.line(Map.of("run", RunView.of(run, counts, List.of())));
  }

  /** {@code {"task": Task}}. */
  public String task(Task task) {
    var turns = task.turns();
    var tail = turns.isEmpty() ? "" : texts.read(turns.getLast().exit().tail());
    return Json.line(Map.of("task", TaskView.of(task, tail)));
  }

  /**
   * {@code {"result": {"task": id, "value": {…}}}}; the value is empty where the task said nothing.
   */
  public String result(Task task) {
    var json = texts.read(task.result().json());
    return Json.line(
        Map.of(
            "result",
            new ResultView(task.id().toString(), json.isEmpty() ? Map.of() : value(json))));
  }

  /** What is no JSON any more, for something was taken out of it, is shown as a text. */
  private static Object value(String json) {
    try {
      return Json.tree(json);
    } catch (JacksonException spoiled) {
      return json;
    }
  }

  /** {@code {"event": Event}}. */
  public String event(Recorded event) {
    return Json.line(Map.of("event", EventView.of(event, events)));
  }
}
