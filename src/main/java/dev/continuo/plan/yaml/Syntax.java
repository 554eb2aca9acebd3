package dev.continuo.plan.yaml;

import dev.continuo.plan.Flaw;
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

  private static final String ESCAPES =
      "write `\\\\` for a backslash, or put single quotes around the text";
  private static final String PUNCTUATION =
      "look for quotes, brackets and indentation that do not fit, here or in the line above";

  private Syntax() {}

  /** An escape whose number is beyond all characters, behind what was read last. */
  static Refused noCharacter(Place after) {
    return refused(after, "an escape in the text that follows names no character", ESCAPES);
  }

  static Refused refused(YamlEngineException broken, String file) {
    if (broken instanceof YamlVersionException) {
      return refused(
          Place.of(file), "a version of YAML is not known, must be 1.2", "remove the line `%YAML`");
    }
    if (!(broken instanceof MarkedYamlEngineException marked)) {
      return refused(
          TreeReader.place(Optional.empty(), file), other(broken.getMessage()), PUNCTUATION);
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
      return refused(started, "a key has no `:` behind it", "write it like `key: value`");
    }
    if (problem.startsWith("found unexpected end of stream")) {
      return refused(started, "a quote is not closed", "write the same quote at the text's end");
    }
    if (problem.startsWith("expected ',' or ']'")) {
      return refused(
          started,
          "a list is not closed, a `,` or `]` is missing",
          "write `]` behind its last element");
    }
    if (problem.startsWith("expected ',' or '}'")) {
      return refused(
          started,
          "a map is not closed, a `,` or `}` is missing",
          "write `}` behind its last value");
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
    return refused(
        at, other(problem), problem.contains("escape character") ? ESCAPES : PUNCTUATION);
  }

  private static Refused refused(Place at, String message, String hint) {
    return new Refused(Flaw.YAML_SYNTAX, at, message, hint);
  }

  /** The library's own words, as one line in our form. */
  private static String other(@Nullable String problem) {
    var words = problem == null ? "" : problem.lines().findFirst().orElse("").strip();
    return "not valid YAML"
        + (words.isEmpty() ? "" : ", " + Quote.harmless(words.replace('\'', '`')));
  }
}
