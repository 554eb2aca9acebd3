package dev.continuo.http;

import dev.continuo.task.Door;
import dev.continuo.task.EndedTurn;
import dev.continuo.task.ExpectedPart;
import dev.continuo.task.Latch;
import dev.continuo.task.Need;
import dev.continuo.task.OsProcess;
import dev.continuo.task.QuestionPart;
import dev.continuo.task.ResourcePart;
import dev.continuo.task.State;
import dev.continuo.task.State.Activity;
import dev.continuo.task.Task;
import dev.continuo.task.TurnId;
import dev.continuo.task.Work;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A task as the API shows it: without its environment and its prompt.
 *
 * @param tail the last lines of the output of the newest ended turn; empty in lists
 */
record TaskView(
    String id,
    String run,
    String name,
    String kind,
    String state,
    String reason,
    @Nullable String blocker,
    Instant since,
    Instant submittedAt,
    String title,
    @Nullable Long expectedMs,
    String priority,
    List<NeedView> needs,
    List<String> locks,
    List<LeaseView> leases,
    List<String> latches,
    long timeoutMs,
    String timeoutAction,
    int retries,
    int attempt,
    int failures,
    int losses,
    int rounds,
    boolean overdue,
    @Nullable String heldBy,
    @Nullable Long pid,
    @Nullable String agent,
    @Nullable QuestionView question,
    List<TurnView> turns,
    String tail) {
  /** What the task waits for. */
  record NeedView(String task, String on) {}

  /**
   * What a person is asked.
   *
   * @param answer the number of the choice that was made; the first has 1
   */
  record QuestionView(String text, List<String> choices, @Nullable Integer answer) {
    QuestionView {
      choices = List.copyOf(choices);
    }

    static QuestionView of(QuestionPart part) {
      return new QuestionView(part.text(), part.labels(), part.answer().orElse(null));
    }
  }

  /** What the newest turn has of a resource, until it is swept. */
  record LeaseView(String resource, String value) {}

  /** A turn, the living one too; of that it is not known how it ends. */
  record TurnView(
      String turn,
      int attempt,
      Instant startedAt,
      @Nullable Instant endedAt,
      @Nullable String outcome,
      String detail) {}

  static TaskView of(Task task, String tail) {
    var spec = task.spec();
    return new TaskView(
        task.id().toString(),
        task.id().run().toString(),
        spec.name(),
        word(spec.kind()),
        task.state().word(),
        reason(task.state()),
        task.state() instanceof State.Blocked(var kind, _) ? kind : null,
        task.since(),
        task.submitted(),
        spec.title(),
        spec.part(ExpectedPart.class).map(part -> part.expected().toMillis()).orElse(null),
        word(spec.priority()),
        spec.needs().stream().map(need -> needView(task, need)).toList(),
        spec.locks(),
        leases(task),
        latches(task),
        spec.timeout().after().toMillis(),
        word(spec.timeout().action()),
        spec.retries().max(),
        task.attempt(),
        task.tally().failures(),
        task.tally().losses(),
        task.tally().rounds(),
        overdue(task.state()),
        task.heldBy().orElse(null),
        process(task.state()).map(OsProcess::pid).orElse(null),
        spec.work() instanceof Work.Agent(var name, _, _) ? name : null,
        spec.part(QuestionPart.class).map(QuestionView::of).orElse(null),
        turns(task),
        tail);
  }

  /** The values of pools that it has; its locks are told where they are asked. */
  private static List<LeaseView> leases(Task task) {
    return task.leases().stream()
        .filter(lease -> lease.ledger().equals(ResourcePart.LEDGER))
        .map(lease -> new LeaseView(lease.key(), lease.value()))
        .toList();
  }

  /** Who keeps it from starting, beside what it needs. */
  private static List<String> latches(Task task) {
    return task.latches().stream()
        .filter(latch -> latch.door() == Door.START)
        .map(Latch::owner)
        .distinct()
        .toList();
  }

  private static NeedView needView(Task task, Need need) {
    return new NeedView(task.id().run().task(need.index()).toString(), word(need.on()));
  }

  private static List<TurnView> turns(Task task) {
    var turns = new ArrayList<TurnView>();
    task.turns().forEach(turn -> turns.add(ended(turn)));
    task.turn().ifPresent(turn -> turns.add(living(turn.id(), turn.since())));
    return turns;
  }

  private static TurnView ended(EndedTurn turn) {
    return new TurnView(
        turn.id().toString(),
        turn.id().attempt(),
        turn.started(),
        turn.ended(),
        word(turn.outcome()),
        turn.exit().detail());
  }

  private static TurnView living(TurnId turn, Instant started) {
    return new TurnView(turn.toString(), turn.attempt(), started, null, null, "");
  }

  private static String reason(State state) {
    return switch (state) {
      case State.Blocked(_, var reason) -> reason;
      case State.Failed(var reason) -> reason;
      case State.Cancelled(var reason) -> reason;
      case State.Skipped(var reason) -> reason;
      case State.Paused(_, _, _, var by) -> "paused by " + by;
      case State.Pending _, State.Queued _, State.Running _ -> "";
      case State.Verifying _, State.Succeeded _ -> "";
    };
  }

  private static boolean overdue(State state) {
    return switch (state) {
      case State.Running(var turn, _) -> turn.deadline().isEmpty();
      case State.Paused(_, _, var left, _) -> left.isEmpty();
      case State.Pending _, State.Queued _, State.Verifying _, State.Blocked _ -> false;
      case State.Succeeded _, State.Failed _, State.Cancelled _, State.Skipped _ -> false;
    };
  }

  private static Optional<OsProcess> process(State state) {
    return switch (state) {
      case State.Running(_, Activity.Working(var process)) -> Optional.of(process);
      case State.Paused(_, Activity.Working(var process), _, _) -> Optional.of(process);
      case State.Running _, State.Paused _ -> Optional.empty();
      case State.Pending _, State.Queued _, State.Verifying _, State.Blocked _ -> Optional.empty();
      case State.Succeeded _, State.Failed _, State.Cancelled _, State.Skipped _ ->
          Optional.empty();
    };
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
