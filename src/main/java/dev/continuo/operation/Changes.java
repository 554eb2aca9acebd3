package dev.continuo.operation;

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
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Turns what is to be different about a task into a revision of it. */
final class Changes {
  /** Each is looked up in the store. */
  static final int NEEDS_MAX = 1_000;

  /** {@link Timeout#MAX}; an annotation takes only constants. */
  static final long TIMEOUT_MS_MAX = 366L * 24 * 60 * 60 * 1000;

  private static final Map<String, Need.On> ENDS =
      Map.of("succeeded", Need.On.SUCCEEDED, "ended", Need.On.ENDED);

  record SetTask(
      @Describe("the task's id") TaskId task,
      @Describe("how urgent it is") @Nullable Priority priority,
      @Describe(
              value = "the prompt of its agent",
              pattern = "[\\s\\S]*\\S[\\s\\S]*",
              rule = "must not be blank")
          @Nullable String prompt,
      @Describe(
              value =
                  "ids or names of the tasks that it needs, each with the end that satisfies the"
                      + " need; `{}` for none",
              max = NEEDS_MAX,
              words = {"succeeded", "ended"})
          @Nullable SortedMap<String, String> needs,
      @Describe(
              value = "how long an attempt may work, in milliseconds",
              min = 1,
              max = TIMEOUT_MS_MAX)
          @Nullable Long timeoutMs,
      @Describe("what happens after that time; `stop` when it is missing, and only with it")
          Timeout.@Nullable Action timeoutAction,
      @Describe(value = "how many failures are retried", min = 0, max = Retries.MAX)
          @Nullable Integer retries) {}

  private final Ports ports;

  Changes(Ports ports) {
    this.ports = ports;
  }

  Revision of(SetTask input, Task task) {
    if (input.timeoutMs() == null && input.timeoutAction() != null) {
      throw Problems.badBody("`timeoutAction` needs `timeoutMs` beside it");
    }
    return new Revision(
        Optional.ofNullable(input.priority()),
        Optional.ofNullable(input.prompt()).map(this::prompt),
        Optional.ofNullable(input.needs()).map(needs -> needs(needs, task)),
        timeout(input),
        Optional.ofNullable(input.retries()));
  }

  private Text prompt(String prompt) {
    try {
      return ports.plans().keep(prompt);
    } catch (UncheckedIOException trouble) {
      throw Problems.fileTrouble("prompt", trouble);
    }
  }

  /** In the order of the run, so that the same needs are always the same list. */
  private List<Need> needs(SortedMap<String, String> needs, Task task) {
    return needs.entrySet().stream()
        .map(need -> new Need(index(need.getKey(), task), on(need.getValue())))
        .sorted(Comparator.comparing(Need::index))
        .toList();
  }

  private static Need.On on(String word) {
    return Objects.requireNonNull(ENDS.get(word), "the declaration allows no other word");
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
  private static Optional<Timeout> timeout(SetTask input) {
    var action = Objects.requireNonNullElse(input.timeoutAction(), Timeout.Action.STOP);
    return Optional.ofNullable(input.timeoutMs())
        .map(after -> new Timeout(Duration.ofMillis(after), action));
  }
}
