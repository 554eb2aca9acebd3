package dev.continuo.operation;

import java.util.List;
import java.util.SortedMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a value of an input or output may be. */
sealed interface Form {
  /**
   * A text.
   *
   * @param pattern what it must match from end to end; empty for any text
   * @param rule says the pattern in words
   * @param words the only ones that are allowed; empty for any
   */
  record Text(long lengthMax, String pattern, String rule, List<String> words) implements Form {
    static final Text ANY = new Text(Long.MAX_VALUE, "", "", List.of());

    public Text {
      words = List.copyOf(words);
    }
  }

  /** A public id; {@code parse} throws {@link Rejected} when the text is none. */
  record Id(String pattern, Function<String, Object> parse) implements Form {}

  /** A word that means something, in letters of any case. */
  record Word(SortedMap<String, ?> words) implements Form {}

  /** Some of these words, with commas between them in a parameter. */
  record Words(List<String> words) implements Form {
    public Words {
      words = List.copyOf(words);
    }
  }

  /** A whole number. */
  record Whole(long min, long max, Size size) implements Form {
    /** How many bits it has. */
    enum Size {
      INT,
      LONG
    }
  }

  record Truth() implements Form {}

  /** An object with any names, whose values have one form. */
  record Members(Form each, long sizeMax) implements Form {}

  record Time() implements Form {}

  record Items(Form each) implements Form {}

  record Fields(Class<? extends Record> type) implements Form {}

  /** Any JSON; only in outputs. */
  record Anything() implements Form {}

  /**
   * A component of a record.
   *
   * @param otherwise what is taken when nothing is given, as a parameter would say it
   */
  record Member(String name, Form form, String says, boolean nullable, @Nullable String otherwise) {
    /** Whether a caller must give it. */
    boolean required() {
      return !nullable
          && otherwise == null
          && switch (form) {
            case Truth _, Words _, Members _ -> false;
            case Text _, Id _, Word _, Whole _, Time _, Items _, Fields _, Anything _ -> true;
          };
    }
  }
}
