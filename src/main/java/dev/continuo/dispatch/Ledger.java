package dev.continuo.dispatch;

import dev.continuo.task.Task;
import java.util.List;
import java.util.function.Consumer;

/**
 * Keeps account of something that there is only so much of. Tasks with the same claims wait in the
 * same lane, so what a release costs depends on how many different sets of claims there are, never
 * on how many tasks wait.
 */
public interface Ledger {
  /** What is accounted for as one: a lock, a pool. */
  record Account(String ledger, String key) {}

  /**
   * A share that a task needs for its start.
   *
   * @param values of which it must be, where it is not all one
   */
  record Claim(Account account, int count, List<String> values) {
    public Claim {
      values = List.copyOf(values);
    }
  }

  /** What the task needs, in an order that is the same for equal needs. */
  List<Claim> claims(Task task);

  /** Whether the share can be had; of a claim of another ledger, whether this one minds. */
  boolean free(Claim claim);

  /** Who or what has it, when it is not free: the end of a sentence that begins "waits for". */
  String explain(Claim claim);

  /** Asks to be told each account of which something may have become free, or taken. */
  void tell(Consumer<Account> changed);
}
