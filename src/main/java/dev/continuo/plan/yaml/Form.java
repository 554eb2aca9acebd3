package dev.continuo.plan.yaml;

import dev.continuo.task.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a value of a plan may be. */
sealed interface Form {
  /** How sentences call it, behind "must be". */
  String allowed();

  /** No value at all. */
  record Nothing() implements Form {
    @Override
    public String allowed() {
      return "nothing";
    }
  }

  /** A text that is not blank; numbers and truth values count as what is written. */
  record Text(String allowed) implements Form {}

  /** The same, but a number is a mistake. */
  record Prose(String allowed) implements Form {}

  /** Text, number or truth value, empty or not. */
  record Scalar(String allowed, Expressions expressions) implements Form {
    Scalar(String allowed) {
      this(allowed, Expressions.NONE);
    }
  }

  /** One line for people. */
  record Title(int lengthMax) implements Form {
    @Override
    public String allowed() {
      return "a text";
    }
  }

  /** What tasks, gates, locks and agents may be called. */
  record Name() implements Form {
    @Override
    public String allowed() {
      return "a name";
    }
  }

  /** What a secret is called, which is a variable too. */
  record SecretName() implements Form {
    @Override
    public String allowed() {
      return "a name";
    }
  }

  /** Files below the project. */
  record Glob() implements Form {
    @Override
    public String allowed() {
      return "a glob";
    }
  }

  /** A folder below the project. */
  record Folder() implements Form {
    @Override
    public String allowed() {
      return "a path below the project";
    }
  }

  /** A whole number. */
  record Whole(int min, int max) implements Form {
    @Override
    public String allowed() {
      return "a whole number from " + min + " to " + max;
    }
  }

  record Truth() implements Form {
    @Override
    public String allowed() {
      return "`true` or `false`";
    }
  }

  /** A duration. */
  record Span(Duration min, Duration max) implements Form {
    static final String LIKE = "like `90s`, `15m`, `1h30m` or `2d`";

    @Override
    public String allowed() {
      return "a duration " + LIKE;
    }

    String range() {
      return "`" + Durations.text(min) + "` to `" + Durations.text(max) + "`";
    }
  }

  /**
   * One of some words; their case counts for nothing.
   *
   * @param words those that are told, in order
   * @param synonyms those that are understood too
   */
  record Word<T>(Map<String, T> words, Map<String, T> synonyms) implements Form {
    public Word {
      words = Collections.unmodifiableMap(new LinkedHashMap<>(words));
      synonyms = Collections.unmodifiableMap(new LinkedHashMap<>(synonyms));
    }

    /** The words of these constants: their names in small letters, with hyphens. */
    @SafeVarargs
    static <T extends Enum<T>> Word<T> of(T... constants) {
      var words = new LinkedHashMap<String, T>();
      for (var constant : constants) {
        words.put(constant.name().toLowerCase(Locale.ROOT).replace('_', '-'), constant);
      }
      return new Word<>(words, Map.of());
    }

    /** The same words with underscores. */
    Word<T> snake() {
      var snake = new LinkedHashMap<String, T>();
      words.forEach((word, meaning) -> snake.put(word.replace('-', '_'), meaning));
      return new Word<>(snake, synonyms);
    }

    Word<T> or(String synonym, T meaning) {
      var more = new LinkedHashMap<>(synonyms);
      more.put(synonym, meaning);
      return new Word<>(words, more);
    }

    @Override
    public String allowed() {
      return choice(words.keySet());
    }

    Map<String, T> all() {
      var all = new LinkedHashMap<>(words);
      all.putAll(synonyms);
      return all;
    }
  }

  /**
   * A command with its arguments, of which all but the first may be empty.
   *
   * @param expressions whether an argument may refer to inputs
   */
  record Arguments(String allowed, Expressions expressions) implements Form {}

  /** An expression that is true or false, in {@code ${{ }}} or not. */
  record Condition() implements Form {
    @Override
    public String allowed() {
      return "a condition";
    }
  }

  /** An expression in {@code ${{ }}}. */
  record Expression() implements Form {
    @Override
    public String allowed() {
      return "an expression in `${{ }}`";
    }
  }

  /** Any value but none. */
  record Anything() implements Form {
    @Override
    public String allowed() {
      return "a value";
    }
  }

  /** Variables of the environment by name; their values may refer to inputs. */
  record Variables() implements Form {
    @Override
    public String allowed() {
      return "a map of variables";
    }
  }

  /** A list whose elements differ, at most {@code max} of them. */
  record Items(String allowed, Form each, int max) implements Form {}

  /**
   * A map with known keys.
   *
   * @param required keys that must not be missing
   * @param one keys of which exactly one is there, if it names any
   * @param with keys that are only there together with another
   */
  record Fields(
      String allowed,
      List<Key<?>> keys,
      List<Key<?>> required,
      List<Key<?>> one,
      Map<Key<?>, Key<?>> with)
      implements Form {
    public Fields {
      keys = List.copyOf(keys);
      required = List.copyOf(required);
      one = List.copyOf(one);
      with = Collections.unmodifiableMap(new LinkedHashMap<>(with));
    }

    static Fields of(String allowed, List<Key<?>> keys) {
      return new Fields(allowed, keys, List.of(), List.of(), Map.of());
    }

    Fields require(Key<?>... those) {
      return new Fields(allowed, keys, List.of(those), one, with);
    }

    Fields one(Key<?>... of) {
      return new Fields(allowed, keys, required, List.of(of), with);
    }

    /** The one key needs the other. */
    Fields with(Key<?> key, Key<?> other) {
      var more = new LinkedHashMap<>(with);
      more.put(key, other);
      return new Fields(allowed, keys, required, one, more);
    }
  }

  /** A map whose keys are names that its writer chooses. */
  record Named(String allowed, Naming naming, Form each, int min, int max) implements Form {}

  /** One of some forms. */
  record Either(String allowed, List<Form> forms) implements Form {
    public Either {
      forms = List.copyOf(forms);
    }
  }

  /** What {@code ${{ }}} may stand for. */
  enum Expressions {
    NONE,
    INPUTS
  }

  /** Which names a {@link Named} map takes. */
  enum Naming {
    NAMES(Names.PATTERN),
    INPUTS(InputReader.NAMES);

    private final String pattern;

    Naming(String pattern) {
      this.pattern = pattern;
    }

    String pattern() {
      return pattern;
    }
  }

  /** {@code `a`, `b` or `c`}. */
  static String choice(Iterable<String> words) {
    var quoted = new ArrayList<String>();
    words.forEach(word -> quoted.add("`" + word + "`"));
    var last = quoted.removeLast();
    return quoted.isEmpty() ? last : String.join(", ", quoted) + " or " + last;
  }
}
