/**
 * What tasks leave for those that need them, as files, as values of expressions, and as what a turn
 * has to leave.
 */
@NullMarked
package dev.continuo.server.handover;

import org.jspecify.annotations.NullMarked;
