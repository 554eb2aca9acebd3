package dev.continuo.operation;

import dev.continuo.approval.Approval;
import dev.continuo.approval.ApprovalCommand;
import dev.continuo.approval.ApprovalId;
import dev.continuo.approval.ApprovalRefusal;
import dev.continuo.journal.Reader;
import dev.continuo.journal.RowQuery;
import dev.continuo.journal.columns.ApprovalColumns;
import dev.continuo.run.RunRefusal;
import dev.continuo.task.Door;
import dev.continuo.task.RunId;
import dev.continuo.task.TaskId;
import dev.continuo.task.TaskRefusal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Operations on approvals. Only people decide: no rights of a token can be used to approve. */
final class ApprovalOperations {
  static final int APPROVALS_MAX = 200;
  static final String APPROVALS_DEFAULT = "50";

  record ListApprovals(
      @Describe("only approvals of this run; of all runs when it is missing") @Nullable RunId run,
      @Describe(
              value = "only approvals in these states; all when it is missing",
              words = {"open", "approved", "rejected", "expired", "withdrawn"})
          Set<String> state,
      @Describe(
              value = "the most approvals on a page",
              min = 1,
              max = APPROVALS_MAX,
              otherwise = APPROVALS_DEFAULT)
          int limit,
      @Describe("only approvals after these: the `next` of the page before")
          @Nullable String after) {}

  record ApprovalsView(
      @Describe(
              "the open approvals, those that wait longest first; then the others, the newest"
                  + " first")
          List<ApprovalView> approvals,
      @Describe("the `after` of the next page, null at the end") @Nullable String next) {}

  record Approve(
      @Describe("the task's id") TaskId task,
      @Describe(
              value = "the round that the decision is about; the current round when it is missing",
              min = 1,
              max = Integer.MAX_VALUE)
          @Nullable Integer round,
      @Describe("a note that is stored with the decision, at most 1,024 bytes")
          @Nullable String note) {}

  record Reject(
      @Describe("the task's id") TaskId task,
      @Describe(
              value = "the round that the decision is about; the current round when it is missing",
              min = 1,
              max = Integer.MAX_VALUE)
          @Nullable Integer round,
      @Describe("why, at most 1,024 bytes; a new attempt gets it in `CONTINUO_FINDINGS`")
          String reason) {}

  static final Operation<ListApprovals, ApprovalsView> LIST =
      Operation.query(
              "approval.list",
              Http.get("/v1/approvals"),
              ListApprovals.class,
              ApprovalsView.class,
              "Lists approvals, the open ones first.")
          .fails(RunRefusal.RUN_NOT_FOUND);

  static final Operation<OneTask, ApprovalsView> SHOW =
      Operation.query(
              "approval.show",
              Http.get("/v1/tasks/{task}/approvals"),
              OneTask.class,
              ApprovalsView.class,
              "Shows what was asked last at the start and at the end of a task.")
          .fails(TaskRefusal.TASK_NOT_FOUND);

  static final Operation<Approve, SequenceView> APPROVE =
      decision("approve", Approve.class, "Approves the start or the work of a task.");

  static final Operation<Reject, SequenceView> REJECT =
      decision("reject", Reject.class, "Rejects the start or the work of a task.")
          .fails(ApprovalRefusal.REJECTION_WITHOUT_REASON);

  static final List<Operation<?, ?>> DECLARED = List.of(LIST, SHOW, APPROVE, REJECT);

  private final Reader store;
  private final Commands commands;

  ApprovalOperations(Ports ports, Commands commands) {
    this.store = ports.store();
    this.commands = commands;
  }

  void bindTo(Operations operations) {
    operations.bind(LIST, (input, _) -> list(input));
    operations.bind(SHOW, (input, _) -> show(input));
    operations.bind(APPROVE, this::approve);
    operations.bind(REJECT, this::reject);
  }

  private static <I extends Record> Operation<I, SequenceView> decision(
      String verb, Class<I> input, String summary) {
    return Operation.command(
            "approval." + verb,
            Http.post("/v1/tasks/{task}/" + verb),
            input,
            SequenceView.class,
            summary)
        .fails(
            TaskRefusal.TASK_NOT_FOUND,
            ApprovalRefusal.APPROVAL_NOT_NEEDED,
            ApprovalRefusal.APPROVAL_NOT_ASKED,
            ApprovalRefusal.APPROVAL_DECIDED,
            ApprovalRefusal.APPROVAL_OF_ANOTHER_ROUND,
            ApprovalRefusal.APPROVAL_TEXT_TOO_LONG);
  }

  private ApprovalsView list(ListApprovals input) {
    var run = input.run();
    if (run != null && store.run(run).isEmpty()) {
      throw Problems.noRun(run.toString());
    }
    var page = new ApprovalPages(store, run, input.state()).after(input.after(), input.limit());
    return new ApprovalsView(
        page.rows().stream().map(ApprovalView::of).toList(), page.next().orElse(null));
  }

  private ApprovalsView show(OneTask input) {
    var task = input.task();
    if (store.task(task).isEmpty()) {
      throw Problems.noTask(task.toString());
    }
    var approvals =
        Stream.of(Door.START, Door.FINISH)
            .flatMap(door -> asked(new ApprovalId(task, door)).stream())
            .map(ApprovalView::of)
            .toList();
    return new ApprovalsView(approvals, null);
  }

  private Optional<Approval> asked(ApprovalId id) {
    return store.first(RowQuery.of(ApprovalColumns.COLUMNS).key(id));
  }

  private SequenceView approve(Approve input, Asking asking) throws InterruptedException {
    var note = input.note() == null ? "" : input.note();
    return commands.write(
        new ApprovalCommand.Approve(input.task(), round(input.round()), by(asking), note), asking);
  }

  private SequenceView reject(Reject input, Asking asking) throws InterruptedException {
    return commands.write(
        new ApprovalCommand.Reject(input.task(), round(input.round()), by(asking), input.reason()),
        asking);
  }

  private static Optional<Integer> round(@Nullable Integer given) {
    return Optional.ofNullable(given);
  }

  private static String by(Asking asking) {
    return asking.who().actor().name();
  }
}
