package dev.continuo.question;

import dev.continuo.engine.Refusal;

/** Why an answer is refused. */
public enum QuestionRefusal implements Refusal {
  TASK_ASKS_NOTHING("task `{task}`: asks nothing", "`continuo why` says what a task waits for"),
  QUESTION_ANSWERED(
      "task `{task}`: was answered before, with {answer}: {choice}",
      "`continuo cancel` ends it; `agent: NAME` in the task chooses another"),
  ANSWER_OUT_OF_RANGE(
      "task `{task}`: answer {answer} is not allowed, must be 1 to {max}",
      "`continuo show TASK` lists the choices");

  private final String says;
  private final String hint;

  QuestionRefusal(String says, String hint) {
    this.says = says;
    this.hint = hint;
  }

  @Override
  public String says() {
    return says;
  }

  @Override
  public String hint() {
    return hint;
  }
}
