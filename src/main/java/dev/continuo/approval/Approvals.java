package dev.continuo.approval;

import static dev.continuo.engine.Decision.accept;
import static dev.continuo.engine.Decision.refuse;
import static java.time.temporal.ChronoUnit.SECONDS;

import dev.continuo.approval.Approval.Stand;
import dev.continuo.engine.Alone;
import dev.continuo.engine.Command;
import dev.continuo.engine.Decision;
import dev.continuo.engine.Facts;
import dev.continuo.engine.Feature;
import dev.continuo.engine.Index;
import dev.continuo.engine.Moment;
import dev.continuo.engine.Reactions;
import dev.continuo.engine.Refusal;
import dev.continuo.engine.Schema;
import dev.continuo.engine.Table;
import dev.continuo.engine.Tables;
import dev.continuo.task.Admission;
import dev.continuo.task.Door;
import dev.continuo.task.Durations;
import dev.continuo.task.Latch;
import dev.continuo.task.LatchOwner;
import dev.continuo.task.Remedy;
import dev.continuo.task.Task;
import dev.continuo.task.TaskCommand;
import dev.continuo.task.TaskEvent;
import dev.continuo.task.TaskId;
import dev.continuo.task.TaskRefusal;
import dev.continuo.task.TaskSpec;
import dev.continuo.task.Tasks;
import dev.continuo.task.Text;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * The feature that lets a person decide whether a task starts, and whether what it did is enough.
 * An open approval says that its task stands at that door: whatever takes the task away from there
 * withdraws it in the same step.
 */
public final class Approvals implements Feature<ApprovalCommand, ApprovalEvent>, LatchOwner {
  /** The longest note or reason, in bytes of UTF-8. */
  public static final int NOTE_BYTES_MAX = Text.INLINE_BYTES_MAX;

  private final Tasks tasks;
  private final Table<ApprovalId, Approval> approvals;
  private final Index<TaskId, ApprovalId, Approval> open;

  public Approvals(Tables tables, Tasks tasks) {
    this.tasks = tasks;
    approvals =
        tables.create(
            new Schema<>(
                "approval",
                ApprovalId.class,
                Approval.class,
                new Alone<>("approval", ApprovalId::toString, ApprovalId::stored),
                ApprovalCommand.Wake::new));
    open = approvals.index(approval -> approval.open() ? List.of(approval.id().task()) : List.of());
    tasks.register(this);
  }

  public Table<ApprovalId, Approval> table() {
    return approvals;
  }

  @Override
  public Class<ApprovalCommand> commands() {
    return ApprovalCommand.class;
  }

  @Override
  public Class<ApprovalEvent> events() {
    return ApprovalEvent.class;
  }

  @Override
  public List<Class<?>> vocabulary() {
    return List.of(ApprovalPart.class);
  }

  @Override
  public List<? extends Refusal> refusals() {
    return List.of(ApprovalRefusal.values());
  }

  @Override
  public String owner() {
    return ApprovalPart.OWNER;
  }

  @Override
  public Admission admit(Task task) {
    return asksBefore(task.spec(), Door.START) && !task.opened().contains(ApprovalPart.OWNER)
        ? new Admission.Closed(ApprovalPart.START)
        : Admission.OPEN;
  }

  @Override
  public void react(Reactions on) {
    on.on(TaskEvent.Submitted.class, event -> armed(event.task()));
    on.on(TaskEvent.Reworked.class, event -> armed(event.task()));
    on.on(TaskEvent.Reopened.class, event -> armed(event.task()));
    on.on(TaskEvent.Reopened.class, event -> askedAnew(event.task()));
    on.on(TaskEvent.LatchPut.class, event -> asked(event.task(), Door.START));
    on.on(TaskEvent.Claimed.class, event -> asked(event.task(), Door.FINISH));
    on.on(TaskEvent.LatchOpened.class, event -> asked(event.task(), Door.FINISH));
    on.on(TaskEvent.LatchWithdrawn.class, event -> asked(event.task(), Door.FINISH));
    on.on(TaskEvent.Reworked.class, event -> withdrawn(event.task()));
    on.on(TaskEvent.Blocked.class, event -> withdrawn(event.task()));
    on.on(TaskEvent.Ended.class, event -> withdrawn(event.task()));
  }

  /** Each claim finds the latch closed. */
  private List<Command> armed(TaskId id) {
    var task = known(id);
    return asksBefore(task.spec(), Door.FINISH)
            && !task.spec().takenOver()
            && !task.latches().contains(ApprovalPart.FINISH)
        ? List.of(new TaskCommand.PutLatch(id, ApprovalPart.FINISH))
        : List.of();
  }

  /** What was rejected, or never decided, is asked again when the task is ready again. */
  private List<Command> askedAnew(TaskId id) {
    return known(id).latches().contains(ApprovalPart.START)
        ? List.of(new TaskCommand.WithdrawLatch(id, ApprovalPart.START))
        : List.of();
  }

  private List<Command> asked(TaskId id, Door door) {
    return mayAsk(known(id), door) ? List.of(new ApprovalCommand.Ask(id, door)) : List.of();
  }

  private List<Command> withdrawn(TaskId id) {
    return open.count(id) == 0 ? List.of() : List.of(new ApprovalCommand.Withdraw(id));
  }

  /** People are not asked about what its checks may still send back. */
  private boolean mayAsk(Task task, Door door) {
    return ApprovalPart.asked(task).filter(door::equals).isPresent() && open.count(task.id()) == 0;
  }

  private static boolean asksBefore(TaskSpec spec, Door door) {
    return spec.part(ApprovalPart.class).filter(part -> part.before().contains(door)).isPresent();
  }

  @Override
  public Decision decide(ApprovalCommand command, Moment at) {
    return switch (command) {
      case ApprovalCommand.Approve(var id, var round, var by, var note) ->
          decided(
              new Given(id, round, new Stand.Approved(by, note)),
              note,
              (task, approval) -> approve(task, approval, by, note));
      case ApprovalCommand.Reject(var id, var round, var by, var reason) ->
          decided(
              new Given(id, round, new Stand.Rejected(by, reason)),
              reason,
              (task, approval) -> reject(task, approval, by, reason));
      case ApprovalCommand.Ask(var id, var door) -> ask(id, door, at);
      case ApprovalCommand.Withdraw(var id) -> withdraw(id);
      case ApprovalCommand.Wake(var id) -> wake(id, at);
    };
  }

  /**
   * What somebody has decided.
   *
   * @param round what they were asked; empty for whatever is asked now
   */
  private record Given(TaskId task, Optional<Integer> round, Stand stand) {
    boolean is(Approval decided) {
      return stand.equals(decided.stand()) && round.filter(of -> of != decided.round()).isEmpty();
    }
  }

  private Decision decided(
      Given given, String words, BiFunction<Task, Approval, Decision> decision) {
    var id = given.task();
    var round = given.round();
    var task = tasks.get(id);
    if (task == null) {
      return refuse(TaskRefusal.TASK_NOT_FOUND, Facts.of("task", id));
    }
    var facts =
        Facts.of("task", task.spec().name()).and("state", task.state().word()).and("run", id.run());
    var part = task.spec().part(ApprovalPart.class);
    if (part.isEmpty()) {
      return refuse(ApprovalRefusal.APPROVAL_NOT_NEEDED, facts);
    }
    if (open.count(id) == 0) {
      return tooLate(given, part.get(), facts);
    }
    var approval = kept(open.get(id).first());
    if (round.filter(asked -> asked != approval.round()).isPresent()) {
      return refuse(
          ApprovalRefusal.APPROVAL_OF_ANOTHER_ROUND,
          facts.and("now", approval.round()).and("round", round.get()));
    }
    var bytes = words.getBytes(StandardCharsets.UTF_8).length;
    return bytes > NOTE_BYTES_MAX
        ? refuse(
            ApprovalRefusal.APPROVAL_TEXT_TOO_LONG,
            facts.and("bytes", bytes).and("max", NOTE_BYTES_MAX))
        : decision.apply(task, approval);
  }

  /**
   * Nothing is asked: it was decided, or is not yet, or no longer, of interest. Whoever repeats
   * their own decision has lost nothing and is not refused.
   */
  private Decision tooLate(Given given, ApprovalPart part, Facts facts) {
    var newestOfAll =
        part.before().stream()
            .map(door -> approvals.get(new ApprovalId(given.task(), door)))
            .filter(Objects::nonNull)
            .max(Comparator.comparing(Approval::since).thenComparing(Approval::attempt));
    if (newestOfAll.filter(given::is).isPresent()) {
      return accept();
    }
    return newestOfAll
        .flatMap(
            newest ->
                words(newest.stand())
                    .map(
                        decision ->
                            refuse(
                                ApprovalRefusal.APPROVAL_DECIDED,
                                facts
                                    .and("decision", decision)
                                    .and("time", newest.since().truncatedTo(SECONDS)))))
        .orElseGet(() -> refuse(ApprovalRefusal.APPROVAL_NOT_ASKED, facts));
  }

  /** The end of a sentence about what was decided; empty when nothing was. */
  private static Optional<String> words(Stand stand) {
    return switch (stand) {
      case Stand.Approved(var by, _) -> Optional.of("approved by " + by);
      case Stand.Rejected(var by, _) -> Optional.of("rejected by " + by);
      case Stand.Expired _ -> Optional.of("expired without a decision");
      case Stand.Open _, Stand.Withdrawn _ -> Optional.empty();
    };
  }

  private static Decision approve(Task task, Approval approval, String by, String note) {
    return accept(new ApprovalEvent.Approved(approval.id(), approval.round(), by, note))
        .then(new TaskCommand.OpenLatch(task.id(), ApprovalPart.latch(approval.id().door())));
  }

  private static Decision reject(Task task, Approval approval, String by, String reason) {
    if (reason.isBlank()) {
      return refuse(ApprovalRefusal.REJECTION_WITHOUT_REASON, Facts.of("task", task.spec().name()));
    }
    var part = part(task);
    var again = approval.id().door() == Door.FINISH && task.tally().rounds() < part.roundsMax();
    var remedy =
        again
            ? new Remedy.Rework(new Text.Inline(reason))
            : remedy(part.onReject(), "rejected by " + by + ": " + reason);
    return accept(new ApprovalEvent.Rejected(approval.id(), approval.round(), by, reason))
        .then(broken(approval, remedy));
  }

  private Decision ask(TaskId id, Door door, Moment at) {
    var task = known(id);
    if (!mayAsk(task, door)) {
      return accept();
    }
    var approval = new ApprovalId(id, door);
    var part = part(task);
    var earlier = approvals.get(approval);
    return accept(
        new ApprovalEvent.Asked(
            approval,
            task.spec().name(),
            earlier == null ? 1 : earlier.round() + 1,
            task.attempt(),
            part.text(),
            part.timeout().map(at.wall()::plus)));
  }

  private Decision withdraw(TaskId id) {
    var events = new ArrayList<ApprovalEvent>();
    open.get(id)
        .forEach(
            approval -> events.add(new ApprovalEvent.Withdrawn(approval, kept(approval).round())));
    return accept(events);
  }

  private Decision wake(ApprovalId id, Moment at) {
    var approval = approvals.get(id);
    if (approval == null
        || !approval.open()
        || approval.until().filter(until -> !until.isAfter(at.wall())).isEmpty()) {
      return accept();
    }
    var part = part(known(id.task()));
    var after = part.timeout().map(Durations::words).orElse("its time");
    return accept(new ApprovalEvent.Expired(id, approval.round()))
        .then(
            broken(
                approval, remedy(part.onTimeout(), "nobody approved or rejected within " + after)));
  }

  private static Command broken(Approval approval, Remedy remedy) {
    return new TaskCommand.BreakLatch(
        approval.id().task(), ApprovalPart.latch(approval.id().door()), remedy);
  }

  private static Remedy remedy(ApprovalPart.Otherwise otherwise, String reason) {
    return switch (otherwise) {
      case BLOCK -> new Remedy.Block(ApprovalPart.OWNER, reason);
      case FAIL -> new Remedy.Fail(reason);
    };
  }

  @Override
  public void apply(ApprovalEvent event, Instant when) {
    var next =
        switch (event) {
          case ApprovalEvent.Asked asked -> Approval.of(asked, when);
          case ApprovalEvent.Approved(var id, _, var by, var note) ->
              kept(id).standing(new Stand.Approved(by, note), when);
          case ApprovalEvent.Rejected(var id, _, var by, var reason) ->
              kept(id).standing(new Stand.Rejected(by, reason), when);
          case ApprovalEvent.Expired(var id, _) -> kept(id).standing(new Stand.Expired(), when);
          case ApprovalEvent.Withdrawn(var id, _) -> kept(id).standing(new Stand.Withdrawn(), when);
        };
    approvals.put(event.approval(), next);
  }

  @Override
  public Waiting explain(Task task, Latch latch) {
    var part = part(task);
    var asks = part.text().isEmpty() ? "" : ": " + part.text();
    var of =
        switch (latch.door()) {
          case START, RESUME -> "an approval of its start";
          case FINISH -> "an approval of its work";
        };
    return open.count(task.id()) == 0
        ? Waiting.on(of + asks)
        : new Waiting(of + asks, "continuo approve " + task.id());
  }

  private static ApprovalPart part(Task task) {
    return task.spec()
        .part(ApprovalPart.class)
        .orElseThrow(() -> new IllegalStateException("bug: " + task.id() + " asks for nothing"));
  }

  private Approval kept(ApprovalId id) {
    return there(approvals.get(id), id);
  }

  private Task known(TaskId id) {
    return there(tasks.get(id), id);
  }

  private static <R> R there(@Nullable R row, Object id) {
    if (row == null) {
      throw new IllegalStateException("bug: " + id + " is not there");
    }
    return row;
  }
}
