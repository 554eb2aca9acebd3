package dev.continuo.task;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a task was submitted as. Until it first starts it can be {@linkplain Revision revised}; from
 * then on it never changes.
 *
 * @param name unique in its run
 * @param workdir a path below the run's project folder; empty for that folder itself
 * @param locks names of which one task in the whole store has each at a time, sorted
 * @param subject of a check: the task whose claim it checks; of what is done for an item: its group
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

  /** What a task without parts weighs. */
  public static final int WEIGHT = 2;

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

  /** What does nothing, and holds those together that need it and those that it needs. */
  public static TaskSpec sync(String name, List<Need> needs, List<Part> parts) {
    return new TaskSpec(
        name,
        Kind.SYNC,
        new Work.Inline(),
        needs,
        Collections.emptySortedMap(),
        "",
        Timeout.DEFAULT,
        Retries.NONE,
        Priority.NORMAL,
        List.of(),
        Blame.RUN,
        Optional.empty(),
        parts);
  }

  /** Whether it only waits for others, which are there when it is submitted. */
  public boolean joins() {
    return kind == Kind.SYNC && part(GroupPart.class).filter(GroupPart::grows).isEmpty();
  }

  /** Whether an earlier run has done it. */
  public boolean takenOver() {
    return part(TakenOver.class).isPresent();
  }

  /**
   * How many events one change of the task may lead to in one step, at most: its submission, its
   * claim, its end or its reopening.
   */
  public int weight() {
    var weight = WEIGHT;
    for (var part : parts) {
      weight += part.weight();
    }
    return weight;
  }

  /** One line that says what it is; its name where it has no other. */
  public String title() {
    return part(TitlePart.class).map(TitlePart::title).orElse(name);
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

  /** The secrets that any process gets because of this task: its own, a gate's, an item's. */
  public List<String> secrets() {
    return parts.stream().flatMap(part -> part.secrets().stream()).toList();
  }

  /** The same task, revised. */
  TaskSpec revised(Revision by) {
    return new TaskSpec(
        name,
        kind,
        by.prompt().map(work::prompted).orElse(work),
        by.needs().orElse(needs),
        env,
        workdir,
        by.timeout().orElse(timeout),
        by.retries().map(retries::limitedTo).orElse(retries),
        by.priority().orElse(priority),
        locks,
        blame,
        subject,
        parts);
  }

  /** The same task under another name. */
  public TaskSpec named(String other) {
    return new TaskSpec(
        other,
        kind,
        work,
        needs,
        env,
        workdir,
        timeout,
        retries,
        priority,
        locks,
        blame,
        subject,
        parts.stream().map(part -> part.named(other)).toList());
  }

  /** The same task with other work, and this part instead of the one of its type. */
  public TaskSpec assigned(Work other, Part part) {
    return new TaskSpec(
        name,
        kind,
        other,
        needs,
        env,
        workdir,
        timeout,
        retries,
        priority,
        locks,
        blame,
        subject,
        parts.stream().map(old -> old.getClass() == part.getClass() ? part : old).toList());
  }

  /** The same task with other needs. */
  public TaskSpec needing(List<Need> others) {
    return new TaskSpec(
        name, kind, work, others, env, workdir, timeout, retries, priority, locks, blame, subject,
        parts);
  }

  /** The same task with more variables, where it does not set them itself. */
  public TaskSpec inheriting(SortedMap<String, String> more) {
    var all = new TreeMap<>(more);
    all.putAll(env);
    return new TaskSpec(
        name,
        kind,
        work,
        needs,
        all,
        workdir,
        timeout,
        retries,
        priority,
        locks,
        blame,
        subject,
        parts.stream().map(part -> part.inheriting(more)).toList());
  }

  /** The same task as one of the items of a group, which it needs the same as. */
  public TaskSpec in(TaskId group, TaskSpec of) {
    var all = new ArrayList<>(parts);
    of.parts().stream().filter(Part::ofNeeds).forEach(all::add);
    return new TaskSpec(
        name,
        kind,
        work,
        of.needs,
        env,
        workdir,
        timeout,
        retries,
        priority,
        locks,
        blame,
        Optional.of(group),
        all);
  }

  /** The same task with one more part. */
  public TaskSpec with(Part part) {
    var more = new ArrayList<>(parts);
    more.add(part);
    return having(more);
  }

  /** The same task with these parts and no others. */
  public TaskSpec having(List<Part> these) {
    return new TaskSpec(
        name, kind, work, needs, env, workdir, timeout, retries, priority, locks, blame, subject,
        these);
  }

  /**
   * Whether both have the same to do and must pass the same gates, whatever they need, and however
   * long, often, early or exclusively they may be tried, and whatever is remarked of them.
   */
  public boolean doesTheSameAs(TaskSpec other) {
    return kind == other.kind
        && work.equals(other.work)
        && env.equals(other.env)
        && workdir.equals(other.workdir)
        && own(parts).equals(own(other.parts));
  }

  private static List<Part> own(List<Part> parts) {
    return parts.stream().filter(part -> !(part instanceof TakenOver || part.remark())).toList();
  }

  private static SortedMap<String, String> unmodifiable(SortedMap<String, String> env) {
    return Collections.unmodifiableSortedMap(new TreeMap<>(env));
  }
}
