package dev.continuo.operation;

import dev.continuo.plan.Nearest;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads inputs from what a request carries, and refuses what their declaration does not allow. */
public final class InputReader {
  private InputReader() {}

  /**
   * What a request carries.
   *
   * @param body the members of a JSON object, with values as {@link StrictJson} reads them
   */
  public record Given(
      Map<String, String> path,
      Map<String, String> parameters,
      Map<String, @Nullable Object> body) {}

  public static <I extends Record> I read(Operation<I, ?> operation, Given given) {
    refuseUnknown("key", given.body().keySet(), operation.members(Operation.Source.BODY));
    var shape = Shape.of(operation.input());
    var values =
        shape.members().stream()
            .map(member -> value(member, operation.source(member.name()), given))
            .toArray(Object[]::new);
    return shape.with(values);
  }

  private static void refuseUnknown(String what, Set<String> given, List<String> allowed) {
    for (var key : given) {
      if (!allowed.contains(key)) {
        throw Problems.badBody(unknown(what, key, allowed));
      }
    }
  }

  /** Says that a name is unknown, and which one was probably meant. */
  public static String unknown(String what, String name, List<String> allowed) {
    var start = "unknown " + what + " `" + Problems.quoted(name) + "`, ";
    if (allowed.isEmpty()) {
      return start + "none is allowed";
    }
    return start
        + Nearest.to(name, allowed)
            .map(meant -> "did you mean `" + meant + "`?")
            .orElseGet(() -> "allowed is " + Problems.listed(allowed));
  }

  private static @Nullable Object value(Form.Member member, Operation.Source source, Given given) {
    var name = member.name();
    return switch (source) {
      case PATH -> parsed(member, name, given.path().get(name));
      case PARAMETER -> parsed(member, "parameter `" + name + "`", given.parameters().get(name));
      case BODY -> {
        var value = given.body().get(name);
        yield value == null ? absent(member, name) : checked(member.form(), name, value);
      }
    };
  }

  private static @Nullable Object absent(Form.Member member, String name) {
    if (member.otherwise() != null) {
      return parsed(member, name, member.otherwise());
    }
    if (member.nullable()) {
      return null;
    }
    return switch (member.form()) {
      case Form.Truth _ -> false;
      case Form.Words _ -> Set.of();
      case Form.Members _ -> new TreeMap<String, String>();
      case Form other -> throw Problems.badBody("`" + name + "` is missing, " + must(other));
    };
  }

  // what a path or a parameter says

  private static @Nullable Object parsed(
      Form.Member member, String subject, @Nullable String given) {
    var text = given == null ? member.otherwise() : given;
    if (text != null) {
      return parsed(member, member.form(), subject, text);
    }
    if (member.required()) {
      throw Problems.badParameter(subject + " is missing");
    }
    return member.nullable() ? null : absent(member, member.name());
  }

  private static Object parsed(Form.Member member, Form form, String subject, String text) {
    return switch (form) {
      case Form.Text(_, var pattern, var rule, _) -> {
        if (!pattern.isEmpty() && !text.matches(pattern)) {
          throw notAllowed(subject, text, rule);
        }
        yield text;
      }
      case Form.Id(_, var parse) -> parse.apply(text);
      case Form.Word(var words) -> {
        var meant = words.get(text.toLowerCase(Locale.ROOT));
        if (meant == null) {
          throw notAllowed(
              subject, text, "must be " + Problems.listed(List.copyOf(words.keySet())));
        }
        yield meant;
      }
      case Form.Words(var words) -> words(member.name(), words, subject, text);
      case Form.Whole(var min, var max, var size) -> sized(number(subject, text, min, max), size);
      case Form.Truth _ -> truth(subject, text);
      case Form.Members _, Form.Time _, Form.Items _, Form.Fields _, Form.Anything _ ->
          throw new IllegalStateException("bug: no parameter can be a " + form);
    };
  }

  private static Set<String> words(String name, List<String> allowed, String subject, String text) {
    var given = new TreeSet<>(List.of(text.split(",", -1)));
    for (var word : given) {
      if (!allowed.contains(word)) {
        throw Problems.badParameter(subject + ": " + unknown(name, word, allowed));
      }
    }
    return given;
  }

  /** A whole number in decimal digits; {@code max} may be that of its type. */
  public static long number(String subject, String text, long min, long max) {
    var value = text.matches("[0-9]{1,18}") ? Long.parseLong(text) : -1;
    if (value < min || value < 0 || value > max) {
      var least = Math.max(0, min);
      var range = max == Long.MAX_VALUE ? "at least " + least : least + " to " + max;
      throw notAllowed(subject, text, "must be " + range);
    }
    return value;
  }

  private static boolean truth(String subject, String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw notAllowed(subject, text, "must be true or false");
    };
  }

  private static Rejected notAllowed(String subject, String text, String rule) {
    return Problems.badParameter(
        subject + ": `" + Problems.quoted(text) + "` is not allowed, " + rule);
  }

  private static Object sized(long number, Form.Whole.Size size) {
    return switch (size) {
      case INT -> (Object) Math.toIntExact(number);
      case LONG -> number;
    };
  }

  // what a body says

  private static Object checked(Form form, String key, Object value) {
    return switch (form) {
      case Form.Text text -> text(text, key, value);
      case Form.Id(_, var parse) -> parse.apply(text(Form.Text.ANY, key, value));
      case Form.Word(var words) -> {
        var word = text(Form.Text.ANY, key, value).toLowerCase(Locale.ROOT);
        var meant = words.get(word);
        if (meant == null) {
          throw Problems.badBody(
              "`" + key + "`: " + unknown("word", word, List.copyOf(words.keySet())));
        }
        yield meant;
      }
      case Form.Whole whole -> whole(whole, key, value);
      case Form.Truth _ -> {
        if (!(value instanceof Boolean)) {
          throw wrong(key, value, form);
        }
        yield value;
      }
      case Form.Members(var each, var sizeMax) -> members(form, each, sizeMax, key, value);
      case Form.Words(var words) -> words(form, words, key, value);
      case Form.Time _, Form.Items _, Form.Fields _, Form.Anything _ ->
          throw new IllegalStateException("bug: no body can have a " + form);
    };
  }

  private static String text(Form.Text form, String key, @Nullable Object value) {
    if (!(value instanceof String text)) {
      throw wrong(key, value, form);
    }
    var subject = "`" + Problems.quoted(key) + "`";
    if (text.indexOf('\0') >= 0) {
      throw Problems.badBody(subject + " has a NUL, which no text may have");
    }
    if (text.length() > form.lengthMax()) {
      throw Problems.badBody(
          subject
              + " has %d characters, at most %d are allowed"
                  .formatted(text.length(), form.lengthMax()));
    }
    var is = subject + " is `" + Problems.quoted(text) + "`, ";
    if (!form.words().isEmpty() && !form.words().contains(text)) {
      throw Problems.badBody(is + "must be " + Problems.listed(form.words()));
    }
    if (!form.pattern().isEmpty() && !Pattern.matches(form.pattern(), text)) {
      throw Problems.badBody(is + form.rule());
    }
    return text;
  }

  private static Object whole(Form.Whole form, String key, Object value) {
    if (value instanceof BigInteger number && number.bitLength() < bits(form.size())) {
      var exact = number.longValue();
      if (exact >= form.min() && exact <= form.max()) {
        return sized(exact, form.size());
      }
    }
    throw wrong(key, value, form);
  }

  private static int bits(Form.Whole.Size size) {
    return switch (size) {
      case INT -> Integer.SIZE;
      case LONG -> Long.SIZE;
    };
  }

  private static Set<String> words(Form form, List<String> allowed, String key, Object value) {
    if (!(value instanceof List<?> list)) {
      throw wrong(key, value, form);
    }
    var words = new TreeSet<String>();
    for (var each : list) {
      var word = text(Form.Text.ANY, key, each);
      if (!allowed.contains(word)) {
        throw Problems.badBody("`" + key + "`: " + unknown("word", word, allowed));
      }
      words.add(word);
    }
    return words;
  }

  private static SortedMap<String, String> members(
      Form form, Form each, long sizeMax, String key, Object value) {
    if (!(value instanceof Map<?, ?> map) || !(each instanceof Form.Text text)) {
      throw wrong(key, value, form);
    }
    if (map.size() > sizeMax) {
      throw Problems.badBody(
          "`%s` has %d members, at most %d are allowed".formatted(key, map.size(), sizeMax));
    }
    var texts = new TreeMap<String, String>();
    map.forEach((name, member) -> texts.put("" + name, text(text, key + "." + name, member)));
    return texts;
  }

  private static Rejected wrong(String key, @Nullable Object value, Form form) {
    return Problems.badBody("`" + Problems.quoted(key) + "` is " + kind(value) + ", " + must(form));
  }

  private static String must(Form form) {
    return switch (form) {
      case Form.Text _, Form.Id _, Form.Word _ -> "must be a text";
      case Form.Whole(var min, _, _) when min == Long.MIN_VALUE -> "must be an integer of 32 bits";
      case Form.Whole(var min, var max, _) -> "must be an integer from " + min + " to " + max;
      case Form.Truth _ -> "must be true or false";
      case Form.Members _ -> "must be an object of texts";
      case Form.Words(var words) -> "must be a list of " + Problems.listed(words);
      case Form.Time _, Form.Items _, Form.Fields _, Form.Anything _ ->
          throw new IllegalStateException("bug: no body can have a " + form);
    };
  }

  private static String kind(@Nullable Object value) {
    return switch (value) {
      case null -> "null";
      case String _ -> "a text";
      case Boolean _ -> "true or false";
      case BigInteger number -> "the number " + Problems.quoted(number.toString());
      case BigDecimal number -> "the number " + Problems.quoted(number.toString());
      case List<?> _ -> "a list";
      case Object _ -> "an object";
    };
  }
}
