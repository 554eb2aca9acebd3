package dev.continuo.task;

/**
 * What is said of a task for people, for the look at a plan before it runs, and for whoever chooses
 * who does it. By itself it changes nothing of what is done.
 */
public sealed interface Remark extends Part
    permits TitlePart, ExpectedPart, TagsPart, FilesPart, RoutedPart, QuestionPart {}
