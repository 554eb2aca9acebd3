package dev.continuo.plan;

import java.util.SortedSet;
import java.util.TreeSet;

/** Knows the language of conditions, and what one of them speaks of. */
public interface Expressions {
  /** For whoever leaves the check to somebody else. */
  Expressions UNCHECKED = (_, _) -> new Checked.Right(new TreeSet<>(), new TreeSet<>());

  /** What an expression shall come to. */
  enum Type {
    TRUTH("true or false"),
    LIST("a list");

    private final String words;

    Type(String words) {
      this.words = words;
    }

    /** {@code a list}, for sentences. */
    public String words() {
      return words;
    }
  }

  /** What was found out about an expression, without any value. */
  sealed interface Checked {
    /**
     * It can be told.
     *
     * @param needs the names that it looks up in {@code needs}, as far as they stand there
     * @param inputs the same of {@code inputs}
     */
    record Right(SortedSet<String> needs, SortedSet<String> inputs) implements Checked {}

    /**
     * It can never be told.
     *
     * @param character the place in it, the first being 1
     */
    record Wrong(int character, String why) implements Checked {}
  }

  /** Whether the expression is one that can come to this. */
  Checked check(String expression, Type type);
}
