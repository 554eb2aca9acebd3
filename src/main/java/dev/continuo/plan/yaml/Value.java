package dev.continuo.plan.yaml;

import dev.continuo.plan.Flaw;
import dev.continuo.plan.Nearest;
import dev.continuo.plan.Place;
import dev.continuo.task.Durations;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A value of a plan and how to read it. Each way of reading gives null for a value that is not of
 * its kind, and has then told what is wrong.
 *
 * @param what the value is, for sentences: {@code `timeout`}
 * @param example how it, or what it is part of, can be written: {@code `timeout: 15m`}
 */
record Value(Subject subject, String what, String example, Tree tree) {
  private static final Pattern NUMBER = Pattern.compile("[0-9]+");
  private static final Form NAME = new Form.Name();

  Place at() {
    return tree.at();
  }

  void tell(Flaw flaw, String message, String hint) {
    subject.tell(flaw, at(), what + " " + message, hint);
  }

  /** Tells that the value is of the wrong kind, and which kinds are right. */
  void wrongType(String allowed) {
    tell(
        Flaw.TYPE_WRONG,
        "has the wrong type, found " + tree.words() + ", must be " + allowed,
        like());
  }

  private String like() {
    return (tree instanceof Tree.Scalar(_, _, var kind) && kind == Tree.Kind.NOTHING
            ? "remove it, or write it like "
            : "write it like ")
        + example;
  }

  /** What is written, when that is a single value. */
  @Nullable String scalar(Form form) {
    if (!(tree instanceof Tree.Scalar(_, var text, var kind)) || kind == Tree.Kind.NOTHING) {
      wrongType(form.allowed());
      return null;
    }
    return text;
  }

  /** The same, when it is not blank. */
  @Nullable String written(Form form) {
    var text = scalar(form);
    if (text != null && text.isBlank()) {
      tell(Flaw.TEXT_EMPTY, "is empty", "write it like " + example);
      return null;
    }
    return text;
  }

  @Nullable String text(Form form) {
    var text = written(form);
    return text == null ? null : plain(text);
  }

  @Nullable String prose(Form.Prose form) {
    if (tree instanceof Tree.Scalar(_, _, var kind) && kind == Tree.Kind.NUMBER) {
      wrongType(form.allowed());
      return null;
    }
    return text(form);
  }

  /** The text as it is, when it is one that can be handed on. */
  @Nullable String plain(String text) {
    if (text.contains("${{")) {
      tell(
          Flaw.EXPRESSION_UNAVAILABLE,
          "has an expression, found `${{`, expressions are not available yet",
          "write the value itself");
      return null;
    }
    return usable(text);
  }

  /** Refuses what no process can be given: the character NUL, and halves of characters. */
  @Nullable String usable(String text) {
    var bad = unusable(text);
    if (bad.isPresent()) {
      tell(
          Flaw.TEXT_UNUSABLE,
          "is no text for a process, found " + bad.get(),
          "remove this character");
      return null;
    }
    return text;
  }

  /** What a text has that no process can be given. */
  static Optional<String> unusable(String text) {
    if (text.indexOf('\0') >= 0) {
      return Optional.of("the character NUL");
    }
    return StandardCharsets.UTF_8.newEncoder().canEncode(text)
        ? Optional.empty()
        : Optional.of("half of a surrogate pair");
  }

  @Nullable String name() {
    return name(Names::proposal);
  }

  /** A name that may stand in a list of names; a text with several is a list with no brackets. */
  @Nullable String listedName() {
    return name(text -> Names.list(text).orElseGet(() -> Names.proposal(text)));
  }

  private @Nullable String name(UnaryOperator<String> hint) {
    var text = text(NAME);
    if (text == null || Names.isName(text)) {
      return text;
    }
    tell(
        Flaw.NAME_INVALID,
        "is not a name, found " + Quote.of(text) + Names.ALLOWED,
        hint.apply(text));
    return null;
  }

  /** One line, without the blanks around it. */
  @Nullable String title(Form.Title form) {
    var title = text(form);
    if (title == null) {
      return null;
    }
    if (title.length() > form.lengthMax() || title.codePoints().anyMatch(Character::isISOControl)) {
      tell(
          Flaw.NAME_INVALID,
          "is no title, found "
              + Quote.of(title)
              + ", must be one line of at most "
              + form.lengthMax()
              + " characters",
          "shorten it to one line");
    }
    return title.strip();
  }

  @Nullable Integer whole(Form.Whole form) {
    if (!(tree instanceof Tree.Scalar(_, var text, var kind)) || kind != Tree.Kind.NUMBER) {
      wrongType(form.allowed());
      return null;
    }
    if (NUMBER.matcher(text).matches() && text.length() < 10) {
      var number = Integer.parseInt(text);
      if (number >= form.min() && number <= form.max()) {
        return number;
      }
    }
    tell(
        Flaw.NUMBER_OUT_OF_RANGE,
        "is out of range, found " + Quote.of(text) + ", must be " + form.allowed(),
        nearestNumber(text, form.min(), form.max()));
    return null;
  }

  private static String nearestNumber(String text, int min, int max) {
    if (text.startsWith("-")) {
      return "write `" + min + "` for the least";
    }
    if (!NUMBER.matcher(text).matches()) {
      return "write it in digits alone, without a fraction";
    }
    return text.length() < 10 && Integer.parseInt(text) < min
        ? "write `" + min + "` for the least"
        : "write `" + max + "` for the most";
  }

  @Nullable Boolean truth(Form.Truth form) {
    if (tree instanceof Tree.Scalar(_, var text, var kind) && kind == Tree.Kind.TRUTH) {
      return text.equalsIgnoreCase("true");
    }
    wrongType(form.allowed());
    return null;
  }

  @Nullable Duration span(Form.Span form) {
    if (!(tree instanceof Tree.Scalar(_, var text, var kind))
        || kind == Tree.Kind.NOTHING
        || kind == Tree.Kind.TRUTH) {
      wrongType(form.allowed());
      return null;
    }
    if (NUMBER.matcher(text).matches()) {
      tell(
          Flaw.DURATION_WITHOUT_UNIT,
          "has no unit, found " + Quote.of(text) + ", must be " + Form.Span.LIKE,
          "write `" + text + "s` for seconds");
      return null;
    }
    var negative = text.startsWith("-");
    var read = Durations.parse(negative ? text.substring(1) : text);
    if (read.isEmpty() && !(negative && kind == Tree.Kind.NUMBER)) {
      tell(
          Flaw.DURATION_INVALID,
          "is not a duration, found " + Quote.of(text) + ", must be " + Form.Span.LIKE,
          "write whole numbers with `d`, `h`, `m`, `s` or `ms`, the largest unit first");
      return null;
    }
    var tooShort = negative || read.get().compareTo(form.min()) < 0;
    if (tooShort || read.get().compareTo(form.max()) > 0) {
      tell(
          Flaw.DURATION_OUT_OF_RANGE,
          "is out of range, found " + Quote.of(text) + ", must be " + form.range(),
          tooShort
              ? "write `" + Durations.text(form.min()) + "` for the shortest"
              : "write `" + Durations.text(form.max()) + "` for the longest");
      return null;
    }
    return read.get();
  }

  <T> @Nullable T word(Form.Word<T> form) {
    var text = text(form);
    if (text == null) {
      return null;
    }
    var words = form.all();
    var meant = words.get(text.toLowerCase(Locale.ROOT));
    if (meant == null) {
      var near = Nearest.to(text, new TreeSet<>(words.keySet())).orElse(null);
      tell(
          Flaw.WORD_UNKNOWN,
          "is unknown, found "
              + Quote.of(text)
              + (near == null ? ", must be " + form.allowed() : ", did you mean `" + near + "`?"),
          near == null ? "write it like " + example : "");
    }
    return meant;
  }

  @Nullable List<Value> items(Form.Items form) {
    return items(form, form.max());
  }

  /** The elements of a list, of which there are at most {@code max}. */
  @Nullable List<Value> items(Form form, int max) {
    if (!(tree instanceof Tree.Items(_, var items, _))) {
      wrongType(form.allowed());
      return null;
    }
    if (items.size() > max) {
      tell(
          Flaw.LIST_TOO_LONG,
          "is too long, found " + items.size() + " elements, must be at most " + max,
          "leave some out, or divide them among several tasks");
      return null;
    }
    var values = new ArrayList<Value>(items.size());
    for (var item : items) {
      values.add(
          new Value(subject, "element " + (values.size() + 1) + " of " + what, example, item));
    }
    return values;
  }

  /** A map with known keys, about which {@code subject} is told. */
  @Nullable Section fields(Form.Fields form, Subject subject) {
    if (!(tree instanceof Tree.Fields fields)) {
      wrongType(form.allowed());
      return null;
    }
    return new Section(subject, fields).only(form.keys());
  }

  /** A map whose keys are names; {@code entries} says what they are names of. */
  @Nullable Section named(Form form, Subject subject, int max, String entries) {
    if (!(tree instanceof Tree.Fields fields)) {
      wrongType(form.allowed());
      return null;
    }
    if (fields.fields().size() > max) {
      tell(
          Flaw.LIST_TOO_LONG,
          "is too long, found "
              + fields.fields().size()
              + " "
              + entries
              + ", must be at most "
              + max,
          "put the rest into a file that the tasks read");
      return null;
    }
    return new Section(subject, fields);
  }
}
