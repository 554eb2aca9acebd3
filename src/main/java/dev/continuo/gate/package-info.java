/**
 * Gates: what must hold before a task's claim to be done is believed. Pure.
 *
 * <p>Each gate is a FINISH latch of its task. What has to be executed to open it is a task of kind
 * check, one for each claim; it opens the latch, or breaks it with what was found.
 */
@NullMarked
package dev.continuo.gate;

import org.jspecify.annotations.NullMarked;
