package dev.continuo.http;

import dev.continuo.plan.Nearest;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The members of a request's body, each asked for by its name and type. */
final class Body {
  private final Map<String, @Nullable Object> members;

  private Body(Map<String, @Nullable Object> members) {
    this.members = members;
  }

  /** An empty body is an object without members. */
  static Body of(byte[] bytes, List<String> allowed) {
    if (bytes.length == 0) {
      return new Body(Map.of());
    }
    var members = StrictJson.object(bytes);
    for (var key : members.keySet()) {
      if (!allowed.contains(key)) {
        throw Problems.badBody(unknown("key", key, allowed));
      }
    }
    return new Body(members);
  }

  /** Says that a name is unknown, and which one was probably meant. */
  static String unknown(String what, String name, List<String> allowed) {
    var start = "unknown " + what + " `" + Problems.quoted(name) + "`, ";
    if (allowed.isEmpty()) {
      return start + "none is allowed";
    }
    return start
        + Nearest.to(name, allowed)
            .map(meant -> "did you mean `" + meant + "`?")
            .orElseGet(() -> "allowed is " + Problems.listed(allowed));
  }

  String text(String key) {
    var value = members.get(key);
    if (value == null) {
      throw Problems.badBody("`" + key + "` is missing, must be a text");
    }
    return text(key, value);
  }

  /** A text of at most {@code lengthMax} characters, or {@code otherwise} when there is none. */
  String text(String key, String otherwise, int lengthMax) {
    var value = members.get(key);
    var text = value == null ? otherwise : text(key, value);
    if (text.length() > lengthMax) {
      throw Problems.badBody(
          "`"
              + key
              + "` has "
              + text.length()
              + " characters, at most "
              + lengthMax
              + " are allowed");
    }
    return text;
  }

  boolean has(String key) {
    return members.containsKey(key);
  }

  /** A whole number from {@code min} to {@code max}; empty when there is none. */
  OptionalLong number(String key, long min, long max) {
    var value = members.get(key);
    if (value == null) {
      return OptionalLong.empty();
    }
    if (value instanceof BigInteger number
        && number.bitLength() < Long.SIZE
        && number.longValue() >= min
        && number.longValue() <= max) {
      return OptionalLong.of(number.longValue());
    }
    throw Problems.badBody(
        "`" + key + "` is " + kind(value) + ", must be an integer from " + min + " to " + max);
  }

  /** What one of these words means; empty when there is none. */
  <T> Optional<T> word(String key, Map<String, T> words) {
    var value = members.get(key);
    if (value == null) {
      return Optional.empty();
    }
    var word = text(key, value).toLowerCase(Locale.ROOT);
    var meant = words.get(word);
    if (meant == null) {
      throw Problems.badBody(
          "`" + key + "`: " + unknown("word", word, List.copyOf(new TreeSet<>(words.keySet()))));
    }
    return Optional.of(meant);
  }

  int integer(String key) {
    var value = members.get(key);
    if (value == null) {
      throw Problems.badBody("`" + key + "` is missing, must be an integer");
    }
    if (value instanceof BigInteger number && number.bitLength() < Integer.SIZE) {
      return number.intValue();
    }
    throw Problems.badBody("`" + key + "` is " + kind(value) + ", must be an integer of 32 bits");
  }

  /** Whether the member is true; one that is not there is false. */
  boolean flag(String key) {
    var value = members.get(key);
    if (value == null || value instanceof Boolean) {
      return Boolean.TRUE.equals(value);
    }
    throw Problems.badBody("`" + key + "` is " + kind(value) + ", must be true or false");
  }

  /** An object whose members are texts; empty when it is not there. */
  SortedMap<String, String> texts(String key) {
    var texts = new TreeMap<String, String>();
    switch (members.get(key)) {
      case null -> {}
      case Map<?, ?> map ->
          map.forEach((name, value) -> texts.put("" + name, text(key + "." + name, value)));
      case Object other ->
          throw Problems.badBody(
              "`" + key + "` is " + kind(other) + ", must be an object of texts");
    }
    return texts;
  }

  private static String text(String path, @Nullable Object value) {
    if (!(value instanceof String text)) {
      throw Problems.badBody(
          "`" + Problems.quoted(path) + "` is " + kind(value) + ", must be a text");
    }
    if (text.indexOf('\0') >= 0) {
      throw Problems.badBody("`" + Problems.quoted(path) + "` has a NUL, which no text may have");
    }
    return text;
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
