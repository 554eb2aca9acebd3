package dev.continuo.operation;

import dev.continuo.question.QuestionPart;
import dev.continuo.task.Door;
import dev.continuo.task.EndedTurn;
import dev.continuo.task.ExpectedPart;
import dev.continuo.task.Latch;
import dev.continuo.task.Need;
import dev.continuo.task.OsProcess;
import dev.continuo.task.ResourcePart;
import dev.continuo.task.State;
import dev.continuo.task.State.Activity;
import dev.continuo.task.TakenOver;
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
public record TaskView(
    @Describe("its id") String id,
    @Describe("its run") String run,
    @Describe("its name, unique in the run") String name,
    @Describe(
            value = "what it is",
            words = {"work", "check", "sync"})
        String kind,
    @Describe(
            value = "its state",
            words = {
              "pending",
              "queued",
              "running",
              "paused",
              "verifying",
              "blocked",
              "succeeded",
              "failed",
              "cancelled",
              "skipped"
            })
        String state,
    @Describe("why it is in this state; may be empty") String reason,
    @Describe("what kind of thing blocks it; null unless it is blocked") @Nullable String blocker,
    @Describe("the task of an earlier run whose result it takes over; null for all others")
        @Nullable String takenOver,
    @Describe("since when it has this state") Instant since,
    @Describe("when it was submitted") Instant submittedAt,
    @Describe("one line that says what it is") String title,
    @Describe("how long an attempt will probably take") @Nullable Long expectedMs,
    @Describe(
            value = "how urgent it is",
            words = {"low", "normal", "high", "urgent"})
        String priority,
    @Describe("what it depends on") List<NeedView> needs,
    @Describe("the names of its locks") List<String> locks,
    @Describe("what its newest turn was given of resources") List<LeaseView> leases,
    @Describe("who keeps it from starting, beside its needs") List<String> latches,
    @Describe("how long an attempt may work") long timeoutMs,
    @Describe(
            value = "what happens after that time",
            words = {"ask", "stop"})
        String timeoutAction,
    @Describe("how many failures are retried") int retries,
    @Describe("the number of its newest attempt; 0 before the first") int attempt,
    @Describe("how many attempts have failed") int failures,
    @Describe("how many attempts were lost with their worker") int losses,
    @Describe("how often a check or a condition sent it back") int rounds,
    @Describe("whether its timeout has run out") boolean overdue,
    @Describe("who paused it before it started") @Nullable String heldBy,
    @Describe("the process id of its turn") @Nullable Long pid,
    @Describe("the agent that does it; null for a command") @Nullable String agent,
    @Describe("what a person is asked; null when nothing") @Nullable QuestionView question,
    @Describe("what a person is asked to approve now; null when nothing")
        ApprovalView.@Nullable Asked approval,
    @Describe("the newest 20 turns that ended, then the living one") List<TurnView> turns,
    @Describe("the last lines of the output of the newest turn that ended; empty in lists")
        String tail) {
  /** What the task waits for. */
  record NeedView(
      @Describe("the id of the task that it depends on") String task,
      @Describe(
              value = "which end satisfies the need",
              words = {"succeeded", "ended"})
          String on) {}

  /**
   * What a person is asked.
   *
   * @param answer the number of the choice that was made; the first has 1
   */
  record QuestionView(
      @Describe("the question, in lines") String text,
      @Describe("the choices; the first has the number 1") List<String> choices,
      @Describe("the number of the choice that was made; null before that")
          @Nullable Integer answer) {
    QuestionView {
      choices = List.copyOf(choices);
    }

    static QuestionView of(QuestionPart part) {
      return new QuestionView(part.text(), part.labels(), part.answer().orElse(null));
    }
  }

  /** What the newest turn has of a resource, until it is swept. */
  record LeaseView(
      @Describe("the name of the resource") String resource, @Describe("the value") String value) {}

  /** A turn, the living one too; of that it is not known how it ends. */
  record TurnView(
      @Describe("its id") String turn,
      @Describe("the number of its attempt") int attempt,
      @Describe("when it started") Instant startedAt,
      @Describe("when it ended; null while it lives") @Nullable Instant endedAt,
      @Describe("how it ended; null while it lives") @Nullable String outcome,
      @Describe("how it ended, for people") String detail) {}

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
        spec.part(TakenOver.class).map(earlier -> earlier.task().toString()).orElse(null),
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
        ApprovalView.Asked.of(task),
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
      case State.Suspended _, State.Verifying _, State.Succeeded _ -> "";
    };
  }

  private static boolean overdue(State state) {
    return switch (state) {
      case State.Running(var turn, _) -> turn.deadline().isEmpty();
      case State.Paused(_, _, var left, _) -> left.isEmpty();
      case State.Pending _, State.Queued _, State.Suspended _ -> false;
      case State.Verifying _, State.Blocked _ -> false;
      case State.Succeeded _, State.Failed _, State.Cancelled _, State.Skipped _ -> false;
    };
  }

  private static Optional<OsProcess> process(State state) {
    return switch (state) {
      case State.Running(_, Activity.Working(var process)) -> Optional.of(process);
      case State.Paused(_, Activity.Working(var process), _, _) -> Optional.of(process);
      case State.Running _, State.Paused _ -> Optional.empty();
      case State.Pending _, State.Queued _, State.Suspended _ -> Optional.empty();
      case State.Verifying _, State.Blocked _ -> Optional.empty();
      case State.Succeeded _, State.Failed _, State.Cancelled _, State.Skipped _ ->
          Optional.empty();
    };
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
