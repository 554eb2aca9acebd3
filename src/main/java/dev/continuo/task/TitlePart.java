package dev.continuo.task;

/** One line that says what a task is, where its name alone does not. */
public record TitlePart(String title) implements Remark {}
