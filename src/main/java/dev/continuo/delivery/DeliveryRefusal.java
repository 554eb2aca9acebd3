package dev.continuo.delivery;

import dev.continuo.engine.Refusal;

/** Why a wish about a receiver is refused. */
public enum DeliveryRefusal implements Refusal {
  RECEIVER_NOT_FOUND(
      "receiver `{receiver}`: not found", "`continuo receiver list` shows the receivers"),
  RECEIVER_EXISTS(
      "receiver `{receiver}`: exists already, it is {state}",
      "`continuo receiver remove {receiver}` removes it, with what waits for it"),
  RECEIVERS_TOO_MANY(
      "receivers: {max} are there, no more are allowed", "`continuo receiver remove` removes one"),
  RECEIVER_PAUSED(
      "receiver `{receiver}`: paused, nothing is delivered to it",
      "`continuo receiver resume {receiver}` lets deliveries go on"),
  RECEIVER_NOT_PAUSED("receiver `{receiver}`: not paused, it is {state}", ""),
  RECEIVER_NOT_WAITING(
      "receiver `{receiver}`: no delivery waits to be tried again",
      "`continuo deliveries` shows what waits and why");

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
