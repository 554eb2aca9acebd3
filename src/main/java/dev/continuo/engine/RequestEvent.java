package dev.continuo.engine;

/** What happens to requests that carry an idempotency key. */
public sealed interface RequestEvent extends Event {
  /** The request was accepted, and will be answered with the same reply if it is repeated. */
  record Answered(String key, String body, Reply reply) implements RequestEvent {}
}
