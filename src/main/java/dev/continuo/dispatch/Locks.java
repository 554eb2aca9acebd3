package dev.continuo.dispatch;

import dev.continuo.task.Lease;
import dev.continuo.task.Mover;
import dev.continuo.task.Task;
import dev.continuo.task.TaskId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Named locks: one task in the store has each at a time, from its start until it is swept. */
final class Locks implements Ledger {
  private static final String NAME = "lock";

  /** There is only one of each lock. */
  private static final String VALUE = "";

  private final Holders holders = new Holders(NAME);

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<Claim> claims(Task task) {
    var locks = task.spec().locks();
    return locks.isEmpty() ? List.of() : locks.stream().map(Locks::claim).toList();
  }

  @Override
  public boolean free(Claim claim) {
    return holders.of(claim.account().key(), VALUE).isEmpty();
  }

  @Override
  public List<String> grant(Claim claim) {
    return List.of(VALUE);
  }

  @Override
  public Shortage explain(Claim claim) {
    var lock = claim.account().key();
    var holder = holders.of(lock, VALUE).map(id -> ", which task " + id + " has").orElse("");
    return new Shortage(Mover.TASKS, "lock `" + lock + "`" + holder, "");
  }

  @Override
  public void tell(Listener listener) {
    holders.tell(listener);
  }

  @Override
  public void changed(TaskId id, @Nullable Task before, @Nullable Task after) {
    holders.changed(id, before, after);
  }

  private static Claim claim(String lock) {
    return new Claim(new Account(NAME, lock), 1, List.of(), Lease.Until.SWEPT);
  }
}
