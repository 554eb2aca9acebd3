package dev.continuo.plan.yaml;

import dev.continuo.plan.Packets;
import dev.continuo.plan.yaml.Form.Fields;
import dev.continuo.plan.yaml.Form.Name;
import dev.continuo.plan.yaml.Form.Named;
import dev.continuo.plan.yaml.Form.Naming;
import dev.continuo.plan.yaml.Form.Truth;
import dev.continuo.plan.yaml.Form.Whole;
import dev.continuo.plan.yaml.Form.Word;
import dev.continuo.routing.Fallback;
import dev.continuo.run.RunSpec;
import java.util.List;

/** The keys of a project's configuration, and of its mapping; in snake case, as they were. */
final class ConfigurationGrammar {
  static final int HOOKS_MAX = 10;
  static final int MODELS_MAX = 100;
  static final int ROWS_MAX = 1_000;

  // Parallelism.

  static final Key<Whole> MAX_PARALLEL_TASKS =
      new Key<>(
          "max_parallel_tasks",
          new Whole(1, RunSpec.PARALLEL_MAX),
          "`max_parallel_tasks: 5`",
          "attempts of a run at once, where its plan says nothing; 3 to 5 are recommended",
          "" + RunSpec.PARALLEL_DEFAULT);
  static final Key<Truth> AUTO_LAUNCH =
      new Key<>(
          "auto_launch",
          new Truth(),
          "`auto_launch: true`",
          "`false`: where a plan does not say `auto-launch`, it is done in batches, each but the"
              + " first launched by `continuo batch launch RUN`",
          "`true`");
  static final Key<Truth> RESPECT_DEPENDENCIES =
      new Key<>(
          "respect_dependencies",
          new Truth(),
          "`respect_dependencies: true`",
          "always `true`; `false` is refused",
          "`true`");
  static final Fields PARALLELISM_KEYS =
      Fields.of(
          "a map with `max_parallel_tasks`, `auto_launch`, `respect_dependencies`",
          List.of(MAX_PARALLEL_TASKS, AUTO_LAUNCH, RESPECT_DEPENDENCIES));
  static final Key<Fields> PARALLELISM =
      new Key<>(
          "parallelism",
          PARALLELISM_KEYS,
          "`parallelism: {max_parallel_tasks: 5}`",
          "how much happens at once",
          "");

  // Routing.

  static final Key<Word<Fallback>> FALLBACK_BEHAVIOR =
      new Key<>(
          "fallback_behavior",
          Word.of(Fallback.USE_DEFAULT, Fallback.ASK_USER).snake(),
          "`fallback_behavior: use_default`",
          "what happens with a task whose tags call for nobody. `use_default`: the default"
              + " specialist does it, which is told. `ask_user`: the task waits until a person has"
              + " answered who does it",
          "the plan is refused");
  static final Form.Text SPECIALIST = new Form.Text("a name like `Senior Engineer (Sonnet)`");
  static final Key<Form.Text> DEFAULT_SPECIALIST =
      new Key<>(
          "default_specialist",
          SPECIALIST,
          "`default_specialist: Implementation Specialist`",
          "who does it then",
          "required with `use_default`");
  static final Fields ROUTING_KEYS =
      Fields.of(
          "a map with `fallback_behavior`, `default_specialist`",
          List.of(FALLBACK_BEHAVIOR, DEFAULT_SPECIALIST));
  static final Key<Fields> SPECIALIST_ROUTING =
      new Key<>(
          "specialist_routing",
          ROUTING_KEYS,
          "`specialist_routing: {fallback_behavior: use_default}`",
          "who does a task that names no agent",
          "");
  static final Form.Text MODEL = new Form.Text("a text");
  static final Key<Named> MODELS =
      new Key<>(
          "models",
          new Named("a map of models by tier", Naming.NAMES, MODEL, 0, MODELS_MAX),
          "`models: {Haiku: claude-haiku-4-5}`",
          "the model of each tier, which becomes `{model}` in an agent's command",
          "none");

  // Gates.

  static final Key<Truth> ENABLED =
      new Key<>("enabled", new Truth(), "`enabled: true`", "whether there are any", "`false`");
  static final Key<Name> HOOK =
      new Key<>(
          "hook",
          new Name(),
          "`hook: run_tests`",
          "the name of a file in `.continuo/hooks` or `.taskorchestrator/hooks` that can be"
              + " executed; it passes when it exits with 0",
          Key.REQUIRED);
  static final Key<Truth> REQUIRED =
      new Key<>(
          "required",
          new Truth(),
          "`required: true`",
          "`false`: when it does not pass, that is told and the task is done all the same",
          "`true`");
  static final Fields HOOK_KEYS =
      Fields.of("a map with `hook`", List.of(HOOK, REQUIRED)).require(HOOK);
  static final Key<Named> TASK_GATES =
      new Key<>(
          "task_gates",
          new Named("a map of gates by name", Naming.NAMES, HOOK_KEYS, 0, HOOKS_MAX),
          "`task_gates: {testing: {hook: run_tests}}`",
          "gates of all tasks, by name; a gate of this name in a plan stands in their place",
          "none");
  static final Fields GATES_KEYS =
      Fields.of("a map with `enabled`, `task_gates`", List.of(ENABLED, TASK_GATES));
  static final Key<Fields> QUALITY_GATES =
      new Key<>(
          "quality_gates",
          GATES_KEYS,
          "`quality_gates: {enabled: true}`",
          "what must hold before any task is done",
          "");

  // Limits.

  static final Key<Whole> MAX_AGENTS =
      new Key<>(
          "max_agents",
          new Whole(1, RunSpec.PARALLEL_MAX),
          "`max_agents: 20`",
          "attempts of a run at once, whatever its plan says",
          "none");
  static final Fields LIMITS_KEYS = Fields.of("a map with `max_agents`", List.of(MAX_AGENTS));
  static final Key<Fields> LIMITS =
      new Key<>(
          "limits",
          LIMITS_KEYS,
          "`limits: {max_agents: 20}`",
          "what no plan of the project can exceed",
          "");

  static final Key<Whole> WIP_MAX =
      new Key<>(
          "max",
          new Whole(1, RunSpec.PARALLEL_MAX),
          "`max: 3`",
          "attempts of a run at once, whatever its plan says; 3 is meant for agents",
          "none");
  static final Key<Whole> WIP_PREFERRED =
      new Key<>(
          "preferred",
          new Whole(1, RunSpec.PARALLEL_MAX),
          "`preferred: 2`",
          "a plan that allows more at once is noted; 2 is meant for agents",
          "none");
  static final Key<Fields> WIP =
      new Key<>(
          "wip",
          Fields.of("a map with `max`, `preferred`", List.of(WIP_MAX, WIP_PREFERRED)),
          "`wip: {max: 3, preferred: 2}`",
          "how much work goes on at once in a project that works lean",
          "");

  // Packets.

  private static final int FILES_MAX = 1_000_000;
  static final Key<Whole> IDEAL_FILES =
      new Key<>(
          "ideal_files",
          new Whole(1, FILES_MAX),
          "`ideal_files: 5`",
          "so many files are a task for one agent without a further thought",
          "" + Packets.USUAL.ideal());
  static final Key<Whole> MAX_FILES =
      new Key<>(
          "max_files",
          new Whole(1, FILES_MAX),
          "`max_files: 14`",
          "so many are a task for one agent with a plan of its parts; more are refused",
          "" + Packets.USUAL.most());
  static final Key<Whole> DIVIDED_FILES =
      new Key<>(
          "divided_files",
          new Whole(1, FILES_MAX),
          "`divided_files: 26`",
          "so many must become two or three tasks, and more three or more",
          "" + Packets.USUAL.divided());
  static final Key<Fields> PACKETS =
      new Key<>(
          "packets",
          Fields.of(
              "a map with `ideal_files`, `max_files`, `divided_files`",
              List.of(IDEAL_FILES, MAX_FILES, DIVIDED_FILES)),
          "`packets: {max_files: 14}`",
          "how many files a task of an agent can touch",
          "");

  static final Fields CONFIGURATION =
      Fields.of(
          "a map with `parallelism`, `specialist_routing`, `models`, `quality_gates`, `limits`,"
              + " `wip`, `packets`",
          List.of(PARALLELISM, SPECIALIST_ROUTING, MODELS, QUALITY_GATES, LIMITS, WIP, PACKETS));

  /** A mapping is a map of its own. */
  static final Named ROWS = new Named("a map of tags", Naming.NAMES, SPECIALIST, 0, ROWS_MAX);

  private ConfigurationGrammar() {}
}
