package dev.continuo.dispatch;

import dev.continuo.task.Task;
import java.util.List;
import java.util.function.Consumer;

/**
 * Keeps account of something that there is only so much of. Tasks with the same claims wait in the
 * same lane, so what a claim's release costs depends on how many different sets of claims there
 * are, never on how many tasks wait.
 */
public interface Ledger {
  /** A share that a task needs for its start, such as one lock. */
  record Claim(String ledger, String key) {}

  /** What the task needs, in an order that is the same for equal needs. */
  List<Claim> claims(Task task);

  boolean free(Claim claim);

  /** Who or what has it, when it is not free: the end of a sentence that begins "waits for". */
  String explain(Claim claim);

  /** Asks to be told each claim that may have become free, or taken. */
  void tell(Consumer<Claim> changed);
}
