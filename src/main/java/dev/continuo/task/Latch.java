package dev.continuo.task;

/**
 * A fact that a task waits for at one of its doors.
 *
 * @param owner the name of the feature that put the latch there, and alone opens or breaks it
 * @param key tells the latches of one owner apart
 * @param mover who can make it open
 */
public record Latch(Door door, String owner, String key, Mover mover) {}
