package dev.continuo.http;

import dev.continuo.task.Need;
import dev.continuo.task.Priority;
import dev.continuo.task.Retries;
import dev.continuo.task.Revision;
import dev.continuo.task.Task;
import dev.continuo.task.TaskId;
import dev.continuo.task.Text;
import dev.continuo.task.Timeout;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what is to be different about a task. */
final class Changes {
  /** Each is looked up in the store. */
  static final int NEEDS_MAX = 1_000;

  private static final Map<String, Need.On> ENDS =
      Map.of("succeeded", Need.On.SUCCEEDED, "ended", Need.On.ENDED);
  private static final Map<String, Timeout.Action> ACTIONS =
      Map.of("ask", Timeout.Action.ASK, "stop", Timeout.Action.STOP);

  private final Ports ports;

  Changes(Ports ports) {
    this.ports = ports;
  }

  Revision of(Body body, Task task) {
    if (!body.has("timeoutMs") && body.has("timeoutAction")) {
      throw Problems.badBody("`timeoutAction` needs `timeoutMs` beside it");
    }
    return new Revision(
        body.word("priority", Priority.WORDS),
        body.has("prompt") ? Optional.of(prompt(body.text("prompt"))) : Optional.empty(),
        body.has("needs") ? Optional.of(needs(body, task)) : Optional.empty(),
        timeout(body),
        body.number("retries", 0, Retries.MAX).stream().mapToObj(max -> (int) max).findFirst());
  }

  private Text prompt(String prompt) {
    if (prompt.isBlank()) {
      throw Problems.badBody("`prompt` is empty, must say something");
    }
    try {
      return ports.plans().keep(prompt);
    } catch (UncheckedIOException trouble) {
      throw Problems.fileTrouble("prompt", trouble);
    }
  }

  /** In the order of the run, so that the same needs are always the same list. */
  private List<Need> needs(Body body, Task task) {
    var needs = body.texts("needs");
    if (needs.size() > NEEDS_MAX) {
      throw Problems.badBody(
          "`needs` has " + needs.size() + " members, at most " + NEEDS_MAX + " are allowed");
    }
    return needs.entrySet().stream()
        .map(need -> new Need(index(need.getKey(), task), on(need.getKey(), need.getValue())))
        .sorted(Comparator.comparing(Need::index))
        .toList();
  }

  private static Need.On on(String name, String word) {
    var on = ENDS.get(word);
    if (on == null) {
      throw Problems.badBody(
          "`needs."
              + Problems.quoted(name)
              + "` is `"
              + Problems.quoted(word)
              + "`, must be `succeeded` or `ended`");
    }
    return on;
  }

  /** Of the task with this id or this name in the same run. */
  private int index(String needed, Task task) {
    return TaskId.parse(needed)
        .filter(id -> id.run().equals(task.id().run()))
        .or(() -> ports.store().task(task.id().run(), needed).map(Task::id))
        .orElseThrow(() -> Problems.noTask(needed))
        .index();
  }

  /** A time that somebody has chosen is meant to be kept, as in a plan. */
  private static Optional<Timeout> timeout(Body body) {
    var action = body.word("timeoutAction", ACTIONS).orElse(Timeout.Action.STOP);
    return body.number("timeoutMs", 1, Timeout.MAX.toMillis()).stream()
        .mapToObj(after -> new Timeout(Duration.ofMillis(after), action))
        .findFirst();
  }
}
