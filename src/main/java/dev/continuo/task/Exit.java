package dev.continuo.task;

/**
 * How a worker saw a turn end.
 *
 * @param detail for people: {@code exit code 3}, {@code command: `foo` was not found}, …
 * @param tail the last lines of its output
 */
public record Exit(boolean clean, String detail, Result result, Text tail) {}
