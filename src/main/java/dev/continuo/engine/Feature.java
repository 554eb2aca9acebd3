package dev.continuo.engine;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A part of the product's rules: its own commands, events, refusals and tables.
 *
 * <p>Features stand in one order. Each may read the tables, react to the events and give the
 * commands of the features on its left, and does not know those on its right. All four methods are
 * called by the engine's one thread.
 */
public interface Feature<C extends Command, E extends Event> {
  /** The sealed family of this feature's commands. */
  Class<C> commands();

  /** The sealed family of this feature's events. */
  Class<E> events();

  /**
   * The records and sealed families that this feature stores inside of events and rows of others:
   * parts of a task, replies.
   */
  default List<Class<?>> vocabulary() {
    return List.of();
  }

  /** Everything that it can refuse, as constants of its own enumerations. */
  default List<? extends Refusal> refusals() {
    return List.of();
  }

  /** The kinds of effects that its rows want. */
  default List<Class<? extends Effect>> effects() {
    return List.of();
  }

  /** The rules: events or a refusal. Reads any table on the left, writes nothing. */
  Decision decide(C command, Moment at);

  /** Copies an event's fields into this feature's tables. Has no rule and never refuses. */
  void apply(E event, Instant when);

  /** Says which facts become which commands. */
  default void react(Reactions on) {}

  /** What is to be done once nothing else happens; asked again until there is nothing. */
  default Optional<Command> settle(Moment at) {
    return Optional.empty();
  }
}
