/**
 * The JSON of events, rows, replies and what they are made of, as it stands in every journal.
 *
 * <p>The records of the core carry no annotations; their shapes follow from their components. What
 * was written once is read for ever: an older version is lifted, a newer one refused. {@link
 * dev.continuo.journal.codec.Codec} is the entrance.
 */
@NullMarked
package dev.continuo.journal.codec;

import org.jspecify.annotations.NullMarked;
