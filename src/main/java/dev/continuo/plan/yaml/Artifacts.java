package dev.continuo.plan.yaml;

import static dev.continuo.plan.yaml.ArtifactGrammar.CONSUMES;
import static dev.continuo.plan.yaml.ArtifactGrammar.PRODUCES;

import dev.continuo.plan.Draft;
import dev.continuo.plan.Flaw;
import dev.continuo.plan.Nearest;
import dev.continuo.plan.Place;
import dev.continuo.plan.Problem;
import dev.continuo.plan.Problems;
import dev.continuo.task.ArtifactPart;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Which tasks leave which files for others, and whether those find what they ask for. */
final class Artifacts {
  /** A task that asks for files of those that it needs. */
  private record Asking(String task, Place at, List<Draft.Edge> needs, List<String> names) {}

  private final Problems problems;
  private final Map<String, List<String>> produced = new HashMap<>();
  private final List<Asking> asking = new ArrayList<>();

  Artifacts(Problems problems) {
    this.problems = problems;
  }

  /** What the task leaves, if it says so. */
  Optional<ArtifactPart> read(String task, Section section, List<Draft.Edge> needs) {
    var produces = section.read(PRODUCES, List.<String>of(), Artifacts::names);
    var consumes = section.get(CONSUMES);
    leaves(task, produces);
    if (consumes != null) {
      var names = names(consumes);
      asks(task, consumes.at(), needs, names == null ? List.of() : names);
    }
    return produces.isEmpty()
        ? Optional.empty()
        : Optional.of(new ArtifactPart(produces, List.of()));
  }

  /** All that the tasks leave. */
  List<String> all() {
    return produced.values().stream().flatMap(List::stream).distinct().sorted().toList();
  }

  void leaves(String task, List<String> names) {
    if (!names.isEmpty()) {
      produced.put(task, names);
    }
  }

  void asks(String task, Place at, List<Draft.Edge> needs, List<String> names) {
    if (!names.isEmpty()) {
      asking.add(new Asking(task, at, needs, names));
    }
  }

  /** Tells of each file that nobody leaves for the task that asks for it. */
  void check() {
    for (var each : asking) {
      var found = new TreeSet<String>();
      each.needs().forEach(need -> found.addAll(produced.getOrDefault(need.name(), List.of())));
      each.names().stream()
          .filter(name -> !found.contains(name))
          .forEach(name -> tell(each, name, Nearest.to(name, found).orElse(null)));
    }
  }

  private void tell(Asking task, String name, @Nullable String near) {
    problems.add(
        new Problem(
            Flaw.ARTIFACT_UNKNOWN,
            task.at(),
            "task `"
                + task.task()
                + "`: consumes `"
                + name
                + "`, which none of its needs produces"
                + (near == null ? "" : ", did you mean `" + near + "`?"),
            near == null ? "name the task that does under `needs`" : ""));
  }

  /** A name, or some. */
  static @Nullable List<String> names(Value value) {
    var items =
        value.tree() instanceof Tree.Scalar
            ? List.of(value)
            : value.items(ArtifactGrammar.ARTIFACT_LIST);
    if (items == null) {
      return null;
    }
    var names = new LinkedHashSet<String>();
    for (var item : items) {
      var name = item.listedName();
      if (name != null && !names.add(name)) {
        value.tell(
            Flaw.ARTIFACT_DUPLICATE, "has " + Quote.of(name) + " twice", "remove one of the two");
      }
    }
    return List.copyOf(names);
  }
}
