package dev.continuo.plan.yaml;

import static dev.continuo.plan.yaml.Grammar.AUTO_LAUNCH;
import static dev.continuo.plan.yaml.Grammar.DEFAULTS;
import static dev.continuo.plan.yaml.Grammar.LIMITS;
import static dev.continuo.plan.yaml.Grammar.ON_FAILURE;
import static dev.continuo.plan.yaml.Grammar.PLAN;
import static dev.continuo.plan.yaml.Grammar.PLAN_ENV;
import static dev.continuo.plan.yaml.Grammar.PLAN_NAME;
import static dev.continuo.plan.yaml.Grammar.SCHEDULING;
import static dev.continuo.plan.yaml.Grammar.TASKS;

import dev.continuo.plan.Configuration;
import dev.continuo.plan.Draft;
import dev.continuo.plan.Flaw;
import dev.continuo.plan.Graph;
import dev.continuo.plan.Neighbours;
import dev.continuo.plan.Place;
import dev.continuo.plan.Plan;
import dev.continuo.plan.Problems;
import dev.continuo.plan.Reading;
import dev.continuo.plan.References;
import dev.continuo.plan.Scheduling;
import dev.continuo.plan.TasksFile;
import dev.continuo.plan.TextStore;
import dev.continuo.run.OnFailure;
import dev.continuo.task.TaskSpec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads plan files, version 1.
 *
 * <p>The same bytes with the same agent definitions always give the same tasks in the same order,
 * so that a plan that was stored can be read again later. Texts are stored only for a good plan.
 */
public final class PlanReader {
  public static final int PLAN_BYTES_MAX = 32 << 20;

  /** What only a whole run can have; a run that goes on keeps its own. */
  private static final Map<Key<?>, String> KEYS_OF_RUN =
      Map.of(
          LIMITS,
          "remove it, `continuo set RUN parallel=N` changes the run's",
          ON_FAILURE,
          "remove it",
          SCHEDULING,
          "remove it",
          AUTO_LAUNCH,
          "remove it");

  private final String file;
  private final Neighbours neighbours;
  private final Problems problems = new Problems();
  private final Configuration configuration;
  private final AgentReader agents;
  private final InputReader inputs;
  private final WorkReader work;
  private final Router router;
  private final RunLimits limits;
  private final StartReader start;
  private final EnvReader env;
  private final SettingsReader settings;
  private final StoredTexts texts;
  private final Artifacts artifacts = new Artifacts(problems);
  private final Optional<TasksFile> given;

  private PlanReader(String file, References references, TextStore texts, Neighbours neighbours) {
    this.file = file;
    this.neighbours = neighbours;
    this.texts = new StoredTexts(texts);
    configuration = new ConfigurationReader(references.configuration(), problems).read();
    agents = new AgentReader(references.agents(), configuration.models(), problems);
    given = references.tasks();
    inputs = new InputReader(references.inputs(), problems);
    work = new WorkReader(agents, inputs.inputs());
    router = new Router(configuration.routing(), work);
    env = new EnvReader(inputs.inputs());
    start = new StartReader(references.expressions(), inputs.inputs());
    settings = new SettingsReader(new GateReader(work), env);
    limits = new RunLimits(configuration);
  }

  /**
   * The plan that {@code bytes} are, or what is wrong with them.
   *
   * @param name the path of the file as its user typed it, for the places of problems
   */
  public static Reading read(byte[] bytes, String name, References references, TextStore texts) {
    return read(bytes, new PlanReader(name, references, texts, Neighbours.NONE));
  }

  /** The same for a plan whose tasks are added to a run that has these. */
  public static Reading readAdded(
      byte[] bytes, String name, References references, TextStore texts, Neighbours neighbours) {
    return read(bytes, new PlanReader(name, references, texts, neighbours));
  }

  private static Reading read(byte[] bytes, PlanReader reader) {
    var plan = reader.plan(bytes);
    return plan == null ? reader.problems.bad() : new Reading.Good(plan);
  }

  private @Nullable Plan plan(byte[] bytes) {
    try {
      var whole = new Section(new Subject("", problems), document(bytes, file));
      if (given.isPresent() || PatternReader.recognises(whole)) {
        return patterned(whole);
      }
      var top = whole.only(PLAN.keys());
      var name = top.read(PLAN_NAME, defaultName(), each -> each.title(PLAN_NAME.form()));
      inputs.read(top, Place.of(file));
      var variables = inputs.inputs().variables();
      variables.putAll(top.read(PLAN_ENV, Collections.emptySortedMap(), env::read));
      var parallel = limits.read(top);
      var policy = top.read(ON_FAILURE, OnFailure.PAUSE, each -> each.word(ON_FAILURE.form()));
      var scheduling = scheduling(top);
      if (neighbours != Neighbours.NONE) {
        tellKeysOfRun(top);
      }
      var tasks = new Graph(drafts(top), neighbours, problems).order(scheduling);
      return problems.isEmpty()
          ? new Plan(
              name,
              inputs.inputs().values(),
              variables,
              parallel,
              policy,
              agents.files(),
              configuration,
              notes(),
              tasks)
          : null;
    } catch (Refused refused) {
      problems.add(refused.problem());
      return null;
    }
  }

  private List<String> notes() {
    return Stream.of(configuration.notes(), limits.notes(), router.notes())
        .flatMap(List::stream)
        .toList();
  }

  /** Who launches batches by hand wants batches. */
  private Scheduling scheduling(Section top) {
    var scheduling =
        top.read(SCHEDULING, Scheduling.AS_READY, each -> each.word(SCHEDULING.form()));
    var usual = neighbours != Neighbours.NONE || configuration.launchesBatches();
    var launched = top.read(AUTO_LAUNCH, usual, each -> each.truth(AUTO_LAUNCH.form()));
    return launched ? scheduling : Scheduling.LAUNCHED_BATCHES;
  }

  /** The plan that a pattern makes of the tasks that are given to it. */
  private @Nullable Plan patterned(Section whole) {
    if (neighbours != Neighbours.NONE) {
      throw new Refused(
          Flaw.KEY_OF_RUN,
          Place.of(file),
          "the configuration of a pattern says nothing of tasks that are added to a run",
          "run it on its own");
    }
    inputs.read(
        new Section(whole.subject(), Tree.Fields.of(whole.place(), List.of())), Place.of(file));
    var cast = Cast.empty(problems);
    given.ifPresent(tasks -> read(tasks, cast));
    var pattern = new PatternReader(problems).read(whole, cast);
    if (pattern.isEmpty()) {
      return null;
    }
    cast.tellRest();
    var schedule = pattern.get().schedule(problems);
    var hooks = new ProjectGates(configuration.hooks());
    var drafts = new PatternDrafts(work, hooks, texts, artifacts, problems).of(schedule.steps());
    var parallel = limits.of(schedule, Place.of(file), problems);
    artifacts.check();
    var tasks =
        problems.isEmpty()
            ? new Graph(drafts, neighbours, problems).order(Scheduling.AS_READY)
            : List.<TaskSpec>of();
    return problems.isEmpty()
        ? new Plan(
            defaultName(),
            inputs.inputs().values(),
            inputs.inputs().variables(),
            parallel,
            schedule.onFailure(),
            agents.files(),
            configuration,
            notes(),
            tasks)
        : null;
  }

  private void read(TasksFile tasks, Cast cast) {
    var top =
        new Section(
                new Subject("", problems),
                document(tasks.text().getBytes(StandardCharsets.UTF_8), tasks.name()))
            .only(List.of(PatternGrammar.JOBS));
    top.require(
        PatternGrammar.JOBS,
        true,
        value -> {
          cast.read(value);
          return true;
        });
  }

  private static void tellKeysOfRun(Section top) {
    KEYS_OF_RUN.forEach(
        (key, hint) -> {
          var value = top.get(key);
          if (value != null) {
            value.tell(Flaw.KEY_OF_RUN, "says nothing of tasks that are added to a run", hint);
          }
        });
  }

  private static Tree.Fields document(byte[] bytes, String file) {
    var whole = Place.of(file);
    if (bytes.length > PLAN_BYTES_MAX) {
      throw tooLarge(file, bytes.length);
    }
    var tree = TreeReader.read(Decoded.of(bytes, file), file);
    if (tree == null) {
      throw new Refused(
          Flaw.PLAN_EMPTY,
          whole,
          "the plan is empty",
          "a plan has at least one task under `tasks`");
    }
    if (!(tree instanceof Tree.Fields fields)) {
      throw new Refused(
          Flaw.TYPE_WRONG,
          tree.at(),
          "the plan has the wrong type, found " + tree.words() + ", must be " + PLAN.allowed(),
          "write it like " + TASKS.example());
    }
    return fields;
  }

  static Refused tooLarge(String file, long bytes) {
    return new Refused(
        Flaw.PLAN_TOO_LARGE,
        Place.of(file),
        "the plan is too large, found " + bytes + " bytes, must be at most " + PLAN_BYTES_MAX,
        "divide it into several plans");
  }

  private List<Draft> drafts(Section top) {
    var tasks = top.require(TASKS, List.<Tree.Field>of(), this::tasks);
    var before = inputs.inputs().expanded();
    var defaults = top.read(DEFAULTS, Settings.NONE, this::defaults);
    var value = top.get(DEFAULTS);
    if (value != null) {
      checkExpansion(value, inputs.inputs().expanded() - before, tasks.size());
    }
    var hooks = new ProjectGates(configuration.hooks());
    var reader =
        new TaskReader(start, work, router, settings, defaults, hooks, texts, artifacts, problems);
    var drafts = new ArrayList<Draft>(tasks.size());
    for (var task : tasks) {
      drafts.addAll(reader.read((Tree.Scalar) task.key(), task.value()));
    }
    artifacts.check();
    return drafts;
  }

  private @Nullable List<Tree.Field> tasks(Value value) {
    if (!(value.tree() instanceof Tree.Fields fields)) {
      value.wrongType(TASKS.form().allowed());
      return null;
    }
    if (fields.fields().isEmpty()) {
      value.tell(
          Flaw.TASKS_EMPTY,
          "is empty, a plan has at least one task",
          "write it like " + value.example());
      return null;
    }
    return new Section(new Subject("`tasks`", problems), fields).fields();
  }

  private @Nullable Settings defaults(Value value) {
    var section = value.fields(DEFAULTS.form(), new Subject(value.what(), problems));
    return section == null ? null : settings.read(section, Settings.NONE);
  }

  /** Each task carries a copy of what it takes from the defaults. */
  private static void checkExpansion(Value defaults, long expanded, int tasks) {
    if ((defaults.tree().weight() + expanded) * tasks > TreeReader.EXPANDED_BYTES_MAX) {
      throw new Refused(
          Flaw.YAML_EXPANSION_TOO_LARGE,
          defaults.at(),
          "`defaults` is too large for " + tasks + " tasks, must be at most 64 MiB in all of them",
          "put its long texts into files");
    }
  }

  /** The file's name without folder and ending. */
  private String defaultName() {
    var base = file.substring(file.lastIndexOf('/') + 1);
    var dot = base.lastIndexOf('.');
    var name = dot > 0 ? base.substring(0, dot) : base;
    return name.length() > PLAN_NAME.form().lengthMax()
        ? name.substring(0, PLAN_NAME.form().lengthMax())
        : name;
  }
}
