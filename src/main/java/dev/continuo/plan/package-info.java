/**
 * Plans: what a plan file says, once it is checked. Pure.
 *
 * <p>How the file is written is the business of {@code plan.yaml}; here stand the model, the order
 * of the tasks, and the problems that a plan can have. A plan knows nothing of runs that execute
 * it.
 */
@NullMarked
package dev.continuo.plan;

import org.jspecify.annotations.NullMarked;
