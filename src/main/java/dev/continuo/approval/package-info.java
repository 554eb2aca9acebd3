/**
 * Approvals: a person lets a task start, or agrees to what it has done. Each question is a row of
 * its own, which stands until somebody decides, its time is over, or the task goes another way.
 * Pure.
 */
@NullMarked
package dev.continuo.approval;

import org.jspecify.annotations.NullMarked;
