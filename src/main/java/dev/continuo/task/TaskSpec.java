package dev.continuo.task;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a task was submitted as; it never changes.
 *
 * @param name unique in its run
 * @param workdir a path below the run's project folder; empty for that folder itself
 * @param locks names of which one task in the whole store has each at a time, sorted
 * @param subject of a check: the task whose claim it checks
 * @param parts what other features remember with it
 */
public record TaskSpec(
    String name,
    Kind kind,
    Work work,
    List<Need> needs,
    SortedMap<String, String> env,
    String workdir,
    Timeout timeout,
    Retries retries,
    Priority priority,
    List<String> locks,
    Blame blame,
    Optional<TaskId> subject,
    List<Part> parts) {
  public static final int NAME_LENGTH_MAX = 100;

  public TaskSpec {
    needs = List.copyOf(needs);
    env = env.isEmpty() ? Collections.emptySortedMap() : unmodifiable(env);
    locks = locks.size() < 2 ? List.copyOf(locks) : List.copyOf(new TreeSet<>(locks));
    parts = List.copyOf(parts);
  }

  /** A piece of work that has nothing but a name and something to do. */
  public static TaskSpec of(String name, Work work) {
    return new TaskSpec(
        name,
        Kind.WORK,
        work,
        List.of(),
        Collections.emptySortedMap(),
        "",
        Timeout.DEFAULT,
        Retries.NONE,
        Priority.NORMAL,
        List.of(),
        Blame.RUN,
        Optional.empty(),
        List.of());
  }

  /** The part of this type, if the task has one. */
  public <P extends Part> Optional<P> part(Class<P> type) {
    for (var part : parts) {
      if (type.isInstance(part)) {
        return Optional.of(type.cast(part));
      }
    }
    return Optional.empty();
  }

  private static SortedMap<String, String> unmodifiable(SortedMap<String, String> env) {
    return Collections.unmodifiableSortedMap(new TreeMap<>(env));
  }
}
