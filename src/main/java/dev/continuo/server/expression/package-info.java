/**
 * Evaluates what the engine cannot know of a task and asks for: conditions, lists, and whether a
 * claim is enough.
 */
@NullMarked
package dev.continuo.server.expression;

import org.jspecify.annotations.NullMarked;
