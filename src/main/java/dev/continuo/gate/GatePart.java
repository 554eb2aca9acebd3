package dev.continuo.gate;

import dev.continuo.task.Part;
import java.util.List;

/** The gates of a task; their order numbers them. */
public record GatePart(List<GateSpec> gates) implements Part {
  public static final int GATES_MAX = 50;

  public GatePart {
    gates = List.copyOf(gates);
  }
}
