package dev.continuo.task;

import java.util.List;
import java.util.Optional;

/** What a turn executes. */
public sealed interface Work {
  /** The same work, told by another prompt; only an agent's has one. */
  default Work prompted(Text prompt) {
    return switch (this) {
      case Agent(var name, var arguments, _) -> new Agent(name, arguments, prompt);
      case Unassigned _ -> new Unassigned(prompt);
      case Script _, Command _, Inline _ -> this;
    };
  }

  /** What an agent is told. */
  default Optional<Text> told() {
    return switch (this) {
      case Agent(_, _, var prompt) -> Optional.of(prompt);
      case Unassigned(var prompt) -> Optional.of(prompt);
      case Script _, Command _, Inline _ -> Optional.empty();
    };
  }

  /** A script for {@code sh -c}. */
  record Script(Text script) implements Work {}

  /** An argument list, given to the system as it is. */
  record Command(List<String> arguments) implements Work {
    public Command {
      arguments = List.copyOf(arguments);
    }
  }

  /**
   * A coding agent.
   *
   * @param arguments the command of the agent's definition, as it stood when the run was submitted
   */
  record Agent(String name, List<String> arguments, Text prompt) implements Work {
    public Agent {
      arguments = List.copyOf(arguments);
    }
  }

  /** That of a coding agent that is still to be chosen; no turn executes it. */
  record Unassigned(Text prompt) implements Work {}

  /** Nothing at all: succeeds where it stands. For measuring what the rest costs. */
  record Inline() implements Work {}
}
