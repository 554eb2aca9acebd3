package dev.continuo.plan;

import dev.continuo.run.OnFailure;
import dev.continuo.run.RunLimit;
import dev.continuo.task.TaskSpec;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A plan without a problem.
 *
 * @param name of its runs
 * @param inputs what was given for its inputs, or else holds, by their names
 * @param env of all its tasks: the inputs as variables, and over them what the plan says
 * @param limit how many attempts of a run may be alive at once
 * @param agents the definitions it uses, by name, as they were read; {@link AgentDefinitions#of}
 *     makes a later reading of the same bytes independent of what became of the files
 * @param used the plans that it uses, by path, in the same way
 * @param configuration of the project
 * @param notes lines about what is odd and yet holds, and about who was chosen for want of others
 * @param tasks each later than all that it needs, else in the order of the file
 */
public record Plan(
    String name,
    SortedMap<String, String> inputs,
    SortedMap<String, String> env,
    RunLimit limit,
    OnFailure onFailure,
    SortedMap<String, String> agents,
    SortedMap<String, String> used,
    Configuration configuration,
    List<String> notes,
    List<TaskSpec> tasks) {
  public Plan {
    inputs = Collections.unmodifiableSortedMap(new TreeMap<>(inputs));
    env = Collections.unmodifiableSortedMap(new TreeMap<>(env));
    agents = Collections.unmodifiableSortedMap(new TreeMap<>(agents));
    used = Collections.unmodifiableSortedMap(new TreeMap<>(used));
    notes = List.copyOf(notes);
    tasks = List.copyOf(tasks);
  }

  public int parallel() {
    return limit.parallel();
  }
}
