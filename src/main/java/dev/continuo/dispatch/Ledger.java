package dev.continuo.dispatch;

import dev.continuo.engine.Watch;
import dev.continuo.task.Lease;
import dev.continuo.task.Mover;
import dev.continuo.task.Task;
import dev.continuo.task.TaskId;
import java.util.List;

/**
 * Keeps account of something that there is only so much of; a feature registers it with {@link
 * Dispatch#register}. Tasks with the same claims wait in the same lane, so what a release costs
 * depends on how many different sets of claims there are, never on how many tasks wait.
 *
 * <p>It watches the rows of tasks, which say what each has been given: it keeps nothing that they
 * do not say.
 */
public interface Ledger extends Watch<TaskId, Task> {
  /** What is accounted for as one: a lock, a pool. */
  record Account(String ledger, String key) {}

  /**
   * A share that a task needs for its start.
   *
   * @param values of which it must be, where it is not all one
   * @param until how long the task has it
   */
  record Claim(Account account, int count, List<String> values, Lease.Until until) {
    public Claim {
      values = List.copyOf(values);
    }
  }

  /**
   * Why a claim is not free.
   *
   * @param mover who can change that
   * @param text who or what has it: the end of a sentence that begins "waits for"
   * @param remedy the command that does; empty when none does
   */
  record Shortage(Mover mover, String text, String remedy) {}

  /** Is told what changed in the account, from within a change of a row. */
  interface Listener {
    /** Of this account something may have become free, or taken. */
    void accountChanged(Account account);

    /** What this task claims may be something else now, though its row is the same. */
    void claimsChanged(TaskId task);
  }

  /** What it is called, in accounts, leases and reasons: one word in lower case. */
  String name();

  /** What the task needs of this ledger, in an order that is the same for equal needs. */
  List<Claim> claims(Task task);

  /** Whether the share can be had. It is asked only about claims of its own. */
  boolean free(Claim claim);

  /** Which values the task is given with its start; the claim is free. */
  List<String> grant(Claim claim);

  /** Why the claim is not free. */
  Shortage explain(Claim claim);

  /** Tells this listener of every change from now on. */
  void tell(Listener listener);
}
