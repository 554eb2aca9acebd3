package dev.continuo.plan;

/** What a plan refers to and does not contain. */
public record References(AgentDefinitions agents, InputValues inputs) {
  /** Of a plan that is given no inputs. */
  public static References to(AgentDefinitions agents) {
    return new References(agents, InputValues.NONE);
  }
}
