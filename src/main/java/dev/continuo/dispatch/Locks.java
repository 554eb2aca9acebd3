package dev.continuo.dispatch;

import dev.continuo.engine.Watch;
import dev.continuo.task.Task;
import dev.continuo.task.TaskId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Named locks: one task in the store has each at a time, from its start until it is swept. */
final class Locks implements Ledger, Watch<TaskId, Task> {
  private static final String LEDGER = "lock";

  private final Map<String, TreeSet<TaskId>> holders = new HashMap<>();
  private final List<Consumer<Account>> listeners = new ArrayList<>();

  @Override
  public List<Claim> claims(Task task) {
    var locks = task.spec().locks();
    return locks.isEmpty() ? List.of() : locks.stream().map(Locks::claim).toList();
  }

  @Override
  public boolean free(Claim claim) {
    return !claim.account().ledger().equals(LEDGER) || !holders.containsKey(claim.account().key());
  }

  @Override
  public String explain(Claim claim) {
    var lock = claim.account().key();
    var holder = holders.get(lock);
    return "lock `"
        + lock
        + "`"
        + (holder == null ? "" : ", which task " + holder.first() + " has");
  }

  @Override
  public void tell(Consumer<Account> changed) {
    listeners.add(changed);
  }

  @Override
  public void changed(TaskId id, @Nullable Task before, @Nullable Task after) {
    var had = before != null && before.holdsLocks();
    var has = after != null && after.holdsLocks();
    if (had == has) {
      return;
    }
    var task = has ? after : before;
    for (var lock : task == null ? List.<String>of() : task.spec().locks()) {
      if (has) {
        holders.computeIfAbsent(lock, _ -> new TreeSet<>()).add(id);
      } else {
        holders.computeIfPresent(lock, (_, all) -> all.remove(id) && all.isEmpty() ? null : all);
      }
      listeners.forEach(listener -> listener.accept(new Account(LEDGER, lock)));
    }
  }

  private static Claim claim(String lock) {
    return new Claim(new Account(LEDGER, lock), 1, List.of());
  }
}
