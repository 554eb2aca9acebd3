package dev.continuo.plan.yaml;

import dev.continuo.plan.Nearest;
import dev.continuo.plan.Place;
import dev.continuo.task.Durations;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
  private static final String DURATION = "a duration like `90s`, `15m`, `1h30m` or `2d`";

  Place at() {
    return tree.at();
  }

  void tell(String code, String message, String hint) {
    subject.tell(code, at(), what + " " + message, hint);
  }

  /** Tells that the value is of the wrong kind, and which kinds are right. */
  void wrongType(String allowed) {
    tell(
        "type_wrong", "has the wrong type, found " + tree.words() + ", must be " + allowed, like());
  }

  private String like() {
    return (tree instanceof Tree.Scalar(_, _, var kind) && kind == Tree.Kind.NOTHING
            ? "remove it, or write it like "
            : "write it like ")
        + example;
  }

  /** A text that is not empty; numbers and truth values count as what is written. */
  @Nullable String text(String allowed) {
    if (!(tree instanceof Tree.Scalar(_, var text, var kind)) || kind == Tree.Kind.NOTHING) {
      wrongType(allowed);
      return null;
    }
    if (text.isBlank()) {
      tell("text_empty", "is empty", "write it like " + example);
      return null;
    }
    return plain(text);
  }

  /** The same, but a number is a mistake. */
  @Nullable String prose(String allowed) {
    if (tree instanceof Tree.Scalar(_, _, var kind) && kind == Tree.Kind.NUMBER) {
      wrongType(allowed);
      return null;
    }
    return text(allowed);
  }

  /** The text as it is, when it is one that can be handed on. */
  @Nullable String plain(String text) {
    if (text.contains("${{")) {
      tell(
          "expression_unavailable",
          "has an expression, found `${{`, expressions are not available yet",
          "write the value itself");
      return null;
    }
    return usable(text);
  }

  /** Refuses what no process can be given: the character NUL, and halves of characters. */
  @Nullable String usable(String text) {
    if (text.indexOf('\0') >= 0 || !StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      var bad = text.indexOf('\0') >= 0 ? "the character NUL" : "half of a surrogate pair";
      tell("text_unusable", "is no text for a process, found " + bad, "remove this character");
      return null;
    }
    return text;
  }

  @Nullable String name() {
    return name(Names::proposal);
  }

  /** A name that may stand in a list of names; a text with several is a list with no brackets. */
  @Nullable String listedName() {
    return name(text -> Names.list(text).orElseGet(() -> Names.proposal(text)));
  }

  private @Nullable String name(UnaryOperator<String> hint) {
    var text = text("a name");
    if (text == null || Names.isName(text)) {
      return text;
    }
    tell(
        "name_invalid", "is not a name, found " + Quote.of(text) + Names.ALLOWED, hint.apply(text));
    return null;
  }

  /** A whole number from {@code min} to {@code max}. */
  @Nullable Integer number(int min, int max) {
    var allowed = "a whole number from " + min + " to " + max;
    if (!(tree instanceof Tree.Scalar(_, var text, var kind)) || kind != Tree.Kind.NUMBER) {
      wrongType(allowed);
      return null;
    }
    if (NUMBER.matcher(text).matches() && text.length() < 10) {
      var number = Integer.parseInt(text);
      if (number >= min && number <= max) {
        return number;
      }
    }
    tell(
        "number_out_of_range",
        "is out of range, found " + Quote.of(text) + ", must be " + allowed,
        nearestNumber(text, min, max));
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

  @Nullable Boolean truth() {
    if (tree instanceof Tree.Scalar(_, var text, var kind) && kind == Tree.Kind.TRUTH) {
      return text.equalsIgnoreCase("true");
    }
    wrongType("`true` or `false`");
    return null;
  }

  @Nullable Duration duration(Duration min, Duration max) {
    if (!(tree instanceof Tree.Scalar(_, var text, var kind))
        || kind == Tree.Kind.NOTHING
        || kind == Tree.Kind.TRUTH) {
      wrongType(DURATION);
      return null;
    }
    if (NUMBER.matcher(text).matches()) {
      tell(
          "duration_without_unit",
          "has no unit, found " + Quote.of(text) + ", must be like `90s`, `15m`, `1h30m` or `2d`",
          "write `" + text + "s` for seconds");
      return null;
    }
    var negative = text.startsWith("-");
    var read = Durations.parse(negative ? text.substring(1) : text);
    if (read.isEmpty() && !(negative && kind == Tree.Kind.NUMBER)) {
      tell(
          "duration_invalid",
          "is not a duration, found "
              + Quote.of(text)
              + ", must be like `90s`, `15m`, `1h30m` or `2d`",
          "write whole numbers with `d`, `h`, `m`, `s` or `ms`, the largest unit first");
      return null;
    }
    if (negative || read.get().compareTo(min) < 0 || read.get().compareTo(max) > 0) {
      tell(
          "duration_out_of_range",
          "is out of range, found "
              + Quote.of(text)
              + ", must be `"
              + Durations.text(min)
              + "` to `"
              + Durations.text(max)
              + "`",
          negative || read.get().compareTo(min) < 0
              ? "write `" + Durations.text(min) + "` for the shortest"
              : "write `" + Durations.text(max) + "` for the longest");
      return null;
    }
    return read.get();
  }

  /** One of the words; their case counts for nothing. {@code allowed} names them. */
  <T> @Nullable T word(Map<String, T> words, String allowed) {
    var text = text(allowed);
    if (text == null) {
      return null;
    }
    var meant = words.get(text.toLowerCase(Locale.ROOT));
    if (meant == null) {
      var near = Nearest.to(text, new TreeSet<>(words.keySet())).orElse(null);
      tell(
          "word_unknown",
          "is unknown, found "
              + Quote.of(text)
              + (near == null ? ", must be " + allowed : ", did you mean `" + near + "`?"),
          near == null ? "write it like " + example : "");
    }
    return meant;
  }

  /** The elements of a list, of which there are at most {@code max}. */
  @Nullable List<Value> items(int max, String allowed) {
    if (!(tree instanceof Tree.Items(_, var items, _))) {
      wrongType(allowed);
      return null;
    }
    if (items.size() > max) {
      tell(
          "list_too_long",
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
}
