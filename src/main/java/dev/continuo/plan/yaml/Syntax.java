package dev.continuo.plan.yaml;

import dev.continuo.plan.Place;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlVersionException;

/** Says in our words what the parser of YAML found wrong. */
final class Syntax {
  private static final String CHARACTER = "found character '";

  private Syntax() {}

  /** An escape whose number is beyond all characters, behind what was read last. */
  static Refused noCharacter(Place after) {
    return refused(after, "an escape in the text that follows names no character", null);
  }

  static Refused refused(YamlEngineException broken, String file) {
    if (broken instanceof YamlVersionException) {
      return refused(Place.of(file), "a version of YAML is not known, must be 1.2", null);
    }
    if (!(broken instanceof MarkedYamlEngineException marked)) {
      return refused(TreeReader.place(Optional.empty(), file), other(broken.getMessage()), null);
    }
    var problem = Objects.requireNonNullElse(marked.getProblem(), "");
    var at = TreeReader.place(marked.getProblemMark(), file);
    var started = TreeReader.place(marked.getContextMark().or(marked::getProblemMark), file);
    if (problem.contains("\\t(TAB)")) {
      return refused(at, "a tab stands where only spaces may", "indent with spaces");
    }
    if (problem.startsWith("mapping values are not allowed")) {
      return refused(
          at, "a `:` is not expected here", "a text that contains `: ` needs quotes around it");
    }
    if (problem.startsWith("could not find expected ':'")) {
      return refused(started, "a key has no `:` behind it", null);
    }
    if (problem.startsWith("found unexpected end of stream")) {
      return refused(started, "a quote is not closed", null);
    }
    if (problem.startsWith("expected ',' or ']'")) {
      return refused(started, "a list is not closed, a `,` or `]` is missing", null);
    }
    if (problem.startsWith("expected ',' or '}'")) {
      return refused(started, "a map is not closed, a `,` or `}` is missing", null);
    }
    if (problem.startsWith(CHARACTER)) {
      return refused(
          at,
          "a value cannot start with "
              + Quote.of(problem.substring(CHARACTER.length(), CHARACTER.length() + 1)),
          "put quotes around it");
    }
    if (problem.startsWith("expected <block end>")) {
      return refused(
          at, "this line does not continue what stands above it", "check its indentation");
    }
    return refused(at, other(problem), null);
  }

  private static Refused refused(Place at, String message, @Nullable String hint) {
    return new Refused("yaml_syntax", at, message, hint);
  }

  /** The library's own words, as one line in our form. */
  private static String other(@Nullable String problem) {
    var words = problem == null ? "" : problem.lines().findFirst().orElse("").strip();
    return "not valid YAML" + (words.isEmpty() ? "" : ", " + words.replace('\'', '`'));
  }
}
