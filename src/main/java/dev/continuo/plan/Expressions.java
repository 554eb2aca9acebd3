package dev.continuo.plan;

import java.util.SortedSet;
import java.util.TreeSet;

/** Knows the language of conditions, and what one of them speaks of. */
public interface Expressions {
  /** For whoever leaves the check to somebody else. */
  Expressions UNCHECKED = (_, _) -> new Checked.Right(new TreeSet<>(), new TreeSet<>());

  /** When an expression is told, on which depends what it can speak of. */
  enum When {
    /** Before the task starts: of its inputs and needs. */
    START,
    /** When the task claims to be done: of its result too. */
    END
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

  /** Whether the expression is one that can be true or false. */
  Checked check(String expression, When when);
}
