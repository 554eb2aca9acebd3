package dev.continuo.operation;

/** The answer to a command that makes nothing. */
public record SequenceView(
    @Describe("the number of the last event that the command led to; reads take it as `at-least`")
        long sequence) {}
