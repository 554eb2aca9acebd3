package dev.continuo.plan;

/**
 * The file that gives a pattern its tasks.
 *
 * @param name its path as its user typed it
 */
public record TasksFile(String name, String text) {}
