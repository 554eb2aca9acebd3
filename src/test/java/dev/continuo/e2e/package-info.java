/**
 * The packaged jar as its users have it: separate processes, driven through the command line, and
 * through HTTP where the command line cannot or where a test asks many times.
 *
 * <p>{@link dev.continuo.e2e.Continuo} is one data folder with its project; closing it ends every
 * process that belongs to it. Nothing waits for a time to pass, only for conditions with a
 * deadline.
 */
@NullMarked
package dev.continuo.e2e;

import org.jspecify.annotations.NullMarked;
