package dev.continuo.dispatch;

import dev.continuo.engine.Refusal;

/** Why a wish about limits is refused. */
public enum DispatchRefusal implements Refusal {
  LIMIT_UNKNOWN("limit `{limit}`: unknown, the only one is `attempts`", ""),
  LIMIT_OUT_OF_RANGE(
      "limit `{limit}`: {value} is not allowed, must be 0 to {max}", "0 lets nothing start");

  private final String says;
  private final String hint;

  DispatchRefusal(String says, String hint) {
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
