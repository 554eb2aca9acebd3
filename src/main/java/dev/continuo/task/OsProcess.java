package dev.continuo.task;

/** A process of an operating system, never confused with a later one of the same number. */
public record OsProcess(long pid, String startedAt, String boot) {}
