package dev.continuo.operation;

import dev.continuo.task.TaskId;

/** An input that names a task and nothing else. */
public record OneTask(@Describe("the task's id") TaskId task) {}
