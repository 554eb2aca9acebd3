/**
 * Expansions: a task for each item of a list that only a result tells. The list is evaluated
 * outside when the group's needs are satisfied, its tasks are added to the run piece by piece, and
 * the group ends as they have ended. Pure.
 */
@NullMarked
package dev.continuo.expansion;

import org.jspecify.annotations.NullMarked;
