package dev.continuo.sync;

import dev.continuo.engine.Refusal;

/** Why an arrival is refused. */
public enum SyncRefusal implements Refusal {
  SYNC_POINT_UNKNOWN(
      "task `{task}`: has no sync point `{point}`",
      "a task has those of its `sync-points`, a stream of a pattern those of its `sync_points`");

  private final String says;
  private final String hint;

  SyncRefusal(String says, String hint) {
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
