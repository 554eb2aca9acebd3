package dev.continuo.plan;

import java.util.SortedSet;
import java.util.TreeSet;

/** Knows the language of conditions, and what one of them speaks of. */
public interface Expressions {
  /** For whoever leaves the check to somebody else. */
  Expressions UNCHECKED = (_, _) -> new Checked.Right(new TreeSet<>(), new TreeSet<>());

  /** What an expression is for, on which depends what it can speak of and shall come to. */
  enum Use {
    /** Whether a task is done: of inputs and needs, true or false. */
    IF("true or false"),
    /** What a task is done for: of inputs and needs, a list. */
    FOR_EACH("a list"),
    /** Whether a task is done already: of its result too, true or false. */
    UNTIL("true or false");

    private final String type;

    Use(String type) {
      this.type = type;
    }

    /** {@code a list}, for sentences. */
    public String type() {
      return type;
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
  Checked check(String expression, Use use);
}
