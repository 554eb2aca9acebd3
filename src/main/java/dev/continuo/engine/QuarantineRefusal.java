package dev.continuo.engine;

/** What a quarantine refuses, and why a quarantine is refused. */
public enum QuarantineRefusal implements Refusal {
  RUN_QUARANTINED(
      "run `{run}`: in quarantine since {since}: {reason}",
      "once the bug is repaired, stop the server and use `continuo quarantine {run} --lift`"),
  RUN_QUARANTINED_ALREADY(
      "run `{run}`: already in quarantine since {since}: {reason}",
      "`continuo quarantine {run} --lift` ends it"),
  RUN_NOT_QUARANTINED(
      "run `{run}`: not in quarantine", "`continuo quarantine --list` lists the runs that are");

  private final String says;
  private final String hint;

  QuarantineRefusal(String says, String hint) {
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
