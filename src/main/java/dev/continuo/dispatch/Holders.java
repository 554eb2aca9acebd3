package dev.continuo.dispatch;

import dev.continuo.dispatch.Ledger.Account;
import dev.continuo.engine.Watch;
import dev.continuo.task.Lease;
import dev.continuo.task.Task;
import dev.continuo.task.TaskId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which tasks have which values of one ledger, as their rows say; for ledgers of single values. */
public final class Holders implements Watch<TaskId, Task> {
  private record Value(String key, String value) {}

  private final String ledger;
  // a set, for a store that was bent by hand is loaded as it is
  private final Map<Value, TreeSet<TaskId>> all = new HashMap<>();
  private final List<Ledger.Listener> listeners = new ArrayList<>();

  public Holders(String ledger) {
    this.ledger = ledger;
  }

  /** Who has this value of the account. */
  public Optional<TaskId> of(String key, String value) {
    return Optional.ofNullable(all.get(new Value(key, value))).map(TreeSet::first);
  }

  /** Tells this listener of each account of which a value was given or given back. */
  public void tell(Ledger.Listener listener) {
    listeners.add(listener);
  }

  @Override
  public void changed(TaskId id, @Nullable Task before, @Nullable Task after) {
    var had = before == null ? List.<Lease>of() : before.leases();
    var has = after == null ? List.<Lease>of() : after.leases();
    if (had.equals(has)) {
      return;
    }
    for (var lease : had) {
      if (lease.ledger().equals(ledger)) {
        all.computeIfPresent(
            new Value(lease.key(), lease.value()),
            (_, tasks) -> tasks.remove(id) && tasks.isEmpty() ? null : tasks);
      }
    }
    for (var lease : has) {
      if (lease.ledger().equals(ledger)) {
        all.computeIfAbsent(new Value(lease.key(), lease.value()), _ -> new TreeSet<>()).add(id);
      }
    }
    Stream.concat(had.stream(), has.stream())
        .filter(lease -> lease.ledger().equals(ledger))
        .map(Lease::key)
        .distinct()
        .forEach(
            key ->
                listeners.forEach(listener -> listener.accountChanged(new Account(ledger, key))));
  }
}
