package dev.continuo.plan.yaml;

import dev.continuo.plan.AgentDefinitions;
import dev.continuo.plan.Draft;
import dev.continuo.plan.Graph;
import dev.continuo.plan.Neighbours;
import dev.continuo.plan.Place;
import dev.continuo.plan.Plan;
import dev.continuo.plan.Problems;
import dev.continuo.plan.Reading;
import dev.continuo.plan.TextStore;
import dev.continuo.run.OnFailure;
import dev.continuo.run.RunSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads plan files, version 1.
 *
 * <p>The same bytes with the same agent definitions always give the same tasks in the same order,
 * so that a plan that was stored can be read again later. Texts are stored only for a good plan.
 */
public final class PlanReader {
  public static final int PLAN_BYTES_MAX = 32 << 20;

  private static final List<String> KEYS =
      List.of("name", "env", "defaults", "limits", "on-failure", "tasks");

  /** What only a whole run can have; a run that goes on keeps its own. */
  private static final Map<String, String> KEYS_OF_RUN =
      Map.of(
          "limits",
          "remove it, `continuo set RUN parallel=N` changes the run's",
          "on-failure",
          "remove it");

  private static final Map<String, OnFailure> POLICIES =
      Map.of("pause", OnFailure.PAUSE, "continue", OnFailure.CONTINUE, "cancel", OnFailure.CANCEL);
  private static final int NAME_LENGTH_MAX = 100;

  private final String file;
  private final Neighbours neighbours;
  private final Problems problems = new Problems();
  private final AgentReader agents;
  private final WorkReader work;
  private final SettingsReader settings;
  private final StoredTexts texts;

  private PlanReader(String file, AgentDefinitions agents, TextStore texts, Neighbours neighbours) {
    this.file = file;
    this.neighbours = neighbours;
    this.agents = new AgentReader(agents, problems);
    this.texts = new StoredTexts(texts);
    work = new WorkReader(this.agents);
    settings = new SettingsReader(new GateReader(work));
  }

  /**
   * The plan that {@code bytes} are, or what is wrong with them.
   *
   * @param name the path of the file as its user typed it, for the places of problems
   */
  public static Reading read(byte[] bytes, String name, AgentDefinitions agents, TextStore texts) {
    return read(bytes, new PlanReader(name, agents, texts, Neighbours.NONE));
  }

  /** The same for a plan whose tasks are added to a run that has these. */
  public static Reading readAdded(
      byte[] bytes, String name, AgentDefinitions agents, TextStore texts, Neighbours neighbours) {
    return read(bytes, new PlanReader(name, agents, texts, neighbours));
  }

  private static Reading read(byte[] bytes, PlanReader reader) {
    var plan = reader.plan(bytes);
    return plan == null ? reader.problems.bad() : new Reading.Good(plan);
  }

  private @Nullable Plan plan(byte[] bytes) {
    try {
      var top = new Section(new Subject("", problems), document(bytes)).only(KEYS);
      var name = top.read("name", defaultName(), PlanReader::name);
      var env = top.read("env", Collections.<String, String>emptySortedMap(), EnvReader::read);
      var parallel = top.read("limits", RunSpec.PARALLEL_DEFAULT, PlanReader::parallel);
      var policy = top.read("on-failure", OnFailure.PAUSE, PlanReader::policy);
      if (neighbours != Neighbours.NONE) {
        tellKeysOfRun(top);
      }
      var tasks = new Graph(drafts(top), neighbours, problems).order();
      return problems.isEmpty()
          ? new Plan(name, env, parallel, policy, agents.files(), tasks)
          : null;
    } catch (Refused refused) {
      problems.add(refused.problem());
      return null;
    }
  }

  private static void tellKeysOfRun(Section top) {
    KEYS_OF_RUN.forEach(
        (key, hint) -> {
          var value = top.get(key);
          if (value != null) {
            value.tell("key_of_run", "says nothing of tasks that are added to a run", hint);
          }
        });
  }

  private Tree.Fields document(byte[] bytes) {
    var whole = Place.of(file);
    if (bytes.length > PLAN_BYTES_MAX) {
      throw tooLarge(file, bytes.length);
    }
    var tree = TreeReader.read(Decoded.of(bytes, file), file);
    if (tree == null) {
      throw new Refused(
          "plan_empty", whole, "the plan is empty", "a plan has at least one task under `tasks`");
    }
    if (!(tree instanceof Tree.Fields fields)) {
      throw new Refused(
          "type_wrong",
          tree.at(),
          "the plan has the wrong type, found " + tree.words() + ", must be a map with `tasks`",
          "write it like " + Examples.of("tasks"));
    }
    return fields;
  }

  static Refused tooLarge(String file, long bytes) {
    return new Refused(
        "plan_too_large",
        Place.of(file),
        "the plan is too large, found " + bytes + " bytes, must be at most " + PLAN_BYTES_MAX,
        "divide it into several plans");
  }

  private List<Draft> drafts(Section top) {
    var tasks = top.require("tasks", List.<Tree.Field>of(), this::tasks);
    var value = top.get("defaults");
    if (value != null) {
      checkExpansion(value, tasks.size());
    }
    var reader =
        new TaskReader(
            work, settings, top.read("defaults", Settings.NONE, this::defaults), texts, problems);
    var drafts = new ArrayList<Draft>(tasks.size());
    for (var task : tasks) {
      drafts.add(reader.read((Tree.Scalar) task.key(), task.value()));
    }
    return drafts;
  }

  private @Nullable List<Tree.Field> tasks(Value value) {
    if (!(value.tree() instanceof Tree.Fields fields)) {
      value.wrongType("a map of tasks by name");
      return null;
    }
    if (fields.fields().isEmpty()) {
      value.tell(
          "tasks_empty",
          "is empty, a plan has at least one task",
          "write it like " + value.example());
      return null;
    }
    return new Section(new Subject("`tasks`", problems), fields).fields();
  }

  private @Nullable Settings defaults(Value value) {
    if (!(value.tree() instanceof Tree.Fields fields)) {
      value.wrongType("a map of task keys");
      return null;
    }
    var section = new Section(new Subject("`defaults`", problems), fields);
    return settings.read(section.only(SettingsReader.KEYS), Settings.NONE);
  }

  /** Each task carries a copy of what it takes from the defaults. */
  private static void checkExpansion(Value defaults, int tasks) {
    if (defaults.tree().weight() * tasks > TreeReader.EXPANDED_BYTES_MAX) {
      throw new Refused(
          "yaml_expansion_too_large",
          defaults.at(),
          "`defaults` is too large for " + tasks + " tasks, must be at most 64 MiB in all of them",
          "put its long texts into files");
    }
  }

  private static @Nullable Integer parallel(Value value) {
    if (!(value.tree() instanceof Tree.Fields fields)) {
      value.wrongType("a map with `parallel`");
      return null;
    }
    var section = new Section(value.subject().part("`limits`"), fields).only(List.of("parallel"));
    return section.read(
        "parallel", RunSpec.PARALLEL_DEFAULT, limit -> limit.number(1, RunSpec.PARALLEL_MAX));
  }

  private static @Nullable OnFailure policy(Value value) {
    return value.word(POLICIES, "`pause`, `continue` or `cancel`");
  }

  private static @Nullable String name(Value value) {
    var name = value.text("a text");
    if (name == null) {
      return null;
    }
    if (name.length() > NAME_LENGTH_MAX || name.codePoints().anyMatch(Character::isISOControl)) {
      value.tell(
          "name_invalid",
          "is no title, found "
              + Quote.of(name)
              + ", must be one line of at most "
              + NAME_LENGTH_MAX
              + " characters",
          "shorten it to one line");
    }
    return name.strip();
  }

  /** The file's name without folder and ending. */
  private String defaultName() {
    var base = file.substring(file.lastIndexOf('/') + 1);
    var dot = base.lastIndexOf('.');
    var name = dot > 0 ? base.substring(0, dot) : base;
    return name.length() > NAME_LENGTH_MAX ? name.substring(0, NAME_LENGTH_MAX) : name;
  }
}
