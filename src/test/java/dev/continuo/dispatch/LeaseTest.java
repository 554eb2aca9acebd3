package dev.continuo.dispatch;

import static dev.continuo.Given.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.continuo.Given;
import dev.continuo.run.OnFailure;
import dev.continuo.run.RunEvent;
import dev.continuo.task.Door;
import dev.continuo.task.Exit;
import dev.continuo.task.Latch;
import dev.continuo.task.Lease;
import dev.continuo.task.Mover;
import dev.continuo.task.Outcome;
import dev.continuo.task.Remedy;
import dev.continuo.task.Result;
import dev.continuo.task.Task;
import dev.continuo.task.TaskCommand;
import dev.continuo.task.TaskEvent;
import dev.continuo.task.TaskId;
import dev.continuo.task.Text;
import dev.continuo.task.TurnId;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How long a task has what a ledger of another feature gives it. */
class LeaseTest {
  private static final TaskId A = Given.RUN.task(0);
  private static final TaskId B = Given.RUN.task(1);
  private static final TurnId FIRST = new TurnId(A, 1, 1);
  private static final Latch REVIEW = new Latch(Door.FINISH, "review", "ada", Mover.PERSON);
  private static final Lease DESK = new Lease("desk", "only", "oak", Lease.Until.VERIFIED);
  private static final Exit CLEAN = new Exit(true, "exit code 0", Result.NONE, Text.EMPTY);
  private static final Exit DIRTY = new Exit(false, "exit code 1", Result.NONE, Text.EMPTY);

  /** There is one desk, and who works at it has it until the work is verified. */
  private static final class Desk implements Ledger {
    private final Holders holders = new Holders("desk");

    @Override
    public String name() {
      return "desk";
    }

    @Override
    public List<Claim> claims(Task task) {
      return List.of(
          new Claim(new Account("desk", "only"), 1, List.of("oak"), Lease.Until.VERIFIED));
    }

    @Override
    public boolean free(Claim claim) {
      return holders.of("only", "oak").isEmpty();
    }

    @Override
    public List<String> grant(Claim claim) {
      return claim.values();
    }

    @Override
    public Shortage explain(Claim claim) {
      return new Shortage(Mover.TASKS, "the desk", "");
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

  private final Given given = Given.nothing();

  private void started() {
    given.dispatch.register(new Desk());
    given.and(
        new RunEvent.Submitted(Given.RUN, Given.spec(2, OnFailure.CONTINUE)),
        new RunEvent.Opened(Given.RUN),
        new TaskEvent.Submitted(A, task("a")),
        new TaskEvent.Submitted(B, task("b")),
        new TaskEvent.LatchPut(A, REVIEW));
    given.whenSettled();
  }

  private List<Lease> leases(TaskId task) {
    given.whenSettled();
    return Objects.requireNonNull(given.tasks.get(task)).leases();
  }

  private void swept(TurnId turn, Exit exit) {
    given.when(new TaskCommand.EndTurn(turn, exit));
    given.when(new TaskCommand.ConfirmSweep(turn));
  }

  @Test
  void a_share_of_an_attempt_lasts_until_it_is_verified() {
    started();
    assertThat(leases(A)).containsExactly(DESK);

    swept(FIRST, CLEAN);
    assertThat(leases(A)).containsExactly(DESK);
    assertThat(leases(B)).isEmpty();

    given.when(new TaskCommand.OpenLatch(A, REVIEW));
    assertThat(leases(A)).isEmpty();
    assertThat(leases(B)).containsExactly(DESK);
  }

  @Test
  void an_attempt_that_is_verified_before_its_sweep_has_its_share_until_then() {
    started();
    given.when(new TaskCommand.EndTurn(FIRST, CLEAN));
    given.when(new TaskCommand.OpenLatch(A, REVIEW));
    assertThat(leases(A)).containsExactly(DESK);
    assertThat(leases(B)).isEmpty();

    given.when(new TaskCommand.ConfirmSweep(FIRST));
    assertThat(leases(B)).containsExactly(DESK);
  }

  @Test
  void an_attempt_that_is_sent_back_or_fails_gives_its_share_back() {
    started();
    swept(FIRST, CLEAN);
    given.when(new TaskCommand.BreakLatch(A, REVIEW, new Remedy.Rework(Text.EMPTY)));
    // the older one is first again, with an attempt of its own
    assertThat(leases(A)).containsExactly(DESK);
    assertThat(Objects.requireNonNull(given.tasks.get(A)).attempt()).isEqualTo(2);

    swept(new TurnId(A, 2, 2), DIRTY);
    assertThat(leases(A)).isEmpty();
    assertThat(leases(B)).containsExactly(DESK);
  }

  @Test
  void another_turn_of_a_lost_attempt_has_the_same_share_and_waits_for_no_other() {
    started();
    given.when(new TaskCommand.LoseTurn(FIRST, "gone"));
    given.whenSettled();
    given.and(new TaskEvent.Held(A, "ada"));
    given.when(new TaskCommand.ConfirmSweep(FIRST));
    assertThat(leases(A)).containsExactly(DESK);
    assertThat(leases(B)).isEmpty();

    given.when(new TaskCommand.Resume(A));
    assertThat(leases(A)).containsExactly(DESK);
    assertThat(Objects.requireNonNull(given.tasks.get(A)).turn())
        .map(turn -> turn.id())
        .contains(new TurnId(A, 1, 2));
    assertThat(Objects.requireNonNull(given.tasks.get(A)).turns().getFirst().outcome())
        .isEqualTo(Outcome.LOST);
  }

  @Test
  void a_cancelled_task_gives_the_share_of_its_attempt_back() {
    started();
    swept(FIRST, CLEAN);

    given.when(new TaskCommand.Cancel(A, "enough"));

    assertThat(leases(A)).isEmpty();
    assertThat(leases(B)).containsExactly(DESK);
  }
}
