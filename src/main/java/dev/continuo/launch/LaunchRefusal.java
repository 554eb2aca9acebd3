package dev.continuo.launch;

import dev.continuo.engine.Refusal;

/** Why a launch is refused. */
public enum LaunchRefusal implements Refusal {
  RUN_HAS_NOTHING_TO_LAUNCH(
      "run `{run}`: nothing waits to be launched", "`continuo status {run}` shows how it stands"),
  BATCH_NOT_READY(
      "run `{run}`: `{batch}` cannot be launched yet, {left} before it {have} not ended",
      "`continuo batch list {run}` shows them");

  private final String says;
  private final String hint;

  LaunchRefusal(String says, String hint) {
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
