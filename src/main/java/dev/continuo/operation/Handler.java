package dev.continuo.operation;

/** What an operation does. */
@FunctionalInterface
interface Handler<I extends Record, O> {
  /** Answers, or throws {@link Rejected}. */
  O answer(I input, Asking asking) throws InterruptedException;
}
