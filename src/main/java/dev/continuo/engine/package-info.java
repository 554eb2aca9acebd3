/**
 * The kernel: decides commands one at a time, keeps the records, and knows no feature.
 *
 * <p>Everything here is pure and single-threaded: no clock, no randomness, no file, no thread. A
 * host feeds it {@link dev.continuo.engine.Command commands} with a {@link
 * dev.continuo.engine.Moment}, writes what came of them to a journal, and then either confirms or
 * undoes the batch.
 *
 * <p>A feature brings commands, events, refusals and {@link dev.continuo.engine.Table tables}. Rows
 * that belong to a run live and leave with it. Rows of a feature's own, such as approvals, live
 * {@link dev.continuo.engine.Alone alone}: each leaves memory when it is no longer live, and the
 * store when it was kept for long enough. How a feature uses that: docs/adr/0001-homes.md.
 */
@NullMarked
package dev.continuo.engine;

import org.jspecify.annotations.NullMarked;
