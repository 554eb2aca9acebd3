package dev.continuo.engine;

/** A wish. Each feature seals its own family; the engine decides it with events or a refusal. */
public interface Command {}
