package dev.continuo.plan.yaml;

import org.jspecify.annotations.Nullable;

/** Puts values into a text where it has expressions. */
@FunctionalInterface
interface Resolver {
  /** The text with its values; null when it has other expressions, which has then been told. */
  @Nullable String resolve(Value value, String text);
}
