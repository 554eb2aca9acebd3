package dev.continuo.plan;

import dev.continuo.expansion.EachPart;
import dev.continuo.question.QuestionPart;
import dev.continuo.task.ArtifactPart;
import dev.continuo.task.Kind;
import dev.continuo.task.Need;
import dev.continuo.task.State;
import dev.continuo.task.TakenOver;
import dev.continuo.task.Task;
import dev.continuo.task.TaskSpec;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a plan need not do again, because an earlier run has done it: tasks that succeeded there, do
 * the same, and need the same tasks, all of which are taken over themselves. Sync points are taken
 * over like all others.
 *
 * <p>What has succeeded never changes, so that the same tasks of the earlier run can be read again
 * whenever more of a large plan is fed. Which they are is decided once: others may succeed later.
 */
public final class TakeOver {
  private final Map<String, Task> earlier = new HashMap<>();
  private final Map<Integer, String> names = new HashMap<>();

  /** {@code tasks} are all of the earlier run's, or all that matter. */
  public TakeOver(Collection<Task> tasks) {
    for (var task : tasks) {
      names.put(task.id().index(), task.spec().name());
      if (task.spec().kind() != Kind.CHECK) {
        earlier.put(task.spec().name(), task);
      }
    }
  }

  /**
   * What was answered to questions that the plan has again, by the indexes of its tasks. An answer
   * counts as long as the same choices stand in the same order.
   */
  public SortedMap<Integer, Integer> answers(List<TaskSpec> plan) {
    var answers = new TreeMap<Integer, Integer>();
    for (int i = 0; i < plan.size(); i++) {
      var spec = plan.get(i);
      var before = earlier.get(spec.name());
      if (before != null && QuestionPart.unanswered(spec)) {
        var labels = spec.part(QuestionPart.class).map(QuestionPart::labels);
        var index = i;
        before
            .spec()
            .part(QuestionPart.class)
            .filter(question -> labels.equals(Optional.of(question.labels())))
            .flatMap(QuestionPart::answer)
            .ifPresent(answer -> answers.put(index, answer));
      }
    }
    return answers;
  }

  /** The tasks, of which these are not asked about any more. */
  public static List<TaskSpec> answered(List<TaskSpec> plan, SortedMap<Integer, Integer> answers) {
    var answered = new ArrayList<>(plan);
    answers.forEach(
        (index, answer) -> answered.set(index, QuestionPart.answered(plan.get(index), answer)));
    return answered;
  }

  /** The indexes of the plan's tasks that the earlier run has done. */
  public BitSet done(List<TaskSpec> plan) {
    var done = new BitSet(plan.size());
    for (int i = 0; i < plan.size(); i++) {
      var spec = plan.get(i);
      var before = earlier.get(spec.name());
      if (before != null
          && succeeded(before)
          && spec.part(ArtifactPart.class).isEmpty()
          && spec.part(EachPart.class).isEmpty()
          && spec.doesTheSameAs(before.spec())
          && spec.needs().stream().allMatch(need -> done.get(need.index()))
          && needs(spec, need -> plan.get(need.index()).name())
              .equals(needs(before.spec(), need -> names.getOrDefault(need.index(), "")))) {
        done.set(i);
      }
    }
    return done;
  }

  /** How many tasks the earlier run had that the plan does not have: they were added later. */
  public int missing(List<TaskSpec> plan) {
    var names = plan.stream().map(TaskSpec::name).collect(Collectors.toSet());
    return (int)
        earlier.values().stream()
            .map(Task::spec)
            .filter(spec -> spec.kind() == Kind.WORK && spec.subject().isEmpty())
            .filter(spec -> !names.contains(spec.name()))
            .count();
  }

  /** The tasks, of which those at {@code done} are taken over. */
  public List<TaskSpec> marked(List<TaskSpec> plan, BitSet done) {
    var marked = new ArrayList<TaskSpec>(plan.size());
    for (int i = 0; i < plan.size(); i++) {
      marked.add(done.get(i) ? marked(plan.get(i)) : plan.get(i));
    }
    return marked;
  }

  private TaskSpec marked(TaskSpec spec) {
    var before = earlier.get(spec.name());
    if (before == null || !succeeded(before)) {
      throw new IllegalStateException("bug: task " + spec.name() + " was done and is no longer");
    }
    return spec.with(new TakenOver(before.id(), before.result()));
  }

  /** What was taken over there was done in a still earlier run. */
  public static boolean succeeded(Task task) {
    return task.state() instanceof State.Succeeded || task.spec().part(TakenOver.class).isPresent();
  }

  private record Named(String task, Need.On on) {}

  private static Set<Named> needs(TaskSpec spec, java.util.function.Function<Need, String> name) {
    return spec.needs().stream()
        .map(need -> new Named(name.apply(need), need.on()))
        .collect(Collectors.toSet());
  }
}
