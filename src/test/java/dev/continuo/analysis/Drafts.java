package dev.continuo.analysis;

import dev.continuo.plan.Configuration;
import dev.continuo.plan.Plan;
import dev.continuo.run.OnFailure;
import dev.continuo.run.RunLimit;
import dev.continuo.task.ExpectedPart;
import dev.continuo.task.FilesPart;
import dev.continuo.task.JoinPart;
import dev.continuo.task.Kind;
import dev.continuo.task.Need;
import dev.continuo.task.Priority;
import dev.continuo.task.TaskSpec;
import dev.continuo.task.TitlePart;
import dev.continuo.task.Work;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Tasks for analyses, by name; each is added behind all that it needs. */
final class Drafts {
  private final List<TaskSpec> tasks = new ArrayList<>();

  List<TaskSpec> all() {
    return List.copyOf(tasks);
  }

  Plan plan(String name, int parallel) {
    return new Plan(
        name,
        Collections.emptySortedMap(),
        Collections.emptySortedMap(),
        RunLimit.ofPlan(parallel),
        OnFailure.PAUSE,
        Collections.emptySortedMap(),
        Collections.emptySortedMap(),
        Configuration.NONE,
        List.of(),
        tasks);
  }

  Drafts add(String name, String... needs) {
    return add(Kind.WORK, Priority.NORMAL, List.of(), name, needs);
  }

  Drafts sync(String name, String... needs) {
    return add(Kind.SYNC, Priority.NORMAL, List.of(), name, needs);
  }

  Drafts urgent(String name, String... needs) {
    return add(Kind.WORK, Priority.URGENT, List.of(), name, needs);
  }

  Drafts locking(List<String> locks, String name, String... needs) {
    return add(Kind.WORK, Priority.NORMAL, locks, name, needs);
  }

  private Drafts add(
      Kind kind, Priority priority, List<String> locks, String name, String... needs) {
    var plain = TaskSpec.of(name, new Work.Inline());
    tasks.add(
        new TaskSpec(
            name,
            kind,
            plain.work(),
            List.of(needs).stream().map(need -> new Need(index(need), Need.On.SUCCEEDED)).toList(),
            plain.env(),
            "",
            plain.timeout(),
            plain.retries(),
            priority,
            locks,
            plain.blame(),
            plain.subject(),
            List.of()));
    return this;
  }

  /** Said of the task that was added last. */
  Drafts minutes(int minutes) {
    return with(new ExpectedPart(Duration.ofMinutes(minutes)));
  }

  Drafts files(String... globs) {
    return with(new FilesPart(List.of(globs)));
  }

  Drafts title(String title) {
    return with(new TitlePart(title));
  }

  Drafts join(int atLeast) {
    return with(new JoinPart(atLeast));
  }

  private Drafts with(dev.continuo.task.Part part) {
    tasks.add(tasks.removeLast().with(part));
    return this;
  }

  private int index(String name) {
    for (int i = 0; i < tasks.size(); i++) {
      if (tasks.get(i).name().equals(name)) {
        return i;
      }
    }
    throw new IllegalArgumentException("no task " + name);
  }

  List<String> names(List<Integer> indexes) {
    return indexes.stream().map(tasks::get).map(TaskSpec::name).toList();
  }
}
