/**
 * The journal: keeps events and rows durable, in one commit, and brings them back.
 *
 * <p>{@link dev.continuo.journal.Journal} is the contract; every implementation passes the same
 * suite. Nothing of a database shows through it.
 */
@NullMarked
package dev.continuo.journal;

import org.jspecify.annotations.NullMarked;
