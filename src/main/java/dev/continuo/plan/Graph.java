package dev.continuo.plan;

import dev.continuo.task.Need;
import dev.continuo.task.TaskSpec;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.stream.Collectors;

/**
 * The tasks of a plan and who needs whom, brought into an order in which each stands behind all
 * that it needs. Of those that could come next, the one that the file names first does, so that the
 * same file always gives the same order. What is there already may be needed too.
 */
public final class Graph {
  private static final int NAMES_TOLD_MAX = 5;

  private final List<Draft> drafts;
  private final Neighbours neighbours;
  private final Problems problems;
  private final Map<String, Integer> byName = new LinkedHashMap<>();

  /** {@code drafts} have different names. */
  public Graph(List<Draft> drafts, Neighbours neighbours, Problems problems) {
    this.drafts = List.copyOf(drafts);
    this.neighbours = neighbours;
    this.problems = problems;
    for (int i = 0; i < drafts.size(); i++) {
      byName.put(drafts.get(i).name(), i);
    }
  }

  /** The tasks in order; none, and problems instead, when there is no such order. */
  public List<TaskSpec> order(Scheduling scheduling) {
    var tasks = order();
    return scheduling == Scheduling.AS_READY
        ? tasks
        : Batches.strict(tasks, neighbours.first(), scheduling);
  }

  private List<TaskSpec> order() {
    var order = checked();
    if (!problems.isEmpty()) {
      return List.of();
    }
    return drafts.stream().allMatch(draft -> draft.inclusion().isEmpty())
        ? specs(order)
        : new Graph(Inclusion.flat(drafts), neighbours, problems).placed();
  }

  /**
   * Tells what is wrong with what the tasks need. Plans that tasks stand for are left to
   * themselves: where neither they nor this one has a circle, the whole has none.
   */
  public void check() {
    checked();
  }

  private List<Integer> checked() {
    drafts.forEach(this::checkName);
    drafts.forEach(this::checkNeeds);
    var order = problems.isEmpty() ? sorted() : List.<Integer>of();
    if (problems.isEmpty() && order.size() < drafts.size()) {
      tellCycles(order);
    }
    return order;
  }

  /** The same tasks among those of the plans that they stand for. */
  private List<TaskSpec> placed() {
    drafts.forEach(this::checkName);
    return problems.isEmpty() ? specs(sorted()) : List.of();
  }

  private List<TaskSpec> specs(List<Integer> order) {
    var rank = new int[order.size()];
    for (int i = 0; i < rank.length; i++) {
      rank[order.get(i)] = i;
    }
    return order.stream().map(drafts::get).map(draft -> spec(draft, rank)).toList();
  }

  private TaskSpec spec(Draft draft, int[] rank) {
    return draft
        .spec()
        .apply(draft.needs().stream().map(edge -> new Need(index(edge, rank), edge.on())).toList());
  }

  private int index(Draft.Edge edge, int[] rank) {
    return inside(edge)
        ? neighbours.first() + rank[index(edge)]
        : neighbours.find(edge.name()).orElseThrow();
  }

  private boolean inside(Draft.Edge edge) {
    return byName.containsKey(edge.name());
  }

  private void checkName(Draft draft) {
    if (neighbours.find(draft.name()).isPresent()) {
      problems.add(
          new Problem(
              Flaw.TASK_NAME_TAKEN,
              draft.place(),
              "task `" + draft.name() + "`: the run already has a task of this name",
              "give it another name"));
    }
  }

  private void checkNeeds(Draft draft) {
    var seen = new HashSet<String>();
    for (var edge : draft.needs()) {
      if (edge.name().equals(draft.name())) {
        tell(Flaw.NEED_SELF, draft, edge, "needs itself", "remove it, a task can only need others");
      } else if (!seen.add(edge.name())) {
        tell(
            Flaw.NEED_DUPLICATE,
            draft,
            edge,
            "needs `" + edge.name() + "` twice",
            "remove one of the two");
      } else if (!inside(edge) && neighbours.find(edge.name()).isEmpty()) {
        tellUnknown(draft, edge);
      }
    }
  }

  private void tellUnknown(Draft draft, Draft.Edge edge) {
    var near = problems.full() ? null : Nearest.to(edge.name(), byName.keySet()).orElse(null);
    tell(
        Flaw.NEED_UNKNOWN,
        draft,
        edge,
        "needs an unknown task, found `"
            + edge.name()
            + "`"
            + (near == null ? "" : ", did you mean `" + near + "`?"),
        near == null ? "the plan has " + someNames() : "");
  }

  private String someNames() {
    var names =
        byName.keySet().stream()
            .limit(NAMES_TOLD_MAX)
            .map(name -> "`" + name + "`")
            .collect(Collectors.joining(", "));
    var more = byName.size() - NAMES_TOLD_MAX;
    return more > 0 ? names + " and " + more + " more" : names;
  }

  private void tell(Flaw flaw, Draft draft, Draft.Edge edge, String what, String hint) {
    problems.add(new Problem(flaw, edge.place(), "task `" + draft.name() + "`: " + what, hint));
  }

  /** Kahn's algorithm; what is missing in the end is in a cycle, or needs something that is. */
  private List<Integer> sorted() {
    var waiting = new int[drafts.size()];
    var dependants = new ArrayList<List<Integer>>(drafts.size());
    drafts.forEach(_ -> dependants.add(new ArrayList<>(2)));
    var next = new PriorityQueue<Integer>();
    for (int i = 0; i < waiting.length; i++) {
      for (var edge : drafts.get(i).needs()) {
        if (inside(edge)) {
          dependants.get(index(edge)).add(i);
          waiting[i]++;
        }
      }
      if (waiting[i] == 0) {
        next.add(i);
      }
    }
    var order = new ArrayList<Integer>(waiting.length);
    for (var free = next.poll(); free != null; free = next.poll()) {
      order.add(free);
      for (int dependant : dependants.get(free)) {
        if (--waiting[dependant] == 0) {
          next.add(dependant);
        }
      }
    }
    return order;
  }

  private void tellCycles(List<Integer> order) {
    var ordered = new BitSet();
    order.forEach(ordered::set);
    var needs =
        drafts.stream()
            .map(draft -> draft.needs().stream().filter(this::inside).map(this::index).toList())
            .toList();
    var cycles = new Cycles(needs, ordered);
    cycles.all().forEach(cycle -> tellCycle(cycle, cycles));
  }

  private void tellCycle(List<Integer> indexes, Cycles cycles) {
    var members =
        indexes.stream()
            .map(drafts::get)
            .map(draft -> new Cycle.Member(draft.name(), draft.title()))
            .toList();
    var first = indexes.getFirst();
    var closing = indexes.size() - 1;
    var cycle = new Cycle(members, problems.full() ? closing : cycles.dispensable(indexes));
    problems.add(
        new Problem(
            Flaw.NEEDS_CYCLE,
            place(drafts.get(first), cycles.unordered(first)),
            "task `"
                + members.getFirst().name()
                + "`: its needs form a cycle, found `"
                + cycle.path()
                + "`",
            "remove one of these needs, else none of the tasks could ever start",
            cycle));
  }

  /** Where the task says that it needs the other. */
  private Place place(Draft draft, int need) {
    return draft.needs().stream()
        .filter(edge -> inside(edge) && index(edge) == need)
        .findFirst()
        .orElseThrow()
        .place();
  }

  private int index(Draft.Edge edge) {
    return Objects.requireNonNull(byName.get(edge.name()));
  }
}
