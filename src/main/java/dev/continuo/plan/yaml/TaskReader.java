package dev.continuo.plan.yaml;

import static dev.continuo.plan.yaml.Grammar.NEEDS;

import dev.continuo.gate.GatePart;
import dev.continuo.plan.Draft;
import dev.continuo.plan.Flaw;
import dev.continuo.plan.Problem;
import dev.continuo.plan.Problems;
import dev.continuo.sync.SyncPart;
import dev.continuo.task.Kind;
import dev.continuo.task.Need;
import dev.continuo.task.Part;
import dev.continuo.task.ResourcePart;
import dev.continuo.task.SecretPart;
import dev.continuo.task.TaskSpec;
import dev.continuo.task.TitlePart;
import dev.continuo.task.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads one task. */
final class TaskReader {
  private final WorkReader work;
  private final Router router;
  private final SettingsReader settings;
  private final Settings defaults;
  private final ProjectGates hooks;
  private final StoredTexts texts;
  private final Problems problems;
  private final StartReader start;
  private final EachReader each;
  private final Artifacts artifacts;
  private final UsesReader uses;

  TaskReader(
      Common common,
      StartReader start,
      WorkReader work,
      SettingsReader settings,
      Settings defaults,
      ProjectGates hooks,
      Artifacts artifacts,
      UsesReader uses) {
    this.artifacts = artifacts;
    this.start = start;
    each = new EachReader(start);
    this.work = work;
    this.router = common.router();
    this.settings = settings;
    this.defaults = defaults;
    this.hooks = hooks;
    this.texts = common.texts();
    this.problems = common.problems();
    this.uses = uses;
  }

  /**
   * The task, or a group and those that it stands for; what is wrong with it has been told, and
   * then it must not be used.
   */
  List<Draft> read(Tree.Scalar key, Tree body) {
    // what is told of the task later names it by what may be shown
    var name = Names.isName(key.text()) ? key.text() : Quote.inside(key.text());
    var subject = new Subject("task `" + name + "`", problems);
    if (!Names.isName(key.text())) {
      problems.add(
          new Problem(
              Flaw.NAME_INVALID,
              key.at(),
              "a task has no valid name, found `" + name + "`" + Names.ALLOWED,
              Names.proposal(key.text())));
    }
    if (!(body instanceof Tree.Fields fields)) {
      subject.tell(
          Flaw.TYPE_WRONG,
          key.at(),
          "has the wrong type, found " + body.words() + ", must be " + Grammar.TASK.allowed(),
          "write below its name what it does, like `run: make test`");
      return List.of(
          new Draft(name, name, key.at(), List.of(), _ -> TaskSpec.of(name, new Work.Inline())));
    }
    var section = section(subject, fields);
    var used = uses.read(section, name, key.at());
    if (used.isPresent()) {
      return List.of(used.get());
    }
    var how = settings.read(section, defaults);
    hooks.check(section, how);
    var needs = section.read(NEEDS, List.<Draft.Edge>of(), TaskReader::needs);
    var own = new ArrayList<>(start.read(section, needs));
    start.until(section, needs).ifPresent(own::add);
    artifacts.read(name, section, needs).ifPresent(own::add);
    points(section).ifPresent(own::add);
    ApprovalReader.read(section).ifPresent(own::add);
    own.addAll(RemarkReader.read(section));
    var what =
        router.routes(section)
            ? router.read(section, name, key.at(), own)
            : work.read(section, key.at());
    var draft =
        new Draft(
            name, title(name, own), key.at(), needs, order -> spec(name, what, how, own, order));
    return each.read(section, draft, TaskSpec.of(name, what).inheriting(how.env()));
  }

  private static Optional<SyncPart> points(Section section) {
    var points =
        section.read(
            SyncGrammar.SYNC_POINTS,
            List.<String>of(),
            value -> RemarkReader.elements(value, SyncGrammar.POINT_LIST, Value::listedName));
    return points.isEmpty() ? Optional.empty() : Optional.of(new SyncPart(points));
  }

  private static Section section(Subject subject, Tree.Fields fields) {
    var section = new Section(subject, fields).only(Grammar.TASK.keys());
    return section.has(EachGrammar.FOR_EACH) ? section.about(subject.ofItems()) : section;
  }

  private static String title(String name, List<Part> parts) {
    for (var part : parts) {
      if (part instanceof TitlePart(var title)) {
        return title;
      }
    }
    return name;
  }

  private TaskSpec spec(String name, Work what, Settings how, List<Part> own, List<Need> needs) {
    var parts = new ArrayList<>(own);
    var gates = hooks.beside(how);
    if (!gates.gates().isEmpty()) {
      parts.add(new GatePart(gates.gates().stream().map(texts::stored).toList(), gates.advisory()));
    }
    if (!how.secrets().isEmpty()) {
      parts.add(new SecretPart(how.secrets()));
    }
    if (!how.resources().isEmpty()) {
      parts.add(new ResourcePart(how.resources()));
    }
    return new TaskSpec(
        name,
        Kind.WORK,
        texts.stored(what),
        needs,
        how.env(),
        how.workdir(),
        how.timeout(),
        how.retries(),
        how.priority(),
        how.locks(),
        how.blame(),
        Optional.empty(),
        parts);
  }

  static @Nullable List<Draft.Edge> needs(Value value) {
    return switch (value.tree()) {
      case Tree.Scalar(_, _, var kind) when kind == Tree.Kind.NOTHING -> {
        value.wrongType(NEEDS.form().allowed());
        yield null;
      }
      case Tree.Scalar _ -> edges(List.of(value));
      case Tree.Items _ -> edges(value.items(Grammar.NEED_LIST));
      case Tree.Fields fields -> edges(new Section(value.subject().part(value.what()), fields));
    };
  }

  private static List<Draft.Edge> edges(@Nullable List<Value> names) {
    var edges = new ArrayList<Draft.Edge>();
    for (var value : names == null ? List.<Value>of() : names) {
      var name = value.listedName();
      if (name != null) {
        edges.add(new Draft.Edge(name, Need.On.SUCCEEDED, value.at()));
      }
    }
    return edges;
  }

  private static List<Draft.Edge> edges(Section section) {
    var edges = new ArrayList<Draft.Edge>();
    for (var field : section.fields()) {
      var key = new Value(section.subject(), "the key", NEEDS.example(), field.key());
      var name = key.name();
      if (name != null) {
        var end =
            new Value(
                section.subject(), "`" + name + "`", "`" + name + ": succeeded`", field.value());
        var on = end.word(Grammar.ENDS);
        edges.add(new Draft.Edge(name, on == null ? Need.On.SUCCEEDED : on, key.at()));
      }
    }
    return edges;
  }
}
