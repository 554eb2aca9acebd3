package dev.continuo.plan.yaml;

import static dev.continuo.plan.yaml.Grammar.ENV;

import dev.continuo.plan.Flaw;
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code env}: variables of the environment by name. */
final class EnvReader {
  static final int VARIABLES_MAX = 1000;

  /** What Linux takes for one variable: 128 KiB with its {@code =} and the byte that ends it. */
  static final int VARIABLE_BYTES_MAX = (128 << 10) - 2;

  static final String RESERVED = "CONTINUO_";
  static final String NAMES = "[A-Za-z_][A-Za-z0-9_]*";
  private static final Pattern NAME = Pattern.compile(NAMES);
  private static final Form VALUE = new Form.Scalar("a text, a number or a truth value");

  private final Resolver inputs;

  EnvReader(Resolver inputs) {
    this.inputs = inputs;
  }

  @Nullable SortedMap<String, String> read(Value value) {
    var subject = value.subject();
    var section = value.named(ENV.form(), subject.part(value.what()), VARIABLES_MAX, "variables");
    if (section == null) {
      return null;
    }
    var env = new TreeMap<String, String>();
    for (var field : section.fields()) {
      var name = ((Tree.Scalar) field.key()).text();
      var text =
          text(
              new Value(subject, "variable " + Quote.of(name), ENV.example(), field.value()), name);
      checkName(subject, field.key(), name);
      env.put(name, text == null ? "" : text);
    }
    return env;
  }

  private static void checkName(Subject subject, Tree key, String name) {
    var shown = "variable " + Quote.of(name);
    if (!NAME.matcher(name).matches()) {
      subject.tell(
          Flaw.ENV_NAME_INVALID,
          key.at(),
          shown + " has no valid name, must be letters, digits and `_`, not starting with a digit",
          proposal(name));
    } else if (name.startsWith(RESERVED)) {
      subject.tell(
          Flaw.ENV_NAME_RESERVED,
          key.at(),
          shown + " has a reserved name, `" + RESERVED + "` is for what every task is told",
          proposal(name.substring(RESERVED.length())));
    }
  }

  /** A hint with the name that is most like {@code text}. */
  private static String proposal(String text) {
    var name = text.substring(0, Math.min(text.length(), 100)).replaceAll("[^A-Za-z0-9_]+", "_");
    return switch (name) {
      case String _ when name.isEmpty() || name.startsWith(RESERVED) -> "write a name like `LEVEL`";
      case String _ when NAME.matcher(name).matches() -> "write `" + name + "`";
      default -> "write `_" + name + "`";
    };
  }

  private @Nullable String text(Value value, String name) {
    if (value.tree() instanceof Tree.Scalar(_, _, var kind) && kind == Tree.Kind.NOTHING) {
      value.tell(Flaw.TYPE_WRONG, "has no value", "write `\"\"` for an empty one");
      return null;
    }
    var written = value.scalar(VALUE);
    var text = written == null ? null : inputs.resolve(value, written);
    if (text == null) {
      return null;
    }
    var bytes = name.length() + text.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > VARIABLE_BYTES_MAX) {
      value.tell(
          Flaw.TEXT_TOO_LONG,
          "is too long, found "
              + bytes
              + " bytes with its name, must be at most "
              + VARIABLE_BYTES_MAX,
          "hand over the name of a file");
      return null;
    }
    return text;
  }
}
