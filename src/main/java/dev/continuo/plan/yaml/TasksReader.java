package dev.continuo.plan.yaml;

import static dev.continuo.plan.yaml.Grammar.DEFAULTS;
import static dev.continuo.plan.yaml.Grammar.PLAN_ENV;
import static dev.continuo.plan.yaml.Grammar.TASKS;

import dev.continuo.plan.Draft;
import dev.continuo.plan.Flaw;
import dev.continuo.plan.Place;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Reads what one file says of its tasks: that of a plan, or of one that another uses. */
final class TasksReader {
  private final Common common;
  private final InputReader inputs;
  private final EnvReader env;
  private final Pools pools;
  private final SettingsReader settings;
  private final WorkReader work;
  private final StartReader start;
  private final Artifacts artifacts;
  private final UsesReader uses;
  private long copied;

  /**
   * A reader of one file.
   *
   * @param chain the files from the plan that is run to this one
   */
  TasksReader(Common common, InputReader inputs, List<String> chain) {
    this.common = common;
    this.inputs = inputs;
    env = new EnvReader(inputs.inputs());
    work = new WorkReader(common.agents(), inputs.inputs());
    pools = new Pools(common.problems());
    settings = new SettingsReader(new GateReader(work), env, pools);
    start = new StartReader(common.expressions(), inputs.inputs());
    artifacts = new Artifacts(common.problems());
    uses = new UsesReader(common, chain, inputs.inputs(), start, artifacts);
  }

  /** What holds for all tasks: the inputs as variables, and over them what the file says. */
  SortedMap<String, String> env(Section top, Place file) {
    inputs.read(top, file);
    var variables = inputs.inputs().variables();
    variables.putAll(top.read(PLAN_ENV, Collections.emptySortedMap(), env::read));
    return variables;
  }

  List<Draft> drafts(Section top) {
    var tasks = top.require(TASKS, List.<Tree.Field>of(), this::tasks);
    pools.read(top);
    var before = expanded();
    var defaults = top.read(DEFAULTS, Settings.NONE, this::defaults);
    var value = top.get(DEFAULTS);
    if (value != null) {
      copied = (value.tree().weight() + expanded() - before) * tasks.size();
      checkExpansion(value, tasks.size());
    }
    var hooks = new ProjectGates(common.configuration().hooks());
    var reader = new TaskReader(common, start, work, settings, defaults, hooks, artifacts, uses);
    var drafts = new ArrayList<Draft>(tasks.size());
    for (var task : tasks) {
      Cancellation.check();
      drafts.addAll(reader.read((Tree.Scalar) task.key(), task.value()));
    }
    artifacts.check();
    return drafts;
  }

  /** The files that the tasks leave, if no other has one of that name. */
  Artifacts artifacts() {
    return artifacts;
  }

  /** How many bytes the tasks have beside those that are written: copies, and values of inputs. */
  long expanded() {
    return copied + inputs.inputs().expanded() + pools.expanded();
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
    return new Section(new Subject("`tasks`", common.problems()), fields).fields();
  }

  private @Nullable Settings defaults(Value value) {
    var section = value.fields(DEFAULTS.form(), new Subject(value.what(), common.problems()));
    return section == null ? null : settings.read(section, Settings.NONE);
  }

  /** Each task carries a copy of what it takes from the defaults. */
  private void checkExpansion(Value defaults, int tasks) {
    if (copied > TreeReader.EXPANDED_BYTES_MAX) {
      throw new Refused(
          Flaw.YAML_EXPANSION_TOO_LARGE,
          defaults.at(),
          "`defaults` is too large for " + tasks + " tasks, must be at most 64 MiB in all of them",
          "put its long texts into files");
    }
  }
}
