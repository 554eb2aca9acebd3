package dev.continuo.task;

/** What is remembered with a task from its submission on, such as its gates. */
public interface Part {}
