package dev.continuo.plan;

/** What a plan refers to and does not contain. */
public record References(
    AgentDefinitions agents,
    ConfigurationFiles configuration,
    InputValues inputs,
    Expressions expressions) {
  /** Of a plan that is given no inputs, in a project without configuration. */
  public static References to(AgentDefinitions agents, Expressions expressions) {
    return new References(agents, ConfigurationFiles.NONE, InputValues.NONE, expressions);
  }
}
