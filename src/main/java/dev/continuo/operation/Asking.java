package dev.continuo.operation;

import dev.continuo.engine.Caller;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Who calls an operation, and how.
 *
 * @param key recognises a repeated command
 * @param atLeast a query waits until it sees the event with this number; 0 for none
 * @param afterwards takes what is to be done as soon as the answer is on its way
 */
public record Asking(
    Who who,
    Optional<Caller.Key> key,
    long atLeast,
    Supplier<Client> client,
    Consumer<Runnable> afterwards) {

  /** In whose name a command is recorded. */
  Caller caller() {
    return new Caller(who.actor(), key.map(this::ownKey));
  }

  /** A task's keys are its own: it must not use up, or ask for the answer to, a person's key. */
  private Caller.Key ownKey(Caller.Key given) {
    return switch (who) {
      case Who.Attempt(var turn) -> new Caller.Key(turn.task() + "/" + given.value(), given.body());
      case Who.Person _, Who.Stranger _ -> given;
    };
  }
}
