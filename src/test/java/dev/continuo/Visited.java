package dev.continuo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The pairs of state and command that a table's tests went through. */
public final class Visited {
  private final Set<String> pairs = new TreeSet<>();

  public void pair(String state, Class<?> command) {
    pairs.add(state + " × " + command.getSimpleName());
  }

  /** Fails when one command of a sealed family was never given in one of the states. */
  public void isComplete(List<String> states, Class<?> commands) {
    assertThat(commands.isSealed()).isTrue();
    var all = new TreeSet<String>();
    for (var state : states) {
      Stream.of(commands.getPermittedSubclasses())
          .forEach(command -> all.add(state + " × " + command.getSimpleName()));
    }
    assertThat(pairs).isEqualTo(all);
  }

  /** The short names of a sealed family's members. */
  public static List<String> members(Class<?> family) {
    return Stream.of(family.getPermittedSubclasses()).map(Class::getSimpleName).toList();
  }
}
