package dev.continuo.plan;

import dev.continuo.condition.FollowsPart;
import dev.continuo.task.GroupPart;
import dev.continuo.task.Need;
import dev.continuo.task.Part;
import dev.continuo.task.TaskSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The plan that a task stands for: the task is a group of its tasks.
 *
 * @param tasks with the names that they have in their own plan
 * @param env of all of them
 * @param start what has to be known before any of them starts: a join, a condition
 */
public record Inclusion(List<Draft> tasks, SortedMap<String, String> env, List<Part> start) {
  /** Begins with what no name in a plan does, so that no task is called so. */
  private static final String START = ".start";

  public Inclusion {
    tasks = List.copyOf(tasks);
    env = Collections.unmodifiableSortedMap(new TreeMap<>(env));
    start = List.copyOf(start);
  }

  /** How many tasks there are, those included that stand for others. */
  public int size() {
    return tasks.stream()
        .mapToInt(task -> 1 + task.inclusion().map(Inclusion::size).orElse(0))
        .sum();
  }

  /** The tasks with those of all plans that they stand for, each before its group. */
  static List<Draft> flat(List<Draft> drafts) {
    var flat = new ArrayList<Draft>();
    drafts.forEach(draft -> add(draft, Scope.WHOLE, flat));
    return flat;
  }

  private static void add(Draft draft, Scope scope, List<Draft> to) {
    var needs = scope.needs(draft);
    if (draft.inclusion().isEmpty()) {
      to.add(scope.placed(draft, needs));
      return;
    }
    var inclusion = draft.inclusion().get();
    var within = scope.within(draft, inclusion, needs);
    // with several needs too: each first task would copy them
    if (!inclusion.start.isEmpty() || needs.size() > 1) {
      var start = inclusion.start(draft);
      to.add(scope.placed(start, needs));
      within = within.behind(scope.name(start.name()), draft.place());
    }
    var members = new ArrayList<Draft.Edge>();
    for (var task : inclusion.tasks) {
      add(task, within, to);
      if (GroupPart.inner(task.name())) {
        // its own group stands for it
        continue;
      }
      members.add(new Draft.Edge(within.name(task.name()), Need.On.ENDED, task.place()));
    }
    to.add(scope.placed(draft, members));
  }

  /** A task that the others wait for, and are skipped with. */
  private Draft start(Draft group) {
    var name = GroupPart.member(group.name(), START);
    return new Draft(
        name, name, group.place(), group.needs(), needs -> TaskSpec.sync(name, needs, start));
  }

  /**
   * Where the tasks of one plan stand.
   *
   * @param group the name of the task that stands for the plan; empty for the whole
   * @param env what they inherit
   * @param first what those need that need nothing in their plan
   * @param decides the name of the task with which all of them are skipped
   */
  private record Scope(
      String group,
      SortedMap<String, String> env,
      List<Draft.Edge> first,
      Optional<String> decides) {
    static final Scope WHOLE =
        new Scope("", Collections.emptySortedMap(), List.of(), Optional.empty());

    Scope within(Draft draft, Inclusion inclusion, List<Draft.Edge> needs) {
      var all = new TreeMap<>(env);
      all.putAll(inclusion.env);
      return new Scope(name(draft.name()), all, needs, decides);
    }

    Scope behind(String start, Place place) {
      var need = new Draft.Edge(start, Need.On.SUCCEEDED, place);
      return new Scope(group, env, List.of(need), Optional.of(start));
    }

    String name(String name) {
      return group.isEmpty() ? name : GroupPart.member(group, name);
    }

    List<Draft.Edge> needs(Draft draft) {
      return draft.needs().isEmpty()
          ? first
          : draft.needs().stream()
              .map(edge -> new Draft.Edge(name(edge.name()), edge.on(), edge.place()))
              .toList();
    }

    Draft placed(Draft draft, List<Draft.Edge> needs) {
      return new Draft(
          name(draft.name()),
          draft.title(),
          draft.place(),
          needs,
          order -> placed(draft.spec().apply(order)));
    }

    private TaskSpec placed(TaskSpec spec) {
      if (group.isEmpty()) {
        return spec;
      }
      var named = spec.named(name(spec.name()));
      var inheriting = spec.joins() ? named : named.inheriting(env);
      return decides.map(task -> inheriting.with(new FollowsPart(task))).orElse(inheriting);
    }
  }
}
