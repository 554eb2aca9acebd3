package dev.continuo.dispatch;

import dev.continuo.task.Lease;
import dev.continuo.task.Mover;
import dev.continuo.task.ResourcePart;
import dev.continuo.task.Task;
import dev.continuo.task.TaskId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Pools of values, such as ports: one turn in the store has each at a time. A value of a pool is
 * the same for all plans that call the pool the same.
 */
final class Resources implements Ledger {
  /** Of very many holders, the first are named. */
  private static final int HOLDERS_NAMED_MAX = 3;

  private final Holders holders = new Holders(ResourcePart.LEDGER);

  @Override
  public String name() {
    return ResourcePart.LEDGER;
  }

  @Override
  public List<Claim> claims(Task task) {
    return ResourcePart.of(task.spec()).stream().map(Resources::claim).toList();
  }

  @Override
  public boolean free(Claim claim) {
    return unheld(claim).limit(claim.count()).count() == claim.count();
  }

  /** The first free values. */
  @Override
  public List<String> grant(Claim claim) {
    return unheld(claim).limit(claim.count()).toList();
  }

  @Override
  public Shortage explain(Claim claim) {
    return new Shortage(
        Mover.TASKS,
        "resource `%s`: %d wanted, %d of %d free%s"
            .formatted(
                claim.account().key(),
                claim.count(),
                unheld(claim).count(),
                claim.values().size(),
                held(claim)),
        "");
  }

  private String held(Claim claim) {
    var named =
        claim.values().stream()
            .map(value -> holders.of(claim.account().key(), value))
            .flatMap(Optional::stream)
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
  public void tell(Listener listener) {
    holders.tell(listener);
  }

  @Override
  public void changed(TaskId id, @Nullable Task before, @Nullable Task after) {
    holders.changed(id, before, after);
  }

  private Stream<String> unheld(Claim claim) {
    var pool = claim.account().key();
    return claim.values().stream().filter(value -> holders.of(pool, value).isEmpty());
  }

  private static Claim claim(ResourcePart.Ask ask) {
    return new Claim(
        new Account(ResourcePart.LEDGER, ask.pool()), ask.count(), ask.values(), Lease.Until.SWEPT);
  }
}
