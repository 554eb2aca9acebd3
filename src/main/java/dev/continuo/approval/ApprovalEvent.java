package dev.continuo.approval;

import dev.continuo.engine.Event;
import java.time.Instant;
import java.util.Optional;

/** What happens to approvals. */
public sealed interface ApprovalEvent extends Event {
  ApprovalId approval();

  record Asked(
      ApprovalId approval,
      String name,
      int round,
      int attempt,
      String text,
      Optional<Instant> until)
      implements ApprovalEvent {}

  record Approved(ApprovalId approval, int round, String by, String note)
      implements ApprovalEvent {}

  record Rejected(ApprovalId approval, int round, String by, String reason)
      implements ApprovalEvent {}

  /** Nobody decided in time. */
  record Expired(ApprovalId approval, int round) implements ApprovalEvent {}

  record Withdrawn(ApprovalId approval, int round) implements ApprovalEvent {}
}
