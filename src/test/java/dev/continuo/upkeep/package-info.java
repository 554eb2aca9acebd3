/** Backup and restore, disk use and clearing, redaction, examination, on real stores. */
@NullMarked
package dev.continuo.upkeep;

import org.jspecify.annotations.NullMarked;
