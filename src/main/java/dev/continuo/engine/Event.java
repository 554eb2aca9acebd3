package dev.continuo.engine;

/** A fact, named in the past tense. Each feature seals its own family. */
public interface Event {}
