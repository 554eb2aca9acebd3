/**
 * Describes each table's key and the columns that readers filter and sort by, without a word of any
 * database. A journal translates the descriptions into its own types.
 *
 * <p>One class for each table, listed in {@link dev.continuo.journal.columns.Columns}.
 */
@NullMarked
package dev.continuo.journal.columns;

import org.jspecify.annotations.NullMarked;
