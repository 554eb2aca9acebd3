package dev.continuo.operation;

import dev.continuo.task.RunId;

/** An input that names a run and nothing else. */
public record OneRun(@Describe("the run's id") RunId run) {}
