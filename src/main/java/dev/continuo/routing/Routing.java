package dev.continuo.routing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How a project says who does what.
 *
 * @param rows which specialist a tag calls for, each tag once; of several that a task has, the
 *     first row decides
 * @param fallback what happens when none does; empty when nothing is said of that
 * @param otherwise the default specialist
 */
public record Routing(List<Row> rows, Optional<Fallback> fallback, Optional<Specialist> otherwise) {
  public static final Routing NONE = new Routing(List.of(), Optional.empty(), Optional.empty());

  /** Tags that are proposed to whoever finds none that matches; the first of each must exist. */
  private static final List<Domain> DOMAINS =
      List.of(
          new Domain("DB", "database", "query-optimization"),
          new Domain("frontend", "frontend", "ui-performance"),
          new Domain("backend", "backend", "api-optimization"));

  /** One line of a mapping, and the file that it stands in. */
  public record Row(String tag, Specialist specialist, String file) {}

  private record Domain(String name, String tag, String narrower) {}

  public Routing {
    rows = List.copyOf(rows);
  }

  /** Whether a task can do without an agent. */
  public boolean configured() {
    return !rows.isEmpty() || fallback.isPresent();
  }

  public Recommendation recommend(List<String> tags) {
    var matches = rows.stream().filter(row -> tags.contains(row.tag())).toList();
    if (matches.isEmpty()) {
      return unmatched();
    }
    var first = matches.getFirst();
    var matched = new ArrayList<String>();
    var passed = new ArrayList<String>();
    for (var row : matches) {
      (row.specialist().equals(first.specialist()) ? matched : passed).add(row.tag());
    }
    return new Recommendation.Matched(first.specialist(), matched, passed, first.file());
  }

  private Recommendation unmatched() {
    if (fallback.isEmpty()) {
      return new Recommendation.Nobody();
    }
    return switch (fallback.get()) {
      case USE_DEFAULT ->
          otherwise
              .<Recommendation>map(Recommendation.Default::new)
              .orElseGet(Recommendation.Nobody::new);
      case ASK_USER -> new Recommendation.Open(choices());
    };
  }

  /** All that the mapping names, each once, and the default when it names nobody so. */
  private List<Specialist> choices() {
    var named = rows.stream().map(Row::specialist).distinct().toList();
    return Stream.concat(
            named.stream(),
            otherwise.stream()
                .filter(
                    other -> named.stream().noneMatch(each -> each.name().equals(other.name()))))
        .toList();
  }

  /** Proposes better tags, in lines; none where the mapping has no such domains. */
  public List<String> advice() {
    var known =
        DOMAINS.stream()
            .filter(domain -> rows.stream().anyMatch(row -> row.tag().equals(domain.tag)))
            .map(domain -> "- For %s: %s, %s".formatted(domain.name, domain.tag, domain.narrower))
            .toList();
    return known.isEmpty()
        ? List.of()
        : Stream.concat(Stream.of("Note: Consider adding more specific tags:"), known.stream())
            .toList();
  }
}
