package dev.continuo.journal.columns;

import dev.continuo.gate.Gate;
import dev.continuo.gate.GateId;
import dev.continuo.gate.GatePart;
import dev.continuo.task.TaskId;
import java.util.List;
import java.util.Locale;

/** The table {@code gate}. */
public final class GateColumns {
  /** Enough for {@link GatePart#GATES_MAX}. */
  private static final int GATE_BITS = 6;

  private static final long GATE_MASK = (1L << GATE_BITS) - 1;

  public static final TableColumns<GateId, Gate> COLUMNS =
      new TableColumns<>(
          "gate",
          GateId.class,
          Gate.class,
          new Key.Whole<>(
              TaskColumns.INDEX_BITS + GATE_BITS,
              id -> id.task().value() << GATE_BITS | id.index(),
              key -> new GateId(new TaskId(key >> GATE_BITS), (int) (key & GATE_MASK))),
          List.of(
              Column.fixed(Column.text("name", Gate::name)),
              Column.text("state", gate -> gate.status().name().toLowerCase(Locale.ROOT)),
              Column.number("check_key", gate -> gate.check().value())));

  private GateColumns() {}
}
