package dev.continuo.operation;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Describes a component of an input or output record: what it means, and what is allowed. Reading,
 * JSON Schema and the reference derive from it.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Describe {
  /** What the value means, without a full stop. */
  String value();

  /** The smallest number that is allowed. */
  long min() default Long.MIN_VALUE;

  /** The largest number; the longest text in characters; the most members of an object. */
  long max() default Long.MAX_VALUE;

  /** What a text must match from end to end; {@link #rule} says it in words. */
  String pattern() default "";

  /** Ends the sentence that refuses a text which {@link #pattern} does not match. */
  String rule() default "";

  /** The words that are allowed; any when there are none. */
  String[] words() default {};

  /** What is taken when nothing is given. */
  String otherwise() default "";
}
