/**
 * Rounds: a task with {@code until} is done again, with what was found, until its condition holds.
 * Each claim waits at the FINISH door for an evaluation outside. Pure.
 */
@NullMarked
package dev.continuo.round;

import org.jspecify.annotations.NullMarked;
