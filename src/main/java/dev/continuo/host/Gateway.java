package dev.continuo.host;

import dev.continuo.engine.Caller;
import dev.continuo.engine.Command;
import java.util.concurrent.CompletableFuture;

/** Where the rest of the server hands in commands. Safe for any thread. */
@FunctionalInterface
public interface Gateway {
  /** Hands in a command; the future is completed with its outcome, never exceptionally. */
  CompletableFuture<Outcome> submit(Command command, Caller caller);
}
