package dev.continuo.task;

/** What another feature remembers with a task from its submission on, such as its gates. */
public interface Part {}
