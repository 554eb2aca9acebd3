/**
 * Who does what: from a task's tags to the specialist that they call for. Pure.
 *
 * <p>Nothing is guessed: a tag that stands in no row calls for nobody, and then the project's
 * configuration has said what happens.
 */
@NullMarked
package dev.continuo.routing;

import org.jspecify.annotations.NullMarked;
