/**
 * Texts that are too long for a record, kept as files under their hash. A shell: it is the only
 * place that knows where they lie, and whoever holds a {@link dev.continuo.task.Text} asks here.
 */
@NullMarked
package dev.continuo.blob;

import org.jspecify.annotations.NullMarked;
