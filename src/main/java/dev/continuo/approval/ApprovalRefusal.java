package dev.continuo.approval;

import dev.continuo.engine.Refusal;

/** Why a decision is refused. */
public enum ApprovalRefusal implements Refusal {
  APPROVAL_NOT_NEEDED(
      "task `{task}`: has no approval",
      "to require one, add `approval: start` or `approval: end` to the task in the plan"),
  APPROVAL_NOT_ASKED(
      "task `{task}`: waits for no approval now, it is {state}",
      "`continuo why {run}/{task}` shows what it waits for"),
  APPROVAL_DECIDED(
      "task `{task}`: already {decision} at {time}",
      "a decision is final; `continuo retry` asks again once the task has failed or is blocked"),
  APPROVAL_OF_ANOTHER_ROUND(
      "task `{task}`: the approval is in round {now} now, not in round {round}",
      "check the task again before you decide"),
  REJECTION_WITHOUT_REASON(
      "task `{task}`: a rejection needs a reason",
      "a new attempt gets the reason in `CONTINUO_FINDINGS`"),
  APPROVAL_TEXT_TOO_LONG(
      "task `{task}`: the note or reason has {bytes} bytes, at most {max} are allowed",
      "put the text in a file and give the name of the file");

  private final String says;
  private final String hint;

  ApprovalRefusal(String says, String hint) {
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
