package dev.continuo.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Tasks that need each other in a circle.
 *
 * @param members each needs the next one, the last the first
 * @param dispensable the place of the member whose need of the next one is best removed
 */
public record Cycle(List<Member> members, int dispensable) {
  private static final int NAMES_MAX = 10;

  /** A task; its title is its name where it has no other. */
  public record Member(String name, String title) {
    private String shown() {
      return title.equals(name) ? name : name + " (" + title + ")";
    }

    /** What two halves of it could be called: after the last word of its title. */
    private String stem() {
      return title.substring(title.lastIndexOf(' ') + 1);
    }
  }

  public Cycle {
    members = List.copyOf(members);
  }

  /** Whose need is best removed. */
  public Member from() {
    return members.get(dispensable);
  }

  /** What {@link #from} had better not need. */
  public Member to() {
    return members.get((dispensable + 1) % members.size());
  }

  /** {@code a → b → a}, a long one without its middle. */
  public String path() {
    return path(members.stream().map(Member::name));
  }

  /** What people are told, line by line (SPEC B.6). */
  public List<String> report() {
    var first = members.getFirst();
    return List.of(
        "✗ Error: Circular Dependencies Detected",
        "Cycle found: " + path(members.stream().map(Member::shown)),
        "Resolution options:",
        "1. Remove " + from().name() + " → " + to().name() + " dependency (likely unnecessary)",
        "2. Split "
            + first.name()
            + " into two tasks ("
            + first.stem()
            + "-v1, "
            + first.stem()
            + "-v2)",
        "3. Reorder: Complete " + first.name() + " before " + members.get(1).name());
  }

  private String path(Stream<String> shown) {
    var names = new ArrayList<>(shown.toList());
    names.add(members.getFirst().name());
    if (names.size() > NAMES_MAX) {
      var middle = names.subList(NAMES_MAX / 2, names.size() - NAMES_MAX / 2);
      var left = middle.size();
      middle.clear();
      names.add(NAMES_MAX / 2, "(" + left + " more)");
    }
    return String.join(" → ", names);
  }
}
