package dev.continuo.operation;

import dev.continuo.host.Commits;
import dev.continuo.host.Gateway;
import dev.continuo.journal.Reader;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * All that the interface needs of the rest of the server. Each of them may be called by any thread.
 *
 * @param serving whether the store can be written just now
 * @param absence the time without a server before this one; empty before the first
 */
public record Ports(
    Gateway gateway,
    Commits commits,
    Reader store,
    Usage usage,
    EventJson events,
    Plans plans,
    Output output,
    Texts texts,
    Secrets secrets,
    Stopper stopper,
    BooleanSupplier serving,
    Supplier<Optional<Absence>> absence) {}
