package dev.continuo.task;

/**
 * A share of something that there is only so much of, which a task has for a while and no other.
 *
 * @param ledger who keeps account of it
 * @param key the account: a lock, a pool
 * @param value which one of the account; empty where there is only one
 */
public record Lease(String ledger, String key, String value, Until until) {
  /** When the task's share is over. */
  public enum Until {
    /** When the turn's last process is gone. */
    SWEPT,
    /** When the attempt is: verified, sent back, given up. Its next turns still have it. */
    VERIFIED
  }
}
