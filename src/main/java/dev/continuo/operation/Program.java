package dev.continuo.operation;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What the server says of itself.
 *
 * @param idleStop after so long with nothing to do it stops by itself; empty when it stays
 * @param url the address of the interface, once that is bound
 * @param openApi the description of the interface, a JSON object
 */
public record Program(
    String version,
    Instant startedAt,
    Optional<Duration> idleStop,
    Supplier<String> url,
    Supplier<String> openApi) {}
