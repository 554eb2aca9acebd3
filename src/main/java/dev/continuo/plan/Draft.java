package dev.continuo.plan;

import dev.continuo.task.Need;
import dev.continuo.task.TaskSpec;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A task as it stands in a plan: it says by name whom it needs.
 *
 * @param title one line that says what it is; its name where it has no other
 * @param place of its name
 * @param spec makes the task, once it is known where in the order those stand that it needs
 * @param inclusion the plan that it stands for, if it stands for one
 */
public record Draft(
    String name,
    String title,
    Place place,
    List<Edge> needs,
    Function<List<Need>, TaskSpec> spec,
    Optional<Inclusion> inclusion) {
  public Draft {
    needs = List.copyOf(needs);
  }

  /** A task that stands for itself. */
  public Draft(
      String name,
      String title,
      Place place,
      List<Edge> needs,
      Function<List<Need>, TaskSpec> spec) {
    this(name, title, place, needs, spec, Optional.empty());
  }

  /** One need, and where the plan says so. */
  public record Edge(String name, Need.On on, Place place) {}
}
