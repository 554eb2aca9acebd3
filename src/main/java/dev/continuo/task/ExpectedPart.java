package dev.continuo.task;

import java.time.Duration;

/** How long an attempt of a task will probably take. */
public record ExpectedPart(Duration expected) implements Remark {}
