/**
 * The REST interface {@code /v1} and the event stream, on Helidon; {@code docs/reference/http.md}
 * is its contract.
 *
 * <p>It decides nothing: it turns requests into commands and rows into views. What it needs of the
 * rest of the server stands in {@link dev.continuo.http.Ports}; only the composition of the server
 * may call it.
 */
@NullMarked
package dev.continuo.http;

import org.jspecify.annotations.NullMarked;
