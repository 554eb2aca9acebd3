package dev.continuo.plan.yaml;

import static dev.continuo.plan.yaml.Grammar.AUTO_LAUNCH;
import static dev.continuo.plan.yaml.Grammar.LIMITS;
import static dev.continuo.plan.yaml.Grammar.ON_FAILURE;
import static dev.continuo.plan.yaml.Grammar.PLAN;
import static dev.continuo.plan.yaml.Grammar.PLAN_NAME;
import static dev.continuo.plan.yaml.Grammar.SCHEDULING;
import static dev.continuo.plan.yaml.Grammar.TASKS;

import dev.continuo.plan.Draft;
import dev.continuo.plan.Flaw;
import dev.continuo.plan.Graph;
import dev.continuo.plan.Meetings;
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
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
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
  private static final List<Key<?>> KEYS_OF_RUN =
      List.of(LIMITS, ON_FAILURE, SCHEDULING, AUTO_LAUNCH);

  private final String file;
  private final Neighbours neighbours;
  private final Problems problems = new Problems();
  private final Common common;
  private final WorkReader work;
  private final InputReader inputs;
  private final RunLimits limits;
  private final Optional<TasksFile> given;

  private PlanReader(String file, References references, TextStore texts, Neighbours neighbours) {
    this.file = file;
    this.neighbours = neighbours;
    given = references.tasks();
    var configuration = new ConfigurationReader(references.configuration(), problems).read();
    var agents = new AgentReader(references.agents(), configuration.models(), problems);
    var source = new InputSource.Caller(references.inputs(), Place.of(file), problems);
    inputs = new InputReader(source, problems);
    work = new WorkReader(agents, inputs.inputs());
    limits = new RunLimits(configuration);
    common =
        new Common(
            problems,
            configuration,
            agents,
            new Router(configuration.routing(), work),
            references.expressions(),
            new StoredTexts(texts),
            new UsedPlans(references.plans(), problems));
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
      var reader = new TasksReader(common, inputs, List.of(shown()));
      var variables = reader.env(top, Place.of(file));
      var limit = limits.read(top);
      var policy = top.read(ON_FAILURE, OnFailure.PAUSE, each -> each.word(ON_FAILURE.form()));
      var scheduling = scheduling(top);
      if (neighbours != Neighbours.NONE) {
        tellKeysOfRun(
            top,
            "says nothing of tasks that are added to a run",
            "remove it, `continuo set RUN parallel=N` changes the run's");
      }
      var drafts = reader.drafts(top);
      var tasks = new Graph(drafts, neighbours, problems).order(scheduling);
      if (neighbours == Neighbours.NONE) {
        new Meetings(tasks, places(drafts), problems).check(limit.parallel());
      }
      return problems.isEmpty()
          ? new Plan(
              name,
              inputs.inputs().values(),
              variables,
              limit,
              policy,
              common.agents().files(),
              common.plans().files(),
              common.configuration(),
              notes(),
              tasks)
          : null;
    } catch (Refused refused) {
      problems.add(refused.problem());
      return null;
    }
  }

  /** Where the file has the task of this name, or the one that it came of. */
  private Function<String, Place> places(List<Draft> drafts) {
    var places = new HashMap<String, Place>();
    drafts.forEach(draft -> places.put(draft.name(), draft.place()));
    return name ->
        places.getOrDefault(name, places.getOrDefault(name.split("/", 2)[0], Place.of(file)));
  }

  private List<String> notes() {
    return Stream.of(common.configuration().notes(), limits.notes(), common.router().notes())
        .flatMap(List::stream)
        .toList();
  }

  /** Who launches batches by hand wants batches. */
  private Scheduling scheduling(Section top) {
    var scheduling =
        top.read(SCHEDULING, Scheduling.AS_READY, each -> each.word(SCHEDULING.form()));
    var usual = neighbours != Neighbours.NONE || common.configuration().launchesBatches();
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
    var hooks = new ProjectGates(common.configuration().hooks());
    var artifacts = new Artifacts(problems);
    var drafts =
        new PatternDrafts(work, hooks, common.texts(), artifacts, problems).of(schedule.steps());
    var limit = limits.of(schedule, Place.of(file), problems);
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
            limit,
            schedule.onFailure(),
            common.agents().files(),
            common.plans().files(),
            common.configuration(),
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

  /** Tells of what only a whole run can have; it keeps its own. */
  static void tellKeysOfRun(Section top, String message, String limited) {
    for (var key : KEYS_OF_RUN) {
      var value = top.get(key);
      if (value != null) {
        value.tell(Flaw.KEY_OF_RUN, message, key.equals(LIMITS) ? limited : "remove it");
      }
    }
  }

  static Tree.Fields document(byte[] bytes, String file) {
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

  /** The file as other plans name it, when it was typed as seen from the project. */
  private String shown() {
    return file.startsWith("./") ? file.substring(2) : file;
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
