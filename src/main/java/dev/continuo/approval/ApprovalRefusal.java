package dev.continuo.approval;

import dev.continuo.engine.Refusal;

/** Why a decision is refused. */
public enum ApprovalRefusal implements Refusal {
  APPROVAL_NOT_NEEDED(
      "task `{task}`: needs no approval", "`approval: start` in the task of a plan asks for one"),
  APPROVAL_NOT_ASKED(
      "task `{task}`: asks for no approval now, it is {state}",
      "`continuo why` says what a task waits for"),
  APPROVAL_DECIDED(
      "task `{task}`: was {decision} at {time}",
      "a decision is final; `continuo retry` asks again once the task has failed or is blocked"),
  APPROVAL_OF_ANOTHER_ROUND(
      "task `{task}`: asks for approval in round {now} by now, not in round {round}",
      "look at the task again, then decide"),
  REJECTION_WITHOUT_REASON(
      "task `{task}`: a rejection needs a reason", "the next attempt is told what it says"),
  APPROVAL_TEXT_TOO_LONG(
      "task `{task}`: a note or reason of {bytes} bytes, at most {max} are allowed",
      "put it into a file, and name that");

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
