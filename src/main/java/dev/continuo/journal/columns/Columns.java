package dev.continuo.journal.columns;

import java.util.List;

/** All tables that this version knows; a feature with another brings it a line. */
public final class Columns {
  public static final List<TableColumns<?, ?>> ALL =
      List.of(
          RequestColumns.COLUMNS,
          TaskColumns.COLUMNS,
          RunColumns.COLUMNS,
          LimitColumns.COLUMNS,
          GateColumns.COLUMNS,
          ApprovalColumns.COLUMNS,
          ReceiverColumns.COLUMNS,
          DeliveryColumns.COLUMNS,
          OutboxColumns.COLUMNS,
          QuarantineColumns.COLUMNS);

  private Columns() {}
}
