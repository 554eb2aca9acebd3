/**
 * Conditions: whether a task is done at all. A task with a condition gets a latch at its START door
 * when its needs are satisfied; an evaluation outside decides it. Pure.
 */
@NullMarked
package dev.continuo.condition;

import org.jspecify.annotations.NullMarked;
