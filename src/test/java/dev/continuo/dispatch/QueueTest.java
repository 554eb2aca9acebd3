package dev.continuo.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuo.Given;
import dev.continuo.run.OnFailure;
import dev.continuo.run.Run;
import dev.continuo.run.RunState;
import dev.continuo.task.Blame;
import dev.continuo.task.Kind;
import dev.continuo.task.Priority;
import dev.continuo.task.Result;
import dev.continuo.task.Retries;
import dev.continuo.task.State;
import dev.continuo.task.Tally;
import dev.continuo.task.Task;
import dev.continuo.task.TaskId;
import dev.continuo.task.TaskSpec;
import dev.continuo.task.Text;
import dev.continuo.task.Timeout;
import dev.continuo.task.Work;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class QueueTest {
  /** Locks that are taken and released by hand, and count how often anybody asks. */
  private static final class Counting implements Ledger {
    final Set<String> taken = new HashSet<>();
    final List<Consumer<Account>> listeners = new ArrayList<>();
    int questions;

    @Override
    public List<Claim> claims(Task task) {
      questions++;
      return task.spec().locks().stream().map(Counting::claim).toList();
    }

    @Override
    public boolean free(Claim claim) {
      questions++;
      return !taken.contains(claim.account().key());
    }

    @Override
    public String explain(Claim claim) {
      return claim.account().key();
    }

    @Override
    public void tell(Consumer<Account> changed) {
      listeners.add(changed);
    }

    void take(String lock) {
      taken.add(lock);
      listeners.forEach(listener -> listener.accept(claim(lock).account()));
    }

    void release(String lock) {
      taken.remove(lock);
      listeners.forEach(listener -> listener.accept(claim(lock).account()));
    }

    private static Claim claim(String lock) {
      return new Claim(new Account("counting", lock), 1, List.of());
    }
  }

  private final Counting ledger = new Counting();
  private final Map<TaskId, Task> tasks = new HashMap<>();
  private int looked;
  private final Queue queue =
      new Queue(List.of(ledger), new Ranks(Given.nothing().tasks), this::look);

  private @Nullable Task look(TaskId id) {
    looked++;
    return tasks.get(id);
  }

  @Test
  void a_release_under_10000_waiters_asks_as_often_as_under_one() {
    open();
    ledger.take("db");
    enter(0, "db");
    assertThat(queue.next()).isEmpty();
    var underOne = askedBy(() -> ledger.release("db"));
    assertThat(underOne).isEqualTo(1);
    assertThat(queue.next()).contains(id(0));

    ledger.take("db");
    for (int i = 1; i < 10_000; i++) {
      enter(i, "db");
    }
    assertThat(queue.next()).isEmpty();

    assertThat(askedBy(() -> ledger.release("db"))).isEqualTo(underOne);
    assertThat(queue.next()).contains(id(0));
    assertThat(looked).isZero();
  }

  @Test
  void a_release_asks_once_for_each_claim_of_each_different_set_that_has_it() {
    open();
    ledger.take("db");
    for (int i = 0; i < 3_000; i += 3) {
      enter(i, "db");
      enter(i + 1, "db", "port");
      enter(i + 2, "port");
    }
    assertThat(queue.next()).contains(id(2));

    // the lane of db asks once, the lane of both twice, the lane of port not at all
    assertThat(askedBy(() -> ledger.release("db"))).isEqualTo(3);
    assertThat(queue.next()).contains(id(0));
  }

  @Test
  void a_whole_queue_that_starts_one_by_one_asks_a_constant_number_of_times_for_each() {
    open();
    var waiters = 10_000;
    for (int i = 0; i < waiters; i++) {
      enter(i, "db");
    }

    var asked =
        askedBy(
            () -> {
              for (int i = 0; i < waiters; i++) {
                assertThat(queue.next()).contains(id(i));
                ledger.take("db");
                leave(i);
                ledger.release("db");
              }
            });

    assertThat(asked).isLessThanOrEqualTo(3 * waiters);
    assertThat(queue.next()).isEmpty();
  }

  private int askedBy(Runnable act) {
    var before = ledger.questions;
    act.run();
    return ledger.questions - before;
  }

  private void open() {
    var spec = Given.spec(10_000, OnFailure.CONTINUE);
    queue.runChanged(
        Given.RUN, new Run(Given.RUN, spec, new RunState.Running(), Given.WALL, Given.WALL));
  }

  private void enter(int index, String... locks) {
    var task = queued(id(index), List.of(locks));
    tasks.put(task.id(), task);
    queue.changed(task.id(), null, task);
  }

  private void leave(int index) {
    queue.changed(id(index), tasks.remove(id(index)), null);
  }

  private static TaskId id(int index) {
    return Given.RUN.task(index);
  }

  private static Task queued(TaskId id, List<String> locks) {
    return new Task(
        id,
        spec(locks),
        new State.Queued(Given.WALL, State.Place.TAIL, State.Next.ATTEMPT),
        Given.WALL,
        List.of(),
        List.of(),
        new Tally(0, 0, 0),
        0,
        0,
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Result.NONE,
        Text.EMPTY,
        List.of(),
        Given.WALL);
  }

  private static TaskSpec spec(List<String> locks) {
    return new TaskSpec(
        "task",
        Kind.WORK,
        new Work.Inline(),
        List.of(),
        Collections.emptySortedMap(),
        "",
        Timeout.DEFAULT,
        Retries.NONE,
        Priority.NORMAL,
        locks,
        Blame.RUN,
        Optional.empty(),
        List.of());
  }
}
