/**
 * What can be said of a plan before it runs. Pure functions over tasks and what they need: batches,
 * the critical path, how long it will take, who touches the same files, how it is best done.
 *
 * <p>They know no notation: each takes the tasks of a plan in their order, every one behind those
 * that it needs.
 */
@NullMarked
package dev.continuo.analysis;

import org.jspecify.annotations.NullMarked;
