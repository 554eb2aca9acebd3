/**
 * The host of the engine: the loop that decides, writes and tells, the thread that owns it, and the
 * clock that it is given.
 *
 * <p>{@link dev.continuo.host.Loop} waits for nothing and starts no thread, so that the simulation
 * can run it step by step. Others hand in commands through {@link dev.continuo.host.Gateway}.
 */
@NullMarked
package dev.continuo.host;

import org.jspecify.annotations.NullMarked;
