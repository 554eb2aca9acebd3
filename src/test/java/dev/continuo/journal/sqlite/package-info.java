/** The SQLite journal: the contract, faults, files, archive, rebuild. */
@NullMarked
package dev.continuo.journal.sqlite;

import org.jspecify.annotations.NullMarked;
