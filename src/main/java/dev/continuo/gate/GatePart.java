package dev.continuo.gate;

import dev.continuo.task.Part;
import java.util.List;

/**
 * The gates of a task; their order numbers them.
 *
 * @param advisory the names of those whose rejection is only told, and the task is done all the
 *     same
 */
public record GatePart(List<GateSpec> gates, List<String> advisory) implements Part {
  public static final int GATES_MAX = 50;

  public GatePart {
    gates = List.copyOf(gates);
    advisory = List.copyOf(advisory);
  }

  /** Each gate starts a check at a claim, and drops it at the end. */
  @Override
  public int weight() {
    return 2 * gates.size();
  }

  @Override
  public List<String> secrets() {
    return gates.stream().flatMap(gate -> gate.secrets().stream()).toList();
  }

  /** Gates that all must be passed. */
  public static GatePart required(List<GateSpec> gates) {
    return new GatePart(gates, List.of());
  }
}
