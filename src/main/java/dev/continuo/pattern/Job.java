package dev.continuo.pattern;

import dev.continuo.plan.Draft;
import dev.continuo.plan.Place;
import dev.continuo.task.Need;
import java.util.List;

/**
 * A task of a pattern, as whoever uses it describes it.
 *
 * @param agent who does it, and where that is said
 * @param prompt empty when nobody has written one
 * @param needs what it is said to need; a pattern says that itself, and only checks this
 * @param consumes names of artifacts that tasks before it produce
 */
public record Job(
    String name,
    Place place,
    Agent agent,
    String prompt,
    List<Draft.Edge> needs,
    List<String> produces,
    List<String> consumes) {
  /** An agent by name. */
  public record Agent(String name, Place place) {}

  public Job {
    needs = List.copyOf(needs);
    produces = List.copyOf(produces);
    consumes = List.copyOf(consumes);
  }

  Draft.Edge after(Need.On on) {
    return new Draft.Edge(name, on, place);
  }

  /** The same task, told this: what it is for comes first, and then what its pattern asks of it. */
  Job told(String otherwise, String more) {
    var told = (prompt.isEmpty() ? otherwise : prompt) + (more.isEmpty() ? "" : "\n\n" + more);
    return new Job(name, place, agent, told, needs, produces, consumes);
  }
}
