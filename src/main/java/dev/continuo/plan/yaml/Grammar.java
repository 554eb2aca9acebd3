package dev.continuo.plan.yaml;

import dev.continuo.gate.GatePart;
import dev.continuo.gate.GateSpec;
import dev.continuo.plan.Scheduling;
import dev.continuo.plan.yaml.Form.Arguments;
import dev.continuo.plan.yaml.Form.Condition;
import dev.continuo.plan.yaml.Form.Either;
import dev.continuo.plan.yaml.Form.Expressions;
import dev.continuo.plan.yaml.Form.Fields;
import dev.continuo.plan.yaml.Form.Folder;
import dev.continuo.plan.yaml.Form.Items;
import dev.continuo.plan.yaml.Form.Name;
import dev.continuo.plan.yaml.Form.Named;
import dev.continuo.plan.yaml.Form.Naming;
import dev.continuo.plan.yaml.Form.Prose;
import dev.continuo.plan.yaml.Form.Span;
import dev.continuo.plan.yaml.Form.Title;
import dev.continuo.plan.yaml.Form.Truth;
import dev.continuo.plan.yaml.Form.Variables;
import dev.continuo.plan.yaml.Form.Whole;
import dev.continuo.plan.yaml.Form.Word;
import dev.continuo.run.OnFailure;
import dev.continuo.run.RunSpec;
import dev.continuo.task.Need;
import dev.continuo.task.Priority;
import dev.continuo.task.Retries;
import dev.continuo.task.SecretPart;
import dev.continuo.task.Timeout;
import java.time.Duration;
import java.util.List;

/** The maps of plans and of agent definitions, with all their keys. */
final class Grammar {
  private static final String NONE = "none";
  private static final Name NAME = new Name();
  private static final Span TIME = new Span(Duration.ofMillis(1), Timeout.MAX);
  private static final Span DELAYS = new Span(Duration.ZERO, Timeout.MAX);

  /** A script, or a command with its arguments. */
  static final Prose SCRIPT = new Prose("a text or a list of texts");

  static final Arguments COMMAND = new Arguments(SCRIPT.allowed(), Expressions.INPUTS);
  private static final Either SCRIPT_OR_COMMAND =
      new Either(SCRIPT.allowed(), List.of(SCRIPT, COMMAND));

  // What a task or a check executes.

  static final Key<Either> RUN =
      new Key<>(
          "run",
          SCRIPT_OR_COMMAND,
          "`run: make test` or `run: [make, test]`",
          "a script for `sh -c`, or a list: a command with its arguments, given to the system as it"
              + " is",
          "one of `run`, `agent` is required");
  static final Key<Name> AGENT =
      new Key<>(
          "agent",
          NAME,
          "`agent: reviewer`",
          "the name of an agent, defined in `.continuo/agents/NAME.yml` in the project",
          "found by the task's `tags`, where the project says how");
  static final Key<Prose> PROMPT =
      new Key<>(
          "prompt",
          new Prose("a text"),
          "`prompt: Review the last commit.`",
          "what the agent is told",
          "required with `agent`");

  private static final List<Key<?>> WORK = List.of(RUN, AGENT, PROMPT);

  /** What a gate's check executes. */
  static final Fields CHECKS =
      Fields.of("a map with `run`, or `agent` and `prompt`", WORK)
          .one(RUN, AGENT)
          .with(AGENT, PROMPT)
          .with(PROMPT, AGENT);

  // Secrets, of tasks and of gates.

  static final Items SECRET_LIST =
      new Items("a name or a list of names", new Form.SecretName(), SecretPart.NAMES_MAX);
  static final Key<Either> SECRETS =
      new Key<>(
          "secrets",
          new Either(SECRET_LIST.allowed(), List.of(SECRET_LIST.each(), SECRET_LIST)),
          "`secrets: [NPM_TOKEN]`",
          "a name or a list of names: each is a variable of the environment with the value that"
              + " `continuo secret set NAME` keeps",
          NONE);
  static final Key<Either> GATE_SECRETS =
      new Key<>(
          "secrets", SECRETS.form(), SECRETS.example(), "as in a task; it has no others", NONE);

  // Gates.

  static final Key<Name> GATE_NAME =
      new Key<>("name", NAME, "`name: nightly`", "unique in its task", "`gate-1`, `gate-2`, …");
  static final Key<Either> GATE_RUN =
      new Key<>(
          "run",
          SCRIPT_OR_COMMAND,
          RUN.example(),
          "as in a task; passes when it exits with 0",
          "one of `run`, `check` is required");
  static final Key<Fields> CHECK =
      new Key<>(
          "check",
          CHECKS,
          "`check: {run: ./review.sh}`",
          "`run`, or `agent` and `prompt`, as in a task; passes by the verdict in its result",
          "");
  static final Key<Whole> ROUNDS_MAX =
      new Key<>(
          "rounds-max",
          new Whole(0, GateSpec.ROUNDS_MAX),
          "`rounds-max: 2`",
          "how often a task that was sent back may try again, 0 to " + GateSpec.ROUNDS_MAX,
          "0 for `run`, " + GateSpec.VERDICT_ROUNDS_DEFAULT + " for `check`");
  static final Key<Span> GATE_TIMEOUT =
      new Key<>(
          "timeout",
          TIME,
          "`timeout: 15m`",
          "how long it may take; then it is stopped",
          "15 min, `ask`");
  static final Fields GATE =
      Fields.of(
              "a map with `run` or `check`",
              List.of(GATE_NAME, GATE_RUN, CHECK, GATE_SECRETS, ROUNDS_MAX, GATE_TIMEOUT))
          .one(GATE_RUN, CHECK);

  // Retries.

  static final Key<Whole> MAX =
      new Key<>(
          "max",
          new Whole(0, Retries.MAX),
          "`max: 2`",
          "further attempts after a failed one, 0 to " + Retries.MAX,
          Key.REQUIRED);
  static final Key<Span> DELAY =
      new Key<>(
          "delay",
          DELAYS,
          "`delay: 10s`",
          "the wait before the first of them; each further one is twice as long",
          Key.code(Retries.NONE.delay()));
  static final Key<Span> DELAY_MAX =
      new Key<>(
          "delay-max",
          DELAYS,
          "`delay-max: 5m`",
          "the longest wait",
          Key.code(Retries.NONE.delayMax()) + ", or `delay` where that is longer");
  static final Fields BACKOFF =
      Fields.of("a map with `max`, `delay`, `delay-max`", List.of(MAX, DELAY, DELAY_MAX))
          .require(MAX);

  // What defaults and tasks can both say.

  static final Key<Variables> ENV =
      new Key<>(
          "env",
          new Variables(),
          "`env: {LEVEL: info}`",
          "names and values; values are text, numbers or truth values, and may contain"
              + " `${{ inputs.NAME }}`",
          "that of the plan");
  static final Key<Folder> WORKDIR =
      new Key<>(
          "workdir",
          new Folder(),
          "`workdir: web/app`",
          "a folder below the project",
          "the project itself");
  static final Key<Span> TIMEOUT =
      new Key<>(
          "timeout",
          TIME,
          "`timeout: 15m`",
          "how long an attempt may take: `90s`, `15m`, `1h30m`, `2d`, `500ms`",
          "15 min, `ask`");
  static final Key<Word<Timeout.Action>> ON_TIMEOUT =
      new Key<>(
          "on-timeout",
          Word.of(Timeout.Action.values()),
          "`on-timeout: stop`",
          "`stop`: the attempt is stopped and has failed. `ask`: it goes on, and is shown as"
              + " overdue",
          "`stop` when `timeout` is given");
  static final Key<Either> RETRIES =
      new Key<>(
          "retries",
          new Either(
              MAX.form().allowed() + ", or " + BACKOFF.allowed(), List.of(MAX.form(), BACKOFF)),
          "`retries: 2`",
          "further attempts after a failed one, 0 to "
              + Retries.MAX
              + "; or `{max: 3, delay: 1s, delay-max: 5m}`",
          "0");
  static final Key<Word<Priority>> PRIORITY =
      new Key<>(
          "priority",
          Word.of(Priority.URGENT, Priority.HIGH, Priority.NORMAL, Priority.LOW)
              // SPEC X-07
              .or("critical", Priority.URGENT)
              .or("immediate", Priority.URGENT),
          "`priority: high`",
          "`urgent`, `high`, `normal`, `low` (also `critical` and `immediate` for `urgent`)",
          "`normal`");
  static final Items LOCK_LIST = new Items("a name or a list of names", NAME, 100);
  static final Key<Either> LOCKS =
      new Key<>(
          "locks",
          new Either(LOCK_LIST.allowed(), List.of(NAME, LOCK_LIST)),
          "`locks: [database]`",
          "a name or a list of names; one task in the whole store has each at a time",
          NONE);
  static final Key<Truth> CONTINUE_ON_ERROR =
      new Key<>(
          "continue-on-error",
          new Truth(),
          "`continue-on-error: true`",
          "`true`: its failure is none of the run's business. It satisfies only `ended`",
          "`false`");
  static final Key<Items> GATES =
      new Key<>(
          "gates",
          new Items("a list of gates", GATE, GatePart.GATES_MAX),
          "`gates: [{run: make test}]`",
          "what must hold before the task's claim to be done is believed",
          NONE);

  private static final List<Key<?>> SETTINGS =
      List.of(
          ENV,
          SECRETS,
          WORKDIR,
          TIMEOUT,
          ON_TIMEOUT,
          RETRIES,
          PRIORITY,
          LOCKS,
          ResourceGrammar.RESOURCES,
          CONTINUE_ON_ERROR,
          GATES);

  // Tasks.

  static final Word<Need.On> ENDS = Word.of(Need.On.values());
  static final Items NEED_LIST =
      new Items("a name, a list of names or a map of names", NAME, Integer.MAX_VALUE);
  static final Key<Either> NEEDS =
      new Key<>(
          "needs",
          new Either(
              NEED_LIST.allowed(),
              List.of(
                  NAME,
                  NEED_LIST,
                  new Named("a map of names", Naming.NAMES, ENDS, 0, Integer.MAX_VALUE))),
          "`needs: [build, test]`",
          "a name, a list of names, or a map `name: succeeded` or `name: ended`",
          NONE);

  /** How many of its needs a task waits for, in words. */
  enum Join {
    ALL,
    ANY
  }

  static final Word<Join> JOIN_WORD = Word.of(Join.values());
  static final Whole JOIN_COUNT = new Whole(1, Integer.MAX_VALUE);
  static final Key<Either> JOIN =
      new Key<>(
          "join",
          new Either("`all`, `any` or a number", List.of(JOIN_WORD, JOIN_COUNT)),
          "`join: any`",
          "for how many of its `needs` it waits: `all`, `any` for one of them, or a number. What was"
              + " skipped counts for `all` only",
          "`all`");
  static final Key<Condition> IF =
      new Key<>(
          "if",
          new Condition(),
          "`if: needs.review.result.deploy == true`",
          "a condition over `inputs` and `needs`, told when the needs are satisfied; when it is"
              + " false, the task is skipped",
          "it is done");
  static final Fields TASK =
      Fields.of(
              CHECKS.allowed(),
              joined(
                  List.of(
                      WORK,
                      List.of(StepGrammar.STEPS, UsesGrammar.USES, UsesGrammar.WITH),
                      List.of(NEEDS, JOIN, IF, EachGrammar.FOR_EACH),
                      List.of(UntilGrammar.UNTIL, UntilGrammar.ROUNDS, SyncGrammar.SYNC_POINTS),
                      List.of(ApprovalGrammar.APPROVAL),
                      List.of(ArtifactGrammar.PRODUCES, ArtifactGrammar.CONSUMES),
                      SETTINGS,
                      RemarkGrammar.REMARKS)))
          .one(RUN, PROMPT, UsesGrammar.USES)
          .with(AGENT, PROMPT)
          .with(StepGrammar.STEPS, PROMPT)
          .with(UsesGrammar.WITH, UsesGrammar.USES)
          .with(UntilGrammar.ROUNDS, UntilGrammar.UNTIL);

  private static List<Key<?>> joined(List<List<Key<?>>> lists) {
    return lists.stream().<Key<?>>flatMap(List::stream).toList();
  }

  // The plan itself.

  static final Key<Title> PLAN_NAME =
      new Key<>("name", new Title(100), "`name: nightly`", "of its runs", "the file's name");
  static final Key<Named> INPUTS =
      new Key<>(
          "inputs",
          new Named("a map of inputs by name", Naming.INPUTS, InputGrammar.DECLARATION, 0, 100),
          "`inputs: {version: {type: string}}`",
          "values that whoever runs the plan gives",
          NONE);
  static final Key<Variables> PLAN_ENV =
      new Key<>("env", ENV.form(), ENV.example(), "variables for all tasks", NONE);
  static final Key<Fields> DEFAULTS =
      new Key<>(
          "defaults",
          Fields.of("a map of task keys", SETTINGS),
          "`defaults: {retries: 1}`",
          "for all tasks, unless they say otherwise: any key of a task from `env` to `gates`",
          NONE);
  static final Key<Whole> PARALLEL =
      new Key<>(
          "parallel",
          new Whole(1, RunSpec.PARALLEL_MAX),
          "`parallel: 4`",
          "attempts of a run at once, 1 to " + RunSpec.PARALLEL_MAX,
          "" + RunSpec.PARALLEL_DEFAULT);
  static final Key<Fields> LIMITS =
      new Key<>(
          "limits",
          Fields.of("a map with `parallel`", List.of(PARALLEL)),
          "`limits: {parallel: 4}`",
          "`parallel`: " + PARALLEL.about(),
          "`parallel`: " + PARALLEL.otherwise());
  static final Key<Word<OnFailure>> ON_FAILURE =
      new Key<>(
          "on-failure",
          Word.of(OnFailure.values()),
          "`on-failure: pause`",
          "what a failed task does to the others: `pause` starts nothing more until a person"
              + " decides, `continue` goes on with all that does not need it, `cancel` ends them",
          "`pause`");
  static final Key<Word<Scheduling>> SCHEDULING =
      new Key<>(
          "scheduling",
          Word.of(Scheduling.AS_READY, Scheduling.STRICT_BATCHES)
              // SPEC X-16
              .or("as_ready", Scheduling.AS_READY)
              .or("strict_batches", Scheduling.STRICT_BATCHES),
          "`scheduling: strict-batches`",
          "`as-ready`: a task starts when what it needs is there. `strict-batches`: not before all"
              + " that could start before it have ended",
          "`as-ready`");
  static final Key<Truth> AUTO_LAUNCH =
      new Key<>(
          "auto-launch",
          new Truth(),
          "`auto-launch: false`",
          "`false`: in strict batches, each but the first waits for `continuo batch launch RUN`",
          "`true`");
  static final Key<Named> TASKS =
      new Key<>(
          "tasks",
          new Named("a map of tasks by name", Naming.NAMES, TASK, 1, Integer.MAX_VALUE),
          "`tasks: {build: {run: make}}`",
          "the tasks by name",
          Key.REQUIRED);
  static final Fields PLAN =
      Fields.of(
              "a map with `tasks`",
              List.of(
                  PLAN_NAME,
                  INPUTS,
                  PLAN_ENV,
                  ResourceGrammar.POOLS,
                  DEFAULTS,
                  LIMITS,
                  ON_FAILURE,
                  SCHEDULING,
                  AUTO_LAUNCH,
                  TASKS))
          .require(TASKS);

  private Grammar() {}
}
