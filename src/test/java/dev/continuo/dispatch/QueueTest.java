package dev.continuo.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.continuo.Given;
import dev.continuo.run.OnFailure;
import dev.continuo.run.Run;
import dev.continuo.run.RunState;
import dev.continuo.task.Blame;
import dev.continuo.task.Kind;
import dev.continuo.task.Lease;
import dev.continuo.task.Mover;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class QueueTest {
  /** Locks that are taken and released by hand, and count how often anybody asks. */
  private static final class Counting implements Ledger {
    final Set<String> taken = new HashSet<>();
    final List<Listener> listeners = new ArrayList<>();
    String more = "";
    int questions;

    @Override
    public String name() {
      return "counting";
    }

    @Override
    public List<Claim> claims(Task task) {
      questions++;
      var locks = new ArrayList<>(task.spec().locks());
      if (!more.isEmpty()) {
        locks.add(more);
      }
      return locks.stream().map(Counting::claim).toList();
    }

    @Override
    public boolean free(Claim claim) {
      questions++;
      return !taken.contains(claim.account().key());
    }

    @Override
    public List<String> grant(Claim claim) {
      return List.of("");
    }

    @Override
    public Shortage explain(Claim claim) {
      return new Shortage(Mover.TASKS, claim.account().key(), "");
    }

    @Override
    public void tell(Listener listener) {
      listeners.add(listener);
    }

    @Override
    public void changed(TaskId id, @Nullable Task before, @Nullable Task after) {}

    void take(String lock) {
      taken.add(lock);
      listeners.forEach(listener -> listener.accountChanged(claim(lock).account()));
    }

    void release(String lock) {
      taken.remove(lock);
      listeners.forEach(listener -> listener.accountChanged(claim(lock).account()));
    }

    private static Claim claim(String lock) {
      return new Claim(new Account("counting", lock), 1, List.of(), Lease.Until.SWEPT);
    }
  }

  private final Counting ledger = new Counting();
  private final Map<TaskId, Task> tasks = new HashMap<>();
  private int looked;
  private final Queue queue = queue();

  private Queue queue() {
    var ledgers = new Ledgers();
    ledgers.register(ledger);
    var made = new Queue(ledgers, new Ranks(Given.nothing().tasks), this::look);
    ledger.tell(made);
    return made;
  }

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

  @Test
  void a_task_whose_row_claims_something_else_changes_lanes() {
    open();
    enter(0, "db");
    ledger.take("db");
    assertThat(queue.next()).isEmpty();

    change(0, "port");
    assertThat(queue.next()).contains(id(0));

    ledger.take("port");
    assertThat(queue.next()).isEmpty();
    ledger.release("db");
    assertThat(queue.next()).isEmpty();
    ledger.release("port");
    assertThat(queue.next()).contains(id(0));
  }

  @Test
  void a_task_of_which_its_ledger_says_that_it_claims_something_else_changes_lanes() {
    open();
    enter(0);
    enter(1);
    ledger.take("budget");
    ledger.more = "budget";

    ledger.listeners.forEach(listener -> listener.claimsChanged(id(0)));
    assertThat(queue.next()).contains(id(1));

    ledger.more = "";
    ledger.listeners.forEach(listener -> listener.claimsChanged(id(0)));
    assertThat(queue.next()).contains(id(0));
  }

  @Test
  void a_ledger_that_speaks_of_a_task_that_does_not_wait_changes_nothing() {
    open();
    enter(0);
    leave(0);

    ledger.listeners.forEach(listener -> listener.claimsChanged(id(0)));

    assertThat(queue.next()).isEmpty();
  }

  @Test
  void two_ledgers_of_one_name_are_a_bug() {
    var ledgers = new Ledgers();
    ledgers.register(ledger);

    assertThatThrownBy(() -> ledgers.register(new Counting()))
        .hasMessage("bug: two ledgers are called counting");
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

  private void change(int index, String... locks) {
    var before = tasks.get(id(index));
    var after = queued(id(index), List.of(locks));
    tasks.put(after.id(), after);
    queue.changed(after.id(), before, after);
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
        new Tally(0, 0, 0, Duration.ZERO),
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
