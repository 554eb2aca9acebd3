package dev.continuo.plan;

import java.util.Optional;

/**
 * What a plan refers to and does not contain.
 *
 * @param plans those that it uses
 * @param tasks those of a plan that is the configuration of a pattern
 */
public record References(
    AgentDefinitions agents,
    ConfigurationFiles configuration,
    PlanFiles plans,
    InputValues inputs,
    Expressions expressions,
    Optional<TasksFile> tasks) {
  /** Of a plan that contains its tasks. */
  public References(
      AgentDefinitions agents,
      ConfigurationFiles configuration,
      InputValues inputs,
      Expressions expressions) {
    this(agents, configuration, PlanFiles.NONE, inputs, expressions, Optional.empty());
  }

  /** Of a plan that is given no inputs, in a project without configuration. */
  public static References to(AgentDefinitions agents, Expressions expressions) {
    return new References(agents, ConfigurationFiles.NONE, InputValues.NONE, expressions);
  }

  /** The same for a plan that uses plans of these. */
  public References using(PlanFiles files) {
    return new References(agents, configuration, files, inputs, expressions, tasks);
  }

  /** The same for a plan whose tasks stand in this file. */
  public References with(Optional<TasksFile> file) {
    return new References(agents, configuration, plans, inputs, expressions, file);
  }
}
