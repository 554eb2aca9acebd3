/**
 * Executes the turns that the engine wants, on this machine: what a turn is launched with, and what
 * its end means.
 */
@NullMarked
package dev.continuo.server.turn;

import org.jspecify.annotations.NullMarked;
