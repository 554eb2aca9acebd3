package dev.continuo.task;

/** One value of a pool, which one turn in the whole store has at a time. */
public record Lease(String pool, String value) {}
