package dev.continuo.plan;

/** What a plan refers to and does not contain. */
public record References(AgentDefinitions agents, InputValues inputs, Expressions expressions) {
  /** Of a plan that is given no inputs. */
  public static References to(AgentDefinitions agents, Expressions expressions) {
    return new References(agents, InputValues.NONE, expressions);
  }
}
