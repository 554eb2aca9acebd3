/**
 * The server's process: the loop around the engine, its clock, what it releases to workers, and its
 * life from start to stop.
 */
@NullMarked
package dev.continuo.server;

import org.jspecify.annotations.NullMarked;
