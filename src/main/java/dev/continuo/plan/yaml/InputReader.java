package dev.continuo.plan.yaml;

import static dev.continuo.plan.yaml.Grammar.INPUTS;
import static dev.continuo.plan.yaml.InputGrammar.DEFAULT;
import static dev.continuo.plan.yaml.InputGrammar.DESCRIPTION;
import static dev.continuo.plan.yaml.InputGrammar.OPTIONS;
import static dev.continuo.plan.yaml.InputGrammar.REQUIRED;
import static dev.continuo.plan.yaml.InputGrammar.TYPE;

import dev.continuo.plan.Flaw;
import dev.continuo.plan.Nearest;
import dev.continuo.plan.Place;
import dev.continuo.plan.Problem;
import dev.continuo.plan.Problems;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code inputs}, and checks what was given for them. */
final class InputReader {
  /** All values together; what Linux takes for one variable is twice as much. */
  static final int VALUES_BYTES_MAX = 64 << 10;

  static final String NAMES = "[A-Za-z_][A-Za-z0-9_-]{0,99}";

  private static final Pattern NAME = Pattern.compile(NAMES);
  private static final Pattern NUMBER =
      Pattern.compile("-?[0-9]{1,100}(\\.[0-9]{1,100})?([eE][-+]?[0-9]{1,3})?");

  /** An input as it is declared, with the words about it. */
  private record Declared(Subject subject, InputType type, List<String> options) {}

  private final InputSource source;
  private final Problems problems;
  private final Map<String, String> variables = new HashMap<>();
  private final Inputs inputs = new Inputs();

  InputReader(InputSource source, Problems problems) {
    this.source = source;
    this.problems = problems;
  }

  Inputs inputs() {
    return inputs;
  }

  /** Reads what the plan declares; {@code whole} is its file. */
  void read(Section plan, Place whole) {
    for (var input : plan.read(INPUTS, List.<Tree.Field>of(), InputReader::declarations)) {
      read((Tree.Scalar) input.key(), input.value());
    }
    source.names().stream()
        .filter(name -> !inputs.values().containsKey(name))
        .forEach(this::tellUnknown);
    checkLength(whole);
  }

  private void checkLength(Place whole) {
    long bytes = 0;
    for (var value : inputs.values().values()) {
      bytes += value.getBytes(StandardCharsets.UTF_8).length;
    }
    if (bytes > VALUES_BYTES_MAX) {
      problems.add(
          new Problem(
              Flaw.INPUTS_TOO_LONG,
              whole,
              "the values of its inputs are too long, found "
                  + bytes
                  + " bytes in all, must be at most "
                  + VALUES_BYTES_MAX,
              "hand over the names of files"));
    }
  }

  private static @Nullable List<Tree.Field> declarations(Value value) {
    var form = INPUTS.form();
    var subject = new Subject("`inputs`", value.subject().problems());
    var section = value.named(form, subject, form.max(), "inputs");
    return section == null ? null : section.fields();
  }

  private void tellUnknown(String name) {
    var names = inputs.values().keySet();
    source.tellUnknown(name, Nearest.to(name, names).orElse(null), names);
  }

  private void read(Tree.Scalar key, Tree body) {
    var name = key.text();
    var subject = new Subject("input " + Quote.of(name), problems);
    checkName(subject, name, key.at());
    var empty = body instanceof Tree.Scalar(_, _, var kind) && kind == Tree.Kind.NOTHING;
    var fields = empty ? Tree.Fields.of(body.at(), List.of()) : body;
    var declaration = new Value(subject, "its declaration", "`version: {type: string}`", fields);
    var section = declaration.fields(InputGrammar.INPUT, subject);
    if (section == null) {
      inputs.put(name, "", InputType.STRING);
      return;
    }
    var type = section.read(TYPE, InputType.STRING, each -> each.word(TYPE.form()));
    inputs.put(name, value(section, name, type, key.at()), type);
  }

  private void checkName(Subject subject, String name, Place at) {
    if (!NAME.matcher(name).matches()) {
      subject.tell(
          Flaw.NAME_INVALID,
          at,
          "has no valid name, must be 1 to 100 letters, digits, `_` or `-`, not starting with a"
              + " digit or `-`",
          "write a name like `version`");
      return;
    }
    var other = variables.putIfAbsent(Inputs.variable(name), name);
    if (other != null) {
      subject.tell(
          Flaw.INPUT_NAME_TAKEN,
          at,
          "becomes the variable of input `" + other + "`, found `" + Inputs.variable(name) + "`",
          "rename one of the two");
    }
  }

  /** What the input is for this run; of a wrong one, which has been told, anything. */
  private String value(Section section, String name, InputType type, Place at) {
    var options = section.read(OPTIONS, List.<String>of(), InputReader::options);
    var required = section.read(REQUIRED, false, each -> each.truth(REQUIRED.form()));
    section.read(DESCRIPTION, "", each -> each.prose(DESCRIPTION.form()));
    checkOptions(section, type, at);
    var declared = new Declared(section.subject(), type, options);
    var fallback = section.read(DEFAULT, "", each -> fallback(each, declared));
    var value = source.find(name, at);
    if (value != null) {
      return checked(declared, value.text(), value.at());
    }
    if (source.later(name)) {
      inputs.await(name);
    } else if (required && !section.has(DEFAULT)) {
      source.tellMissing(section.subject(), name, at);
    }
    return fallback.isEmpty() && type == InputType.BOOLEAN ? "false" : fallback;
  }

  private static List<String> options(Value value) {
    var options = new LinkedHashSet<String>();
    var items = value.items(OPTIONS.form());
    for (var item : items == null ? List.<Value>of() : items) {
      var option = item.text(OPTIONS.form().each());
      if (option != null && !options.add(option)) {
        item.tell(Flaw.OPTION_DUPLICATE, "stands twice, found " + Quote.of(option), "remove one");
      }
    }
    return new ArrayList<>(options);
  }

  private static void checkOptions(Section section, InputType type, Place at) {
    var subject = section.subject();
    if (type == InputType.CHOICE && !section.has(OPTIONS) && !section.meant(OPTIONS)) {
      section.tellMissing(OPTIONS, at, OPTIONS.example());
    }
    if (type != InputType.CHOICE && section.has(OPTIONS)) {
      subject.tell(
          Flaw.OPTIONS_WITHOUT_CHOICE,
          at,
          "has `options` but is no choice",
          "write `type: choice`, or remove `options`");
    }
  }

  private static @Nullable String fallback(Value value, Declared declared) {
    var text = value.scalar(DEFAULT.form());
    return text == null || value.plain(text) == null ? null : checked(declared, text, value.at());
  }

  /** The value in the form that tasks get it in. */
  private static String checked(Declared declared, String text, Place at) {
    var subject = declared.subject();
    if (Value.unusable(text).isPresent()) {
      subject.tell(
          Flaw.TEXT_UNUSABLE,
          at,
          "is no text for a process, found " + Value.unusable(text).get(),
          "remove this character");
      return "";
    }
    if (declared.type() == InputType.NUMBER && !NUMBER.matcher(text).matches()) {
      subject.tell(
          Flaw.INPUT_INVALID,
          at,
          "is not a number, found " + Quote.of(text),
          "write digits, like `3` or `-1.5`");
    } else if (declared.type() == InputType.BOOLEAN) {
      return truth(subject, text, at);
    } else if (declared.type() == InputType.CHOICE && !declared.options().contains(text)) {
      tellNoOption(declared, text, at);
    }
    return text;
  }

  private static String truth(Subject subject, String text, Place at) {
    var truth = text.toLowerCase(Locale.ROOT);
    if (!truth.equals("true") && !truth.equals("false")) {
      subject.tell(
          Flaw.INPUT_INVALID,
          at,
          "is neither true nor false, found " + Quote.of(text),
          "write `true` or `false`");
    }
    return truth;
  }

  private static void tellNoOption(Declared declared, String text, Place at) {
    if (declared.options().isEmpty()) {
      return;
    }
    var near = Nearest.to(text, declared.options()).orElse(null);
    declared
        .subject()
        .tell(
            Flaw.INPUT_INVALID,
            at,
            "is none of its options, found "
                + Quote.of(text)
                + (near == null ? "" : ", did you mean `" + near + "`?"),
            near == null ? "choose from " + Section.listed(declared.options()) : "");
  }
}
