package dev.continuo.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.continuo.plan.Plan;
import dev.continuo.task.ExpectedPart;
import dev.continuo.task.TaskSpec;
import java.io.IOException;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How long tasks of the same names took in earlier runs of this project.
 *
 * @param byTask none when no server answers
 */
record LearntDurations(SortedMap<String, Duration> byTask) {
  static final LearntDurations NONE = new LearntDurations(new TreeMap<>());

  /** Asks a server that is there anyway, when there is something to ask. */
  static LearntDurations of(Plan plan, World world) throws IOException {
    if (plan.tasks().stream().noneMatch(LearntDurations::open)) {
      return NONE;
    }
    var api = Api.answering(world);
    if (api.isEmpty()) {
      return NONE;
    }
    var project = URLEncoder.encode(world.folder().toString(), UTF_8);
    var answer = api.get().answer(Client.Request.get("/v1/durations?project=" + project));
    var byTask = new TreeMap<String, Duration>();
    // a server of an older version does not know the question
    if (answer.status() == 200) {
      for (var each : answer.json().path("durations")) {
        byTask.put(
            each.path("task").asString(""), Duration.ofMillis(each.path("typicalMs").asLong(0)));
      }
    }
    return new LearntDurations(byTask);
  }

  private static boolean open(TaskSpec task) {
    return !task.joins() && task.part(ExpectedPart.class).isEmpty();
  }

  /** Those of the plan's tasks that it gives a duration, by name. */
  Map<String, Duration> used(List<TaskSpec> tasks) {
    var used = new TreeMap<String, Duration>();
    for (var task : tasks) {
      if (open(task) && byTask.containsKey(task.name())) {
        used.put(task.name(), byTask.get(task.name()));
      }
    }
    return used;
  }

  /** The tasks, each that does not say how long it takes with what was learnt. */
  List<TaskSpec> on(List<TaskSpec> tasks) {
    var used = used(tasks);
    return tasks.stream()
        .map(
            task ->
                used.containsKey(task.name())
                    ? task.with(new ExpectedPart(used.get(task.name())))
                    : task)
        .toList();
  }
}
