/**
 * Measures the product, the machine under it and others beside it, and writes one table.
 *
 * <p>Each part of a row has a process of its own, so that none inherits heap, compiled code or
 * threads of another. Nothing here is part of the product.
 */
@NullMarked
package dev.continuo.bench;

import org.jspecify.annotations.NullMarked;
