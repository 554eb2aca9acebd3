package dev.continuo.plan;

/** A value of a project's configuration, and the file that says so. */
public record Told<T>(T value, String file) {}
