/** Sync points: tasks of one run meet at points that they name. Pure. */
@NullMarked
package dev.continuo.sync;

import org.jspecify.annotations.NullMarked;
