package dev.continuo.operation;

/** The input of an operation that needs none. */
public record Nothing() {}
