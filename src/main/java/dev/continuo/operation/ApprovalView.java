package dev.continuo.operation;

import dev.continuo.approval.Approval;
import dev.continuo.approval.Approval.Stand;
import dev.continuo.approval.ApprovalId;
import dev.continuo.approval.ApprovalPart;
import dev.continuo.task.Task;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An approval as the API shows it: what was asked last at one door of a task. */
record ApprovalView(
    @Describe("its id: that of the task, and the door") String id,
    @Describe("the task that asks for it") String task,
    @Describe("the task's run") String run,
    @Describe("the task's name") String name,
    @Describe(
            value = "what is approved: the start of the task, or its work at the end",
            words = {"start", "end"})
        String door,
    @Describe(
            value = "whether a person has to decide, and what became of it",
            words = {"open", "approved", "rejected", "expired", "withdrawn"})
        String state,
    @Describe("how often it was asked for at this door, this time included") int round,
    @Describe(
            "the number of the attempt that was the newest when it was asked for; 0 before the"
                + " first")
        int attempt,
    @Describe("the question of the plan; may be empty") String ask,
    @Describe("when it was asked for") Instant askedAt,
    @Describe("until when a person can decide; null when there is no limit")
        @Nullable Instant until,
    @Describe("when it was decided, or asked for while it is open") Instant since,
    @Describe("who decided; null when nobody has") @Nullable String by,
    @Describe("the note of an approval or the reason of a rejection; may be empty") String note) {

  /** The approval that a task asks for now, as the task's own view shows it. */
  record Asked(
      @Describe(
              value = "what is approved: the start of the task, or its work at the end",
              words = {"start", "end"})
          String door,
      @Describe("the question of the plan; may be empty") String ask) {

    static @Nullable Asked of(Task task) {
      return ApprovalPart.asked(task)
          .map(
              door ->
                  new Asked(
                      ApprovalId.word(door),
                      task.spec().part(ApprovalPart.class).map(ApprovalPart::text).orElse("")))
          .orElse(null);
    }
  }

  static ApprovalView of(Approval approval) {
    var id = approval.id();
    return new ApprovalView(
        id.toString(),
        id.task().toString(),
        id.task().run().toString(),
        approval.name(),
        ApprovalId.word(id.door()),
        approval.stand().word(),
        approval.round(),
        approval.attempt(),
        approval.text(),
        approval.asked(),
        approval.until().orElse(null),
        approval.since(),
        by(approval.stand()),
        note(approval.stand()));
  }

  private static @Nullable String by(Stand stand) {
    return switch (stand) {
      case Stand.Approved(var by, _) -> by;
      case Stand.Rejected(var by, _) -> by;
      case Stand.Open _, Stand.Expired _, Stand.Withdrawn _ -> null;
    };
  }

  private static String note(Stand stand) {
    return switch (stand) {
      case Stand.Approved(_, var note) -> note;
      case Stand.Rejected(_, var reason) -> reason;
      case Stand.Open _, Stand.Expired _, Stand.Withdrawn _ -> "";
    };
  }
}
