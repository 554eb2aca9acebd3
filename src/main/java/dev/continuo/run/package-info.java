/**
 * Runs: a plan in execution, from its acceptance to its end, and what a task's failure means for
 * the others. Pure.
 */
@NullMarked
package dev.continuo.run;

import org.jspecify.annotations.NullMarked;
