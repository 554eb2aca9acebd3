/** The output of turns, as it is shown and recorded: read in pieces, followed, and masked. */
@NullMarked
package dev.continuo.server.output;

import org.jspecify.annotations.NullMarked;
