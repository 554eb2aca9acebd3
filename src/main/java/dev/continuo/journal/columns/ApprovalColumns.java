package dev.continuo.journal.columns;

import dev.continuo.approval.Approval;
import dev.continuo.approval.ApprovalId;
import java.util.List;

/** The table {@code approval}. */
public final class ApprovalColumns {
  public static final TableColumns<ApprovalId, Approval> COLUMNS =
      new TableColumns<>(
          "approval",
          ApprovalId.class,
          Approval.class,
          new Key.Word<>(ApprovalId::toString, ApprovalId::stored),
          List.of(
              Column.fixed(Column.number("run", approval -> approval.id().task().run().number())),
              Column.text("state", approval -> approval.stand().word()),
              Column.time("asked", Approval::asked),
              Column.keptUntil()));

  private ApprovalColumns() {}
}
