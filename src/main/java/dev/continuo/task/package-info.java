/**
 * Tasks: what is to be done, the latches it waits for, its attempts and their turns.
 *
 * <p>The leftmost feature, and pure. A task knows latches but never their owners, and nothing of
 * runs but their number; what else a feature wants to remember with a task is a {@link
 * dev.continuo.task.Part}.
 */
@NullMarked
package dev.continuo.task;

import org.jspecify.annotations.NullMarked;
