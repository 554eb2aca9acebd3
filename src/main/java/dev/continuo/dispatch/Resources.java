package dev.continuo.dispatch;

import dev.continuo.engine.Watch;
import dev.continuo.task.Lease;
import dev.continuo.task.ResourcePart;
import dev.continuo.task.Task;
import dev.continuo.task.TaskId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Pools of values, such as ports: one turn in the store has each at a time. A value of a pool is
 * the same for all plans that call the pool the same.
 */
final class Resources implements Ledger, Watch<TaskId, Task> {
  private static final String LEDGER = "resource";

  /** Of very many holders, the first are named. */
  private static final int HOLDERS_NAMED_MAX = 3;

  private final Map<Lease, TreeSet<TaskId>> holders = new HashMap<>();
  private final List<Consumer<Account>> listeners = new ArrayList<>();

  @Override
  public List<Claim> claims(Task task) {
    return ResourcePart.of(task.spec()).stream()
        .map(ask -> new Claim(account(ask.pool()), ask.count(), ask.values()))
        .toList();
  }

  @Override
  public boolean free(Claim claim) {
    return !claim.account().ledger().equals(LEDGER)
        || unheld(claim.account().key(), claim.values()).limit(claim.count()).count()
            == claim.count();
  }

  /** The first free values of each pool that the task asks; it can start, so there are enough. */
  List<Lease> grant(Task task) {
    return ResourcePart.of(task.spec()).stream()
        .flatMap(ask -> unheld(ask.pool(), ask.values()).limit(ask.count()))
        .toList();
  }

  @Override
  public String explain(Claim claim) {
    var pool = claim.account().key();
    return "resource `%s`: %d wanted, %d of %d free%s"
        .formatted(
            pool,
            claim.count(),
            unheld(pool, claim.values()).count(),
            claim.values().size(),
            holders(pool, claim.values()));
  }

  private String holders(String pool, List<String> values) {
    var named =
        values.stream()
            .map(value -> holders.get(new Lease(pool, value)))
            .filter(Objects::nonNull)
            .map(TreeSet::first)
            .distinct()
            .limit(HOLDERS_NAMED_MAX + 1)
            .toList();
    return named.isEmpty()
        ? ""
        : named.stream()
            .limit(HOLDERS_NAMED_MAX)
            .map(TaskId::toString)
            .collect(
                Collectors.joining(
                    ", ", "; held by ", named.size() > HOLDERS_NAMED_MAX ? ", …" : ""));
  }

  @Override
  public void tell(Consumer<Account> changed) {
    listeners.add(changed);
  }

  @Override
  public void changed(TaskId id, @Nullable Task before, @Nullable Task after) {
    var had = before == null ? List.<Lease>of() : before.leases();
    var has = after == null ? List.<Lease>of() : after.leases();
    if (had.equals(has)) {
      return;
    }
    for (var lease : had) {
      holders.computeIfPresent(lease, (_, all) -> all.remove(id) && all.isEmpty() ? null : all);
    }
    for (var lease : has) {
      holders.computeIfAbsent(lease, _ -> new TreeSet<>()).add(id);
    }
    Stream.concat(had.stream(), has.stream())
        .map(Lease::pool)
        .distinct()
        .forEach(pool -> listeners.forEach(listener -> listener.accept(account(pool))));
  }

  private Stream<Lease> unheld(String pool, List<String> values) {
    return values.stream()
        .map(value -> new Lease(pool, value))
        .filter(lease -> !holders.containsKey(lease));
  }

  private static Account account(String pool) {
    return new Account(LEDGER, pool);
  }
}
