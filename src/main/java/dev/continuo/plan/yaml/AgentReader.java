package dev.continuo.plan.yaml;

import static dev.continuo.plan.yaml.AgentGrammar.AGENT_COMMAND;
import static dev.continuo.plan.yaml.AgentGrammar.AGENT_MODEL;
import static dev.continuo.plan.yaml.AgentGrammar.AGENT_NAME;

import dev.continuo.plan.AgentDefinitions;
import dev.continuo.plan.Flaw;
import dev.continuo.plan.Nearest;
import dev.continuo.plan.Place;
import dev.continuo.plan.Problem;
import dev.continuo.plan.Problems;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds out which command an agent is: its definition has {@code name} and {@code command}, an
 * argument list. The element {@code {prompt}} stands for the prompt; where there is none, the
 * prompt becomes the last argument. {@code {model}} stands for the model that a tier has, or else
 * the definition.
 */
final class AgentReader {
  static final int FILE_BYTES_MAX = 64 << 10;
  static final String PROMPT = "{prompt}";

  private final AgentDefinitions definitions;
  private final Problems problems;

  static final String MODEL = "{model}";

  /** What a file says; a command without elements when it is wrong, which has been told. */
  private record Definition(List<String> command, String model) {
    private static final Definition WRONG = new Definition(List.of(), "");
  }

  private final Map<String, String> models;
  private final Map<String, Definition> known = new HashMap<>();

  private final SortedMap<String, String> files = new TreeMap<>();

  /**
   * @param models the model of each tier, by its name in small letters
   */
  AgentReader(AgentDefinitions definitions, Map<String, String> models, Problems problems) {
    this.definitions = definitions;
    this.models = models;
    this.problems = problems;
  }

  /** The content of all files that were read, by the agent's name. */
  SortedMap<String, String> files() {
    return files;
  }

  /**
   * The command of the agent that the value names; null when there is none.
   *
   * @param tier how large a model it takes; empty when that is not said
   */
  @Nullable List<String> command(Value agent, String tier) {
    var definition = definition(agent);
    return definition == null ? null : modelled(agent, definition, tier);
  }

  private @Nullable List<String> modelled(Value agent, Definition definition, String tier) {
    if (definition.command().stream().noneMatch(argument -> argument.contains(MODEL))) {
      return definition.command();
    }
    var model = models.getOrDefault(tier.toLowerCase(Locale.ROOT), definition.model());
    if (model.isEmpty()) {
      agent.tell(
          Flaw.MODEL_UNKNOWN,
          "takes a model, and "
              + (tier.isEmpty() ? "nothing says which" : "tier `" + tier + "` has none"),
          "write `model: NAME` in its definition"
              + (tier.isEmpty()
                  ? ""
                  : ", or `models: {" + tier + ": NAME}` in `.continuo/config.yaml`"));
      return null;
    }
    return definition.command().stream().map(argument -> argument.replace(MODEL, model)).toList();
  }

  private @Nullable Definition definition(Value agent) {
    var name = agent.name();
    if (name == null) {
      return null;
    }
    var before = known.get(name);
    if (before != null) {
      return before;
    }
    var bytes = find(agent, name);
    if (bytes == null) {
      return null;
    }
    var definition = definition(bytes, name);
    known.put(name, definition);
    return definition;
  }

  private byte @Nullable [] find(Value agent, String name) {
    try {
      var bytes = definitions.find(name);
      if (bytes == null) {
        var near = problems.full() ? "" : near(name);
        agent.tell(
            Flaw.AGENT_UNKNOWN,
            "is unknown, found `" + name + "`" + near,
            "define it in `" + AgentDefinitions.path(name) + "`");
      }
      return bytes;
    } catch (IOException unreadable) {
      problems.add(
          new Problem(
              Flaw.AGENT_UNREADABLE,
              Place.of(AgentDefinitions.path(name)),
              "cannot be read, " + Disk.reason(unreadable),
              Disk.hint(unreadable)));
      known.put(name, Definition.WRONG);
      return null;
    }
  }

  private String near(String name) {
    return Nearest.to(name, definitions.names())
        .map(other -> ", did you mean `" + other + "`?")
        .orElse("");
  }

  private Definition definition(byte[] bytes, String name) {
    var file = AgentDefinitions.path(name);
    var subject = new Subject("agent `" + name + "`", problems);
    try {
      if (bytes.length > FILE_BYTES_MAX) {
        throw new Refused(
            Flaw.PLAN_TOO_LARGE,
            Place.of(file),
            "too large, found " + bytes.length + " bytes, must be at most " + FILE_BYTES_MAX,
            "keep only `name` and `command` in it");
      }
      var text = Decoded.of(bytes, file);
      if (!(TreeReader.read(text, file) instanceof Tree.Fields fields)) {
        throw new Refused(
            Flaw.TYPE_WRONG,
            Place.of(file),
            "no agent definition, must have `name` and `command`",
            "write `name: " + name + "`, and below it " + AGENT_COMMAND.example());
      }
      files.put(name, text);
      var section = new Section(subject, fields).only(AgentGrammar.AGENT_DEFINITION.keys());
      if (!section.has(AGENT_NAME) && !section.meant(AGENT_NAME)) {
        section.tellMissing(AGENT_NAME, section.place(), "`name: " + name + "`");
      }
      section.read(AGENT_NAME, name, value -> checkName(value, name));
      return new Definition(
          section.require(AGENT_COMMAND, List.of(), AgentReader::arguments),
          section.read(AGENT_MODEL, "", value -> value.text(AGENT_MODEL.form())));
    } catch (Refused refused) {
      problems.add(refused.problem());
      return Definition.WRONG;
    }
  }

  private static @Nullable String checkName(Value value, String name) {
    var written = value.name();
    if (written != null && !written.equals(name)) {
      value.tell(
          Flaw.AGENT_NAME_DIFFERS,
          "is not that of its file, found `" + written + "`, must be `" + name + "`",
          "write `name: " + name + "`, or rename the file");
    }
    return written;
  }

  private static @Nullable List<String> arguments(Value value) {
    var arguments = WorkReader.arguments(value, AGENT_COMMAND.form(), Value::plain);
    for (var argument : arguments == null ? List.<String>of() : arguments) {
      if (argument.contains(PROMPT) && !argument.equals(PROMPT)) {
        value.tell(
            Flaw.PROMPT_INSIDE_ARGUMENT,
            "has `{prompt}` inside of an element, found "
                + Quote.of(argument)
                + ", must be an element of its own",
            "write it like `[fix, --prompt, \"{prompt}\"]`");
      }
    }
    return arguments;
  }
}
