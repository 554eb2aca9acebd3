package dev.continuo.journal.columns;

import dev.continuo.delivery.Delivery;
import dev.continuo.delivery.DeliveryId;
import java.util.List;

/** The table {@code delivery}. */
public final class DeliveryColumns {
  public static final TableColumns<DeliveryId, Delivery> COLUMNS =
      new TableColumns<>(
          "delivery",
          DeliveryId.class,
          Delivery.class,
          new Key.Word<>(DeliveryId::toString, DeliveryId::stored),
          List.of(
              Column.fixed(Column.text("receiver", delivery -> delivery.id().receiver())),
              Column.fixed(Column.number("number", delivery -> delivery.id().number())),
              Column.text("state", delivery -> delivery.state().word()),
              Column.keptUntil()));

  private DeliveryColumns() {}
}
