package dev.continuo.plan.yaml;

import static dev.continuo.plan.yaml.Grammar.AGENT;
import static dev.continuo.plan.yaml.Grammar.IF;
import static dev.continuo.plan.yaml.Grammar.JOIN;
import static dev.continuo.plan.yaml.Grammar.NEEDS;
import static dev.continuo.plan.yaml.Grammar.PLAN_NAME;
import static dev.continuo.plan.yaml.Grammar.RUN;
import static dev.continuo.plan.yaml.RemarkGrammar.TITLE;
import static dev.continuo.plan.yaml.UsesGrammar.USES;
import static dev.continuo.plan.yaml.UsesGrammar.WITH;

import dev.continuo.plan.Draft;
import dev.continuo.plan.Flaw;
import dev.continuo.plan.Graph;
import dev.continuo.plan.Inclusion;
import dev.continuo.plan.Neighbours;
import dev.continuo.plan.Place;
import dev.continuo.task.GroupPart;
import dev.continuo.task.Part;
import dev.continuo.task.TaskSpec;
import dev.continuo.task.TitlePart;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Collectors;

/** Reads a task that is another plan. */
final class UsesReader {
  /** How many plans may stand within each other in the plan that is run. */
  private static final int DEPTH_MAX = 5;

  private static final List<Key<?>> BESIDE = List.of(WITH, NEEDS, JOIN, IF, TITLE);

  private final Common common;
  private final List<String> chain;
  private final Inputs inputs;
  private final StartReader start;
  private final Artifacts artifacts;

  /**
   * @param chain the files from the plan that is run to the one whose tasks these are
   * @param inputs of the latter, as is all else
   */
  UsesReader(
      Common common, List<String> chain, Inputs inputs, StartReader start, Artifacts artifacts) {
    this.common = common;
    this.chain = chain;
    this.inputs = inputs;
    this.start = start;
    this.artifacts = artifacts;
  }

  /** The task, if it is a plan. */
  Optional<Draft> read(Section section, String name, Place at) {
    var uses = section.get(USES);
    if (uses == null) {
      tellWithAlone(section);
      return Optional.empty();
    }
    tellBeside(section);
    var needs = section.read(NEEDS, List.<Draft.Edge>of(), TaskReader::needs);
    var first = start.read(section, needs);
    var title = section.read(TITLE, name, value -> value.title(TITLE.form()));
    var inclusion = inclusion(section, uses, name, first);
    List<Part> parts =
        section.has(TITLE)
            ? List.of(new GroupPart(GroupPart.Form.BY_NAME), new TitlePart(title))
            : List.of(new GroupPart(GroupPart.Form.BY_NAME));
    return Optional.of(
        new Draft(
            name,
            title,
            at,
            needs,
            members -> TaskSpec.sync(name, members, parts),
            Optional.of(inclusion)));
  }

  private static void tellWithAlone(Section section) {
    var with = section.get(WITH);
    if (with != null && !section.meant(USES)) {
      with.tell(
          Flaw.WITH_WITHOUT_USES,
          "is for a plan, and the task has no `uses`",
          "name the plan, like " + USES.example() + ", or write `env`");
    }
  }

  private static void tellBeside(Section section) {
    for (var key : Grammar.TASK.keys()) {
      var value = section.get(key);
      if (value == null || key.equals(USES) || BESIDE.contains(key)) {
        continue;
      }
      if (key.equals(RUN) || key.equals(AGENT)) {
        value.tell(
            Flaw.WORK_AMBIGUOUS,
            "stands beside `uses`, must be one of them",
            "remove one, or make two tasks of them");
      } else {
        value.tell(
            Flaw.USES_BESIDE,
            "says nothing of another plan, allowed beside `uses` are "
                + Section.listed(BESIDE.stream().map(Key::name).toList()),
            "write it into that plan, in a task or under `defaults`");
      }
    }
  }

  private Inclusion inclusion(Section section, Value uses, String name, List<Part> first) {
    var path = SettingsReader.below(uses, USES.form(), Flaw.USES_OUTSIDE);
    var document = path == null || !allowed(uses, path) ? null : common.plans().find(uses, path);
    return path == null || document == null
        ? nothing(first)
        : included(section, uses, new File(name, path, document), first);
  }

  /** What was wrong has been told. */
  private static Inclusion nothing(List<Part> first) {
    return new Inclusion(List.of(), Collections.emptySortedMap(), first);
  }

  /** A plan, and the task that stands for it. */
  private record File(String task, String path, Tree.Fields document) {}

  private boolean allowed(Value uses, String path) {
    var longer = new ArrayList<>(chain);
    longer.add(path);
    var shown = longer.stream().map(Quote::inside).collect(Collectors.joining(" → "));
    if (chain.contains(path)) {
      uses.tell(
          Flaw.USES_CYCLE,
          "leads back to a plan that it stands in, found `" + shown + "`",
          "remove one of these, else the plan would have no end");
      return false;
    }
    if (chain.size() > DEPTH_MAX) {
      uses.tell(
          Flaw.USES_TOO_DEEP,
          "is too deep within other plans, found `" + shown + "`, must be at most " + DEPTH_MAX,
          "leave one of them out");
      return false;
    }
    return true;
  }

  private Inclusion included(Section section, Value uses, File file, List<Part> first) {
    common.plans().count(uses, file.document().weight());
    var whole = new Section(new Subject("", common.problems()), file.document());
    if (PatternReader.recognises(whole)) {
      uses.tell(
          Flaw.USES_PATTERN,
          "names the configuration of a pattern, found " + Quote.of(file.path()),
          "run it on its own, or write its tasks as a plan");
      return nothing(first);
    }
    var top = whole.only(Grammar.PLAN.keys());
    PlanReader.tellKeysOfRun(
        top,
        "says nothing of a plan that another one uses",
        "remove it, the plan that is run has its own");
    var gifts = Gifts.read(section, uses.at(), file.path(), inputs);
    var longer = new ArrayList<>(chain);
    longer.add(file.path());
    var tasks =
        new TasksReader(common, new InputReader(gifts, common.problems()), List.copyOf(longer));
    top.read(PLAN_NAME, "", each -> each.title(PLAN_NAME.form()));
    var env = tasks.env(top, Place.of(file.path()));
    var drafts = tasks.drafts(top);
    new Graph(drafts, Neighbours.NONE, common.problems()).check();
    artifacts.leaves(file.task(), tasks.artifacts().all());
    var inclusion = new Inclusion(drafts, env, first);
    common.plans().count(uses, tasks.expanded() + bytes(env) * inclusion.size());
    return inclusion;
  }

  /** Each task carries a copy of what it inherits. */
  private static long bytes(SortedMap<String, String> env) {
    long bytes = 0;
    for (var variable : env.entrySet()) {
      bytes += Tree.WEIGHT_MIN + variable.getKey().length() + variable.getValue().length();
    }
    return bytes;
  }
}
