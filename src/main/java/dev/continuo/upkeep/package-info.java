/**
 * Looks after a data folder as a whole: copies it and brings it back, says what takes the disk,
 * clears what is out of retention, takes leaked secrets out of it, and finds out what is wrong with
 * it.
 *
 * <p>Everything here works on the files of a folder, beside its server or without one, and is safe
 * to be killed at any moment: what was begun is finished when it is done again.
 */
@NullMarked
package dev.continuo.upkeep;

import org.jspecify.annotations.NullMarked;
