package dev.continuo.simulation;

import dev.continuo.dispatch.Holders;
import dev.continuo.dispatch.Ledger;
import dev.continuo.task.Kind;
import dev.continuo.task.Lease;
import dev.continuo.task.Mover;
import dev.continuo.task.Task;
import dev.continuo.task.TaskId;
import dev.continuo.task.TaskSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A ledger that no feature of the product has yet: some tasks have one of two folders for
 * themselves until their attempt is verified.
 */
final class Folders implements Ledger {
  static final String NAME = "folder";
  static final String KEY = "there";
  static final List<String> VALUES = List.of("a", "b");

  private final Holders holders = new Holders(NAME);

  /** The task's index decides: nothing in a plan says it. */
  static boolean wants(TaskId id, TaskSpec spec) {
    return spec.kind() == Kind.WORK && id.index() % 4 == 1;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<Claim> claims(Task task) {
    return wants(task.id(), task.spec())
        ? List.of(new Claim(new Account(NAME, KEY), 1, VALUES, Lease.Until.VERIFIED))
        : List.of();
  }

  @Override
  public boolean free(Claim claim) {
    return VALUES.stream().anyMatch(value -> holders.of(KEY, value).isEmpty());
  }

  @Override
  public List<String> grant(Claim claim) {
    return VALUES.stream().filter(value -> holders.of(KEY, value).isEmpty()).limit(1).toList();
  }

  @Override
  public Shortage explain(Claim claim) {
    return new Shortage(Mover.TASKS, "a folder", "");
  }

  @Override
  public void tell(Listener listener) {
    holders.tell(listener);
  }

  @Override
  public void changed(TaskId id, @Nullable Task before, @Nullable Task after) {
    holders.changed(id, before, after);
  }
}
