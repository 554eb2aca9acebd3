package dev.continuo.plan.yaml;

import static dev.continuo.plan.yaml.ConfigurationGrammar.AUTO_LAUNCH;
import static dev.continuo.plan.yaml.ConfigurationGrammar.DEFAULT_SPECIALIST;
import static dev.continuo.plan.yaml.ConfigurationGrammar.ENABLED;
import static dev.continuo.plan.yaml.ConfigurationGrammar.FALLBACK_BEHAVIOR;
import static dev.continuo.plan.yaml.ConfigurationGrammar.HOOK;
import static dev.continuo.plan.yaml.ConfigurationGrammar.LIMITS;
import static dev.continuo.plan.yaml.ConfigurationGrammar.MAX_AGENTS;
import static dev.continuo.plan.yaml.ConfigurationGrammar.MAX_PARALLEL_TASKS;
import static dev.continuo.plan.yaml.ConfigurationGrammar.MODELS;
import static dev.continuo.plan.yaml.ConfigurationGrammar.PACKETS;
import static dev.continuo.plan.yaml.ConfigurationGrammar.PARALLELISM;
import static dev.continuo.plan.yaml.ConfigurationGrammar.QUALITY_GATES;
import static dev.continuo.plan.yaml.ConfigurationGrammar.REQUIRED;
import static dev.continuo.plan.yaml.ConfigurationGrammar.RESPECT_DEPENDENCIES;
import static dev.continuo.plan.yaml.ConfigurationGrammar.SPECIALIST_ROUTING;
import static dev.continuo.plan.yaml.ConfigurationGrammar.TASK_GATES;
import static dev.continuo.plan.yaml.ConfigurationGrammar.WIP;
import static dev.continuo.plan.yaml.ConfigurationGrammar.WIP_MAX;
import static dev.continuo.plan.yaml.ConfigurationGrammar.WIP_PREFERRED;

import dev.continuo.plan.Configuration.Weight;
import dev.continuo.plan.Flaw;
import dev.continuo.plan.Place;
import dev.continuo.routing.Fallback;
import dev.continuo.routing.Specialist;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What one file of a project's configuration says. */
record ConfigurationLayer(
    String file,
    Optional<Integer> maxParallelTasks,
    Optional<Integer> maxAgents,
    Optional<Integer> wipMax,
    Optional<Integer> wipPreferred,
    PacketLayer packets,
    Optional<Boolean> autoLaunch,
    Optional<Fallback> fallback,
    Optional<Specialist> specialist,
    Map<String, String> models,
    Optional<Boolean> gatesEnabled,
    List<Hooked> hooks) {

  /** A gate, and the hook that it names. */
  record Hooked(String gate, String name, Weight weight, Place at) {}

  static ConfigurationLayer read(String file, Section top) {
    var parallelism = part(top, PARALLELISM);
    var routing = part(top, SPECIALIST_ROUTING);
    var wip = part(top, WIP);
    var gates = part(top, QUALITY_GATES);
    parallelism.ifPresent(ConfigurationLayer::checkDependencies);
    return new ConfigurationLayer(
        file,
        parallelism.flatMap(in -> whole(in, MAX_PARALLEL_TASKS)),
        part(top, LIMITS).flatMap(in -> whole(in, MAX_AGENTS)),
        wip.flatMap(in -> whole(in, WIP_MAX)),
        wip.flatMap(in -> whole(in, WIP_PREFERRED)),
        PacketLayer.read(part(top, PACKETS)),
        parallelism.flatMap(in -> told(in, AUTO_LAUNCH, value -> value.truth(AUTO_LAUNCH.form()))),
        routing.flatMap(
            in -> told(in, FALLBACK_BEHAVIOR, value -> value.word(FALLBACK_BEHAVIOR.form()))),
        routing.flatMap(in -> told(in, DEFAULT_SPECIALIST, ConfigurationLayer::specialist)),
        top.read(MODELS, Map.<String, String>of(), ConfigurationLayer::models),
        gates.flatMap(in -> told(in, ENABLED, value -> value.truth(ENABLED.form()))),
        gates
            .map(in -> in.read(TASK_GATES, List.<Hooked>of(), ConfigurationLayer::hooks))
            .orElse(List.of()));
  }

  private static Optional<Section> part(Section top, Key<Form.Fields> key) {
    return told(top, key, value -> value.fields(key.form(), top.subject().part(value.what())));
  }

  static Optional<Integer> whole(Section section, Key<Form.Whole> key) {
    return told(section, key, value -> value.whole(key.form()));
  }

  private static <T> Optional<T> told(Section section, Key<?> key, Section.Reader<T> reader) {
    var value = section.get(key);
    return value == null ? Optional.empty() : Optional.ofNullable(reader.read(value));
  }

  private static void checkDependencies(Section parallelism) {
    var value = parallelism.get(RESPECT_DEPENDENCIES);
    if (value != null && Boolean.FALSE.equals(value.truth(RESPECT_DEPENDENCIES.form()))) {
      value.tell(
          Flaw.DEPENDENCIES_IGNORED,
          "is `false`, which no run can have: a task never starts before what it needs has"
              + " succeeded",
          "remove it, or write `needs: {NAME: ended}` where a failure does not matter");
    }
  }

  /** {@code NAME (TIER)}. */
  static @Nullable Specialist specialist(Value value) {
    var text = value.text(ConfigurationGrammar.SPECIALIST);
    if (text == null) {
      return null;
    }
    var specialist = Specialist.parse(text).filter(read -> Names.isName(read.agent()));
    if (specialist.isEmpty()) {
      value.tell(
          Flaw.NAME_INVALID,
          "is no specialist, found "
              + Quote.of(text)
              + ", must be "
              + ConfigurationGrammar.SPECIALIST.allowed(),
          "write it like " + value.example());
    }
    return specialist.orElse(null);
  }

  private static @Nullable Map<String, String> models(Value value) {
    var subject = value.subject().part(value.what());
    var section = value.named(MODELS.form(), subject, MODELS.form().max(), "models");
    if (section == null) {
      return null;
    }
    var models = new TreeMap<String, String>();
    for (var field : section.fields()) {
      var tier = new Value(subject, "the tier", MODELS.example(), field.key()).name();
      if (tier != null) {
        var model =
            new Value(subject, Quote.of(tier), MODELS.example(), field.value())
                .text(ConfigurationGrammar.MODEL);
        models.put(tier.toLowerCase(Locale.ROOT), model == null ? "" : model);
      }
    }
    return models;
  }

  private static @Nullable List<Hooked> hooks(Value value) {
    var form = TASK_GATES.form();
    var section = value.named(form, value.subject().part(value.what()), form.max(), "gates");
    if (section == null) {
      return null;
    }
    var hooks = new ArrayList<Hooked>();
    for (var field : section.fields()) {
      var gate = new Value(section.subject(), "the gate", TASK_GATES.example(), field.key()).name();
      if (gate != null) {
        var subject = section.subject().part("gate " + Quote.of(gate));
        var keys =
            new Value(section.subject(), Quote.of(gate), TASK_GATES.example(), field.value())
                .fields(ConfigurationGrammar.HOOK_KEYS, subject);
        if (keys != null) {
          hooks.add(hook(gate, keys));
        }
      }
    }
    return hooks;
  }

  private static Hooked hook(String gate, Section keys) {
    var required = keys.read(REQUIRED, true, value -> value.truth(REQUIRED.form()));
    var name = keys.require(HOOK, "", Value::name);
    var written = keys.get(HOOK);
    return new Hooked(
        gate,
        name,
        required ? Weight.REQUIRED : Weight.ADVISORY,
        written == null ? keys.place() : written.at());
  }
}
