/**
 * Dispatch: which queued task starts next, and why another waits. Pure.
 *
 * <p>Everything here is derived from the rows of tasks and runs; the only rows of its own are the
 * limits that an administrator set. What there is only so much of is a {@link
 * dev.continuo.dispatch.Ledger}.
 */
@NullMarked
package dev.continuo.dispatch;

import org.jspecify.annotations.NullMarked;
