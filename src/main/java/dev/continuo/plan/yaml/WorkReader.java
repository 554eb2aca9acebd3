package dev.continuo.plan.yaml;

import static dev.continuo.plan.yaml.Grammar.AGENT;
import static dev.continuo.plan.yaml.Grammar.PROMPT;
import static dev.continuo.plan.yaml.Grammar.RUN;
import static dev.continuo.plan.yaml.StepGrammar.STEP;
import static dev.continuo.plan.yaml.StepGrammar.STEPS;

import dev.continuo.plan.Flaw;
import dev.continuo.plan.Place;
import dev.continuo.routing.Specialist;
import dev.continuo.task.Text;
import dev.continuo.task.Work;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads what a task or a check executes: {@code run}, or {@code agent} with {@code prompt}. */
final class WorkReader {
  static final int ARGUMENTS_MAX = 1000;

  /** What Linux takes for one argument: 128 KiB with the byte that ends it. */
  static final int ARGUMENT_BYTES_MAX = (128 << 10) - 1;

  private static final Form ARGUMENT = new Form.Text("a text");

  private final AgentReader agents;
  private final Resolver inputs;

  WorkReader(AgentReader agents, Resolver inputs) {
    this.agents = agents;
    this.inputs = inputs;
  }

  /** The work, its texts not yet stored; nothing at all when the section says none. */
  Work read(Section section, Place at) {
    checkKeys(section, at);
    var run = section.get(RUN);
    var agent = section.get(AGENT);
    var prompt = prompt(section);
    if (run != null) {
      return run(run);
    }
    return agent == null ? new Work.Inline() : agent(agent, "", prompt);
  }

  /** The work of somebody whom the task's tags call for. */
  Work routed(Section section, Specialist specialist, Place at) {
    var prompt = prompt(section);
    return of(section, "its agent", specialist, at).prompted(new Text.Inline(prompt));
  }

  /** What somebody would do who is one of some choices, by whatever prompt. */
  Work choice(Section section, int number, Specialist specialist, Place at) {
    return of(section, "its choice " + number, specialist, at);
  }

  /** The work of whoever is still to be chosen. */
  Work unassigned(Section section) {
    return new Work.Unassigned(new Text.Inline(prompt(section)));
  }

  private Work of(Section section, String what, Specialist specialist, Place at) {
    var agent =
        new Value(
            section.subject(),
            what + ", " + specialist + ",",
            AGENT.example(),
            new Tree.Scalar(at, specialist.agent(), Tree.Kind.TEXT));
    return agent(agent, specialist.tier(), "");
  }

  /** What the agent is told, with its steps as a checklist below. */
  private static String prompt(Section section) {
    var prompt = section.read(PROMPT, "", value -> value.prose(PROMPT.form()));
    var steps = section.read(STEPS, List.<Value>of(), value -> value.items(STEPS.form()));
    var lines = new StringBuilder(prompt.stripTrailing());
    lines.append(steps.isEmpty() ? "" : "\n\nSteps:\n");
    for (var step : steps) {
      lines.append("- [ ] ").append(step.title(STEP)).append('\n');
    }
    return steps.isEmpty() ? prompt : lines.toString();
  }

  /** A key that is only misspelt has been told, and is not missing too. */
  private static void checkKeys(Section section, Place at) {
    var subject = section.subject();
    if (section.has(RUN) && section.has(AGENT)) {
      subject.tell(
          Flaw.WORK_AMBIGUOUS,
          at,
          "has both `run` and `agent`, must have one of them",
          "remove one, or make two tasks of them");
    } else if (section.has(RUN) && section.has(PROMPT) && !section.meant(AGENT)) {
      subject.tell(
          Flaw.PROMPT_WITHOUT_AGENT,
          at,
          "has a `prompt` but no `agent`",
          "remove `prompt`, or write `agent` instead of `run`");
    } else if (Stream.of(RUN, AGENT, UsesGrammar.USES)
        .noneMatch(key -> section.has(key) || section.meant(key))) {
      subject.tell(
          Flaw.WORK_MISSING,
          at,
          "has nothing to do, must have `run`, or `agent` and `prompt`",
          section.has(PROMPT)
              ? "say who gets the prompt, like `agent: reviewer`"
              : "`run: make test` runs a command");
    } else if (section.has(AGENT) && !section.has(PROMPT) && !section.meant(PROMPT)) {
      section.tellMissing(PROMPT, at, PROMPT.example());
    } else if (section.has(STEPS) && section.has(RUN)) {
      subject.tell(
          Flaw.STEPS_WITHOUT_PROMPT,
          at,
          "has `steps` but no `prompt`, which they stand below",
          "write `agent` and `prompt` instead of `run`, or make a task of each step");
    }
  }

  /** The work of a gate that is a command. */
  Work run(Value value) {
    if (value.tree() instanceof Tree.Items) {
      var arguments = arguments(value, Grammar.COMMAND, inputs);
      return arguments == null ? new Work.Inline() : new Work.Command(arguments);
    }
    var script = script(value);
    return script == null ? new Work.Inline() : new Work.Script(new Text.Inline(script));
  }

  /** The work of an agent who is told this, at this tier of models. */
  Work agent(Value value, String tier, String prompt) {
    var command = agents.command(value, tier);
    return command == null || !(value.tree() instanceof Tree.Scalar(_, var name, _))
        ? new Work.Inline()
        : new Work.Agent(name, command, new Text.Inline(prompt));
  }

  private static @Nullable String script(Value value) {
    if (value.tree() instanceof Tree.Scalar(_, var text, var kind)
        && kind != Tree.Kind.NOTHING
        && text.contains("${{")) {
      value.tell(
          Flaw.EXPRESSION_IN_SCRIPT,
          "has an expression, found `${{`, a value pasted into a script could become a command",
          "set a variable under `env`, and write `$NAME` in the script");
      return null;
    }
    return value.prose(Grammar.SCRIPT);
  }

  /** An argument list that is not empty; its elements may be. */
  static @Nullable List<String> arguments(Value value, Form.Arguments form, Resolver inputs) {
    var items = value.items(form, ARGUMENTS_MAX);
    if (items == null) {
      return null;
    }
    if (items.isEmpty()) {
      value.tell(Flaw.TEXT_EMPTY, "is empty", "write it like " + value.example());
      return null;
    }
    var arguments = new ArrayList<String>(items.size());
    for (var item : items) {
      var argument = argument(item, arguments.isEmpty(), inputs);
      arguments.add(argument == null ? "" : argument);
    }
    return arguments;
  }

  private static @Nullable String argument(Value item, boolean program, Resolver inputs) {
    var written = program ? item.written(ARGUMENT) : item.scalar(ARGUMENT);
    var argument = written == null ? null : inputs.resolve(item, written);
    if (argument != null && argument.getBytes(StandardCharsets.UTF_8).length > ARGUMENT_BYTES_MAX) {
      item.tell(
          Flaw.TEXT_TOO_LONG,
          "is too long, must be at most " + ARGUMENT_BYTES_MAX + " bytes",
          "hand over the name of a file");
    }
    return argument;
  }
}
