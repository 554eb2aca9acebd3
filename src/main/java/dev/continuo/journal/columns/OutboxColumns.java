package dev.continuo.journal.columns;

import dev.continuo.delivery.Outbox;
import java.util.List;

/** The table {@code outbox}, which has one row. */
public final class OutboxColumns {
  public static final TableColumns<String, Outbox> COLUMNS =
      new TableColumns<>(Outbox.KEY, String.class, Outbox.class, Key.word(), List.of());

  private OutboxColumns() {}
}
