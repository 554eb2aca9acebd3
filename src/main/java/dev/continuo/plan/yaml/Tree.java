package dev.continuo.plan.yaml;

import dev.continuo.plan.Place;
import java.util.List;
import java.util.regex.Pattern;

/** A piece of a YAML document, and where it starts. */
sealed interface Tree {
  /** What an empty piece counts for in {@link #weight}. */
  int WEIGHT_MIN = 16;

  Place at();

  /** About how many bytes it takes, all that it contains included. */
  long weight();

  /** What it is, for a sentence's end after "found". */
  String words();

  /** A single value. */
  record Scalar(Place at, String text, Kind kind) implements Tree {
    @Override
    public long weight() {
      return (long) WEIGHT_MIN + text.length();
    }

    @Override
    public String words() {
      return switch (kind) {
        case TEXT -> "the text " + Quote.of(text);
        case NUMBER -> "the number " + Quote.of(text);
        case TRUTH -> "the truth value " + Quote.of(text);
        case NOTHING -> "nothing";
      };
    }
  }

  record Items(Place at, List<Tree> items, long weight) implements Tree {
    static Items of(Place at, List<Tree> items) {
      return new Items(at, items, items.stream().mapToLong(Tree::weight).sum() + WEIGHT_MIN);
    }

    @Override
    public String words() {
      return "a list";
    }
  }

  record Fields(Place at, List<Field> fields, long weight) implements Tree {
    static Fields of(Place at, List<Field> fields) {
      return new Fields(at, fields, fields.stream().mapToLong(Field::weight).sum() + WEIGHT_MIN);
    }

    @Override
    public String words() {
      return "a map";
    }
  }

  /** One entry of a map; maps may still have a key twice. */
  record Field(Tree key, Tree value) {
    long weight() {
      return key.weight() + value.weight();
    }
  }

  /**
   * What a scalar is in the core schema of YAML 1.2, where {@code yes} and {@code on} are texts.
   */
  enum Kind {
    TEXT,
    NUMBER,
    TRUTH,
    NOTHING;

    private static final Pattern NUMBERS =
        Pattern.compile(
            "[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+"
                + "|[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?"
                + "|[-+]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN)");

    /** The kind of a scalar that is written without quotes. */
    static Kind ofPlain(String text) {
      return switch (text) {
        case "", "~", "null", "Null", "NULL" -> NOTHING;
        case "true", "True", "TRUE", "false", "False", "FALSE" -> TRUTH;
        default -> mayBeNumber(text.charAt(0)) && NUMBERS.matcher(text).matches() ? NUMBER : TEXT;
      };
    }

    private static boolean mayBeNumber(char first) {
      return (first >= '0' && first <= '9') || first == '-' || first == '+' || first == '.';
    }
  }
}
