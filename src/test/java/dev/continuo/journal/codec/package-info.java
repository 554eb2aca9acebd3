/** The JSON of a store: round trips, golden files, lifts. */
@NullMarked
package dev.continuo.journal.codec;

import org.jspecify.annotations.NullMarked;
