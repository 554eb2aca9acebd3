/**
 * Everything that the product can be asked, declared once: name, input, output, who may, errors.
 *
 * <p>A subject has a class with its declarations and what they do ({@code RunOperations}, …);
 * {@link dev.continuo.operation.Operations} lists them. Routes, JSON Schema, OpenAPI and
 * authorisation derive from the declarations. What operations need of the rest of the server is
 * named in {@link dev.continuo.operation.Ports}; doors such as {@code http} call them.
 */
@NullMarked
package dev.continuo.operation;

import org.jspecify.annotations.NullMarked;
