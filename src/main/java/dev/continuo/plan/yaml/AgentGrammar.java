package dev.continuo.plan.yaml;

import dev.continuo.plan.yaml.Form.Arguments;
import dev.continuo.plan.yaml.Form.Expressions;
import dev.continuo.plan.yaml.Form.Fields;
import dev.continuo.plan.yaml.Form.Name;
import java.util.List;

/** How an agent is defined. */
final class AgentGrammar {
  static final Key<Name> AGENT_NAME =
      new Key<>("name", new Name(), "`name: reviewer`", "that of its file", Key.REQUIRED);
  static final Key<Arguments> AGENT_COMMAND =
      new Key<>(
          "command",
          new Arguments("a list of texts", Expressions.NONE),
          "`command: [claude, -p]`",
          "the program and its arguments; `{prompt}` as an element of its own stands for the"
              + " prompt, which else becomes the last argument; `{model}` in any of them for the"
              + " model",
          Key.REQUIRED);
  static final Key<Form.Text> AGENT_MODEL =
      new Key<>(
          "model",
          new Form.Text("a text"),
          "`model: claude-sonnet-4-5`",
          "what `{model}` stands for where no tier says something else",
          "none");
  static final Fields AGENT_DEFINITION =
      Fields.of("a map with `name` and `command`", List.of(AGENT_NAME, AGENT_COMMAND, AGENT_MODEL))
          .require(AGENT_NAME, AGENT_COMMAND);

  private AgentGrammar() {}
}
