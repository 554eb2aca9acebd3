/**
 * Makes true outside what rows want: the register of executors, one for each kind of effect, and
 * what they share: threads, order, retries with back-off, and that nothing thrown is lost.
 */
@NullMarked
package dev.continuo.server.effect;

import org.jspecify.annotations.NullMarked;
