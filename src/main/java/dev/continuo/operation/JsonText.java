package dev.continuo.operation;

/** An answer that is JSON already, an object. */
public record JsonText(String json) {}
