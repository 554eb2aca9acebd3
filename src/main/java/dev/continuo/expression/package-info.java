/**
 * The language of conditions: the Common Expression Language, over {@code inputs} and {@code
 * needs}. It has no loops without an end and no effects, and each evaluation is bounded in steps,
 * memory and time, so that a condition always comes to an answer, however hostile.
 */
@NullMarked
package dev.continuo.expression;

import org.jspecify.annotations.NullMarked;
