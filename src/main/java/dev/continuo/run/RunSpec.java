package dev.continuo.run;

import dev.continuo.task.Text;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a run was submitted as, but for what can change while it goes on.
 *
 * @param project the absolute path of the folder that its tasks work in
 * @param inputs the values of the plan's inputs by their names
 * @param env what was captured of its caller's environment
 * @param plan the text of the plan file, from which the rest of a large run is fed
 * @param limit how many of its attempts may be alive at once; can be set
 * @param total how many tasks the plan has, and those that were added
 * @param syncs how many of them only hold others together
 */
public record RunSpec(
    String name,
    String project,
    SortedMap<String, String> inputs,
    SortedMap<String, String> env,
    Text plan,
    RunLimit limit,
    OnFailure onFailure,
    int total,
    int syncs) {
  /** Attempts of a run at once, when the plan says nothing (SPEC X-01). */
  public static final int PARALLEL_DEFAULT = 5;

  public static final int PARALLEL_MAX = 1000;

  public RunSpec {
    inputs = Collections.unmodifiableSortedMap(new TreeMap<>(inputs));
    env = Collections.unmodifiableSortedMap(new TreeMap<>(env));
  }

  RunSpec at(RunLimit other) {
    return new RunSpec(name, project, inputs, env, plan, other, onFailure, total, syncs);
  }

  RunSpec and(int more, int syncsToo) {
    return new RunSpec(
        name, project, inputs, env, plan, limit, onFailure, total + more, syncs + syncsToo);
  }

  public int parallel() {
    return limit.parallel();
  }

  /** How many tasks there are to do. */
  public int work() {
    return total - syncs;
  }
}
