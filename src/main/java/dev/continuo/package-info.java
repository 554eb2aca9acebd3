/** The entry point of the one jar that is server and command line; it only wires the parts. */
@NullMarked
package dev.continuo;

import org.jspecify.annotations.NullMarked;
