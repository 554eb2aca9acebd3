/**
 * Patterns: seven shapes that work often has, and how each becomes tasks that need each other.
 * Pure.
 *
 * <p>How a configuration is written is the business of {@code plan.yaml}, which makes a {@link
 * dev.continuo.pattern.Pattern} of it and drafts of a plan from the {@link
 * dev.continuo.pattern.Schedule}. The engine knows no pattern.
 */
@NullMarked
package dev.continuo.pattern;

import org.jspecify.annotations.NullMarked;
