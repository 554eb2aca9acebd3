/**
 * The journal in one SQLite file: one writer, four readers, every commit on disk before it is told.
 *
 * <p>The tables stand in {@code db/sqlite/}; what their columns hold is said by one class for each
 * table. No rule of the product lives here, in SQL or otherwise.
 */
@NullMarked
package dev.continuo.journal.sqlite;

import org.jspecify.annotations.NullMarked;
