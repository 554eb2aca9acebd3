/** Launches: a task that starts only when a person launches it. Pure. */
@NullMarked
package dev.continuo.launch;

import org.jspecify.annotations.NullMarked;
