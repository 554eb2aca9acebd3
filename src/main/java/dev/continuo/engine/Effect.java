package dev.continuo.engine;

/**
 * Something that must be true outside while the row that wants it stands, such as "this process
 * runs". Effects are compared with {@code equals}: an effect that a row already wanted before a
 * commit is not released again.
 */
public interface Effect {}
