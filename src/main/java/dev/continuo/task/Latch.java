package dev.continuo.task;

/**
 * Somebody's say about a door.
 *
 * @param owner the name of the feature that put it there, and alone opens or breaks it
 * @param key tells the latches of one owner apart
 */
public record Latch(Door door, String owner, String key) {}
