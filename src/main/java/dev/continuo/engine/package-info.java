/**
 * The kernel: decides commands one at a time, keeps the records, and knows no feature.
 *
 * <p>Everything here is pure and single-threaded: no clock, no randomness, no file, no thread. A
 * host feeds it {@link dev.continuo.engine.Command commands} with a {@link
 * dev.continuo.engine.Moment}, writes what came of them to a journal, and then either confirms or
 * undoes the batch.
 */
@NullMarked
package dev.continuo.engine;

import org.jspecify.annotations.NullMarked;
