/**
 * The REST interface {@code /v1} and the event stream, on Helidon; {@code docs/reference/http.md}
 * is its contract.
 *
 * <p>It holds no rule: it turns requests into calls of {@link dev.continuo.operation.Operations},
 * and their answers into responses. Only the composition of the server may call it.
 */
@NullMarked
package dev.continuo.http;

import org.jspecify.annotations.NullMarked;
