package dev.continuo.delivery;

import dev.continuo.engine.Refusal;

/** Why a command on a receiver is refused. */
public enum DeliveryRefusal implements Refusal {
  RECEIVER_NOT_FOUND(
      "receiver `{receiver}`: not found", "`continuo receiver list` shows the receivers"),
  RECEIVER_EXISTS(
      "receiver `{receiver}`: already exists, it is {state}",
      "`continuo receiver remove {receiver}` removes it and withdraws its waiting deliveries"),
  RECEIVERS_TOO_MANY(
      "receivers: {max} exist, no more are allowed", "`continuo receiver remove NAME` removes one"),
  RECEIVER_PAUSED(
      "receiver `{receiver}`: paused, nothing is delivered to it",
      "`continuo receiver resume {receiver}` resumes it"),
  RECEIVER_NOT_PAUSED("receiver `{receiver}`: not paused, it is {state}", ""),
  RECEIVER_NOT_WAITING(
      "receiver `{receiver}`: not backing off, no delivery waits for a retry",
      "`continuo deliveries --state waiting` lists what waits");

  private final String says;
  private final String hint;

  DeliveryRefusal(String says, String hint) {
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
