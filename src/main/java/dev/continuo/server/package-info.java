/**
 * The server's process: puts store, engine, worker and interface together, makes true outside what
 * the engine releases, and has a life from start to stop.
 */
@NullMarked
package dev.continuo.server;

import org.jspecify.annotations.NullMarked;
