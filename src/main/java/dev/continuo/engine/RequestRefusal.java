package dev.continuo.engine;

/** Why a repeated request is not answered. */
public enum RequestRefusal implements Refusal {
  IDEMPOTENCY_KEY_REUSED(
      "idempotency key `{key}`: already used for another request",
      "keys are kept for 24 hours; use a new one for each new request");

  private final String says;
  private final String hint;

  RequestRefusal(String says, String hint) {
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
