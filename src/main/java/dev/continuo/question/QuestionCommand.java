package dev.continuo.question;

import dev.continuo.engine.Command;
import dev.continuo.task.TaskId;

/** What can be asked of questions. */
public sealed interface QuestionCommand extends Command {
  /** Somebody answers the question of a task with the number of an option. */
  record Answer(TaskId task, int answer) implements QuestionCommand {}
}
