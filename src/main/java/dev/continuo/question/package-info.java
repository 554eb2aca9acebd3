/**
 * Questions: a person chooses what a task does, among numbered options, before its first attempt.
 * Pure.
 */
@NullMarked
package dev.continuo.question;

import org.jspecify.annotations.NullMarked;
