package dev.continuo.journal.columns;

import dev.continuo.delivery.Receiver;
import java.util.List;

/** The table {@code receiver}. */
public final class ReceiverColumns {
  public static final TableColumns<String, Receiver> COLUMNS =
      new TableColumns<>(
          "receiver",
          String.class,
          Receiver.class,
          Key.word(),
          List.of(Column.text("state", receiver -> receiver.stand().word())));

  private ReceiverColumns() {}
}
