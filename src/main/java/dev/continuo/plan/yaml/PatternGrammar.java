package dev.continuo.plan.yaml;

import dev.continuo.pattern.Shape;
import dev.continuo.plan.yaml.Form.Either;
import dev.continuo.plan.yaml.Form.Fields;
import dev.continuo.plan.yaml.Form.Items;
import dev.continuo.plan.yaml.Form.Name;
import dev.continuo.plan.yaml.Form.Named;
import dev.continuo.plan.yaml.Form.Naming;
import dev.continuo.plan.yaml.Form.Text;
import dev.continuo.plan.yaml.Form.Truth;
import dev.continuo.plan.yaml.Form.Whole;
import dev.continuo.plan.yaml.Form.Word;
import dev.continuo.run.RunSpec;
import dev.continuo.sync.SyncPart;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The configurations of patterns, with all their keys. */
final class PatternGrammar {
  /** So many tasks, phases, branches … a pattern may list. */
  static final int LISTED_MAX = 1000;

  static final int POINT_LENGTH_MAX = 100;
  private static final String NONE = "none";
  private static final Name NAME = new Name();
  private static final Items NAMES = new Items("a list of names", NAME, LISTED_MAX);

  // What several of them have.

  static final Key<Word<Shape>> PATTERN =
      new Key<>(
          "pattern",
          words(),
          "`pattern: fan-out-fan-in`",
          "the name of the pattern",
          "the one whose keys there are");
  static final Key<Truth> PARALLEL_EXECUTION =
      new Key<>(
          "parallel_execution",
          new Truth(),
          "`parallel_execution: true`",
          "whether what is listed runs at the same time; with reviewers, whether they do",
          "`true`, of sequential-handoff `false`");
  static final Key<Truth> SEQUENTIAL =
      new Key<>(
          "sequential",
          new Truth(),
          "`sequential: true`",
          "whether a phase waits for the one before to be validated",
          "`true`");

  // The tasks.

  static final Fields JOB =
      Fields.of(
          "a map with `agent` and `prompt`",
          List.of(
              Grammar.AGENT,
              Grammar.PROMPT,
              Grammar.NEEDS,
              ArtifactGrammar.PRODUCES,
              ArtifactGrammar.CONSUMES));
  static final Key<Name> JOB_NAME =
      new Key<>("name", NAME, "`name: backend`", "of the task", Key.REQUIRED);
  static final Fields LISTED_JOB =
      Fields.of(
              "a map with `name` and `agent`",
              List.of(
                  JOB_NAME,
                  Grammar.AGENT,
                  Grammar.PROMPT,
                  Grammar.NEEDS,
                  ArtifactGrammar.PRODUCES,
                  ArtifactGrammar.CONSUMES))
          .require(JOB_NAME);
  static final Named JOB_MAP =
      new Named("a map of tasks by name", Naming.NAMES, JOB, 1, Integer.MAX_VALUE);
  static final Key<Either> JOBS =
      new Key<>(
          "tasks",
          new Either(
              "a map of tasks by name, or a list of tasks",
              List.of(JOB_MAP, new Items("a list of tasks", LISTED_JOB, Integer.MAX_VALUE))),
          "`tasks: {backend: {agent: coder, prompt: Write it.}}`",
          "the tasks by name; each may have `agent`, `prompt`, `needs`, `produces`, `consumes`",
          "those of `--tasks`");

  // Each pattern's own.

  static final Key<Whole> MAX_CONCURRENT =
      new Key<>(
          Shape.PARALLEL_INDEPENDENT.key(),
          new Whole(1, RunSpec.PARALLEL_MAX),
          "`max_concurrent: 2`",
          "how many run at once, 1 to " + RunSpec.PARALLEL_MAX,
          "" + RunSpec.PARALLEL_DEFAULT);
  static final Key<Items> HANDOFF_ARTIFACTS =
      new Key<>(
          Shape.SEQUENTIAL_HANDOFF.key(),
          new Items("a list of names", NAME, LISTED_MAX),
          "`handoff_artifacts: [api_contract]`",
          "the files that are handed over; one that no task `produces` is there by the end",
          NONE);
  static final Key<Items> SYNC_POINTS =
      new Key<>(
          Shape.PARALLEL_WITH_SYNC_POINTS.key(),
          new Items("a list of texts", new Text("a text"), SyncPart.POINTS_MAX),
          "`sync_points: [API contract, Integration]`",
          "the first is behind the first task, the last before the last task, each other one in the"
              + " middle of all streams, which call `continuo sync NAME`",
          Key.REQUIRED);
  static final Key<Name> PRIMARY_AGENT =
      new Key<>(
          Shape.PRIMARY_WITH_REVIEWERS.key(),
          NAME,
          "`primary_agent: coder`",
          "who does the task `primary`",
          Key.REQUIRED);
  static final Key<Items> REVIEWER_AGENTS =
      new Key<>(
          "reviewer_agents",
          NAMES,
          "`reviewer_agents: [architect, tester]`",
          "who has to approve of it",
          Key.REQUIRED);
  static final Key<Name> PHASE_NAME =
      new Key<>("name", NAME, "`name: users_module`", "of the phase", Key.REQUIRED);
  static final Key<Name> PHASE_AGENT =
      new Key<>("agent", NAME, "`agent: coder`", "who does it", Key.REQUIRED);
  static final Key<Name> VALIDATOR =
      new Key<>("validator", NAME, "`validator: tester`", "who validates it", Key.REQUIRED);
  static final Fields PHASE =
      Fields.of(
              "a map with `name`, `agent` and `validator`",
              List.of(PHASE_NAME, PHASE_AGENT, VALIDATOR))
          .require(PHASE_NAME, PHASE_AGENT, VALIDATOR);
  static final Key<Items> PHASES =
      new Key<>(
          Shape.INCREMENTAL_WITH_VALIDATION.key(),
          new Items("a list of phases", PHASE, LISTED_MAX),
          "`phases: [{name: users_module, agent: coder, validator: tester}]`",
          "the phases in their order",
          Key.REQUIRED);
  static final Key<Name> FAN_AGENT =
      new Key<>("agent", NAME, "`agent: coder`", "who does it", Key.REQUIRED);
  static final Key<Items> FAN_TASKS =
      new Key<>("tasks", NAMES, "`tasks: [api, web]`", "their names", Key.REQUIRED);
  static final Key<Truth> FAN_PARALLEL =
      new Key<>(
          "parallel",
          new Truth(),
          "`parallel: true`",
          "whether they run at the same time",
          "`true`");
  static final Key<Fields> FAN_OUT =
      new Key<>(
          Shape.FAN_OUT_FAN_IN.key(),
          Fields.of(
                  "a map with `agent`, `tasks` and `parallel`",
                  List.of(FAN_AGENT, FAN_TASKS, FAN_PARALLEL))
              .require(FAN_AGENT, FAN_TASKS),
          "`fan_out: {agent: coder, tasks: [api, web]}`",
          "tasks of one agent",
          Key.REQUIRED);
  static final Key<Name> FAN_TASK =
      new Key<>("task", NAME, "`task: integration`", "its name", Key.REQUIRED);
  static final Key<Fields> FAN_IN =
      new Key<>(
          "fan_in",
          Fields.of("a map with `agent` and `task`", List.of(FAN_AGENT, FAN_TASK))
              .require(FAN_AGENT, FAN_TASK),
          "`fan_in: {agent: tester, task: integration}`",
          "the task that gets all their results",
          Key.REQUIRED);
  static final Key<Name> ANALYZER =
      new Key<>(
          "analyzer", NAME, "`analyzer: architect`", "who does the task `analyze`", Key.REQUIRED);
  static final Key<Name> CONDITION =
      new Key<>(
          "condition",
          NAME,
          "`condition: high_complexity`",
          "what the analyzer says",
          Key.REQUIRED);
  static final Key<Name> BRANCH_AGENT =
      new Key<>("agent", NAME, "`agent: coder`", "who does it then", Key.REQUIRED);
  static final Fields BRANCH =
      Fields.of("a map with `condition` and `agent`", List.of(CONDITION, BRANCH_AGENT))
          .require(CONDITION, BRANCH_AGENT);
  static final Key<Items> BRANCHES =
      new Key<>(
          "branches",
          new Items("a list of branches", BRANCH, LISTED_MAX),
          "`branches: [{condition: high_complexity, agent: coder}]`",
          "of those that hold the first is done",
          Key.REQUIRED);
  static final Key<Fields> CONDITIONAL_LOGIC =
      new Key<>(
          Shape.CONDITIONAL_BRANCHING.key(),
          Fields.of("a map with `analyzer` and `branches`", List.of(ANALYZER, BRANCHES))
              .require(ANALYZER, BRANCHES),
          "`conditional_logic: {analyzer: architect, branches: [{condition: big, agent: coder}]}`",
          "who chooses, and among what",
          Key.REQUIRED);
  static final Key<Name> STAGE_NAME =
      new Key<>(
          "name", NAME, "`name: build`", "of the stage; its tasks are `build.NAME`", Key.REQUIRED);
  static final Fields STAGE =
      Fields.of("the configuration of a pattern with a `name`", List.of(STAGE_NAME));
  static final Key<Items> STAGES =
      new Key<>(
          Shape.COMBINATION.key(),
          new Items("a list of stages", STAGE, LISTED_MAX),
          "`stages: [{name: build, max_concurrent: 2}]`",
          "configurations of patterns, one after another",
          Key.REQUIRED);

  private static final Map<Shape, List<Key<?>>> KEYS =
      Map.of(
          Shape.PARALLEL_INDEPENDENT, List.of(PARALLEL_EXECUTION, MAX_CONCURRENT),
          Shape.SEQUENTIAL_HANDOFF, List.of(PARALLEL_EXECUTION, HANDOFF_ARTIFACTS),
          Shape.PARALLEL_WITH_SYNC_POINTS, List.of(PARALLEL_EXECUTION, SYNC_POINTS),
          Shape.PRIMARY_WITH_REVIEWERS, List.of(PRIMARY_AGENT, REVIEWER_AGENTS, PARALLEL_EXECUTION),
          Shape.INCREMENTAL_WITH_VALIDATION, List.of(PHASES, SEQUENTIAL),
          Shape.FAN_OUT_FAN_IN, List.of(FAN_OUT, FAN_IN),
          Shape.CONDITIONAL_BRANCHING, List.of(CONDITIONAL_LOGIC),
          Shape.COMBINATION, List.of(STAGES));

  private PatternGrammar() {}

  private static Word<Shape> words() {
    var words = new LinkedHashMap<String, Shape>();
    Arrays.stream(Shape.values()).forEach(shape -> words.put(shape.word(), shape));
    return new Word<>(words, Map.of());
  }

  /** The keys of a configuration of this shape, without the name of a stage. */
  static List<Key<?>> keys(Shape shape) {
    var keys = new ArrayList<Key<?>>();
    keys.add(PATTERN);
    keys.addAll(KEYS.getOrDefault(shape, List.of()));
    keys.add(JOBS);
    return keys;
  }
}
