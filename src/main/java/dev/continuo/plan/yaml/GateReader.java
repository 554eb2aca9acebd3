package dev.continuo.plan.yaml;

import static dev.continuo.plan.yaml.Grammar.CHECK;
import static dev.continuo.plan.yaml.Grammar.GATE_RUN;
import static dev.continuo.plan.yaml.Grammar.ROUNDS_MAX;

import dev.continuo.gate.GateSpec;
import dev.continuo.gate.GateSpec.Judge;
import dev.continuo.plan.Flaw;
import dev.continuo.task.Timeout;
import dev.continuo.task.Timeout.Action;
import dev.continuo.task.Work;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads {@code gates}: commands, or checks by another task, that must hold at the task's end. */
final class GateReader {
  private final WorkReader work;

  GateReader(WorkReader work) {
    this.work = work;
  }

  @Nullable List<GateSpec> read(Value value) {
    var items = value.items(Grammar.GATES.form());
    if (items == null) {
      return null;
    }
    var names = new HashSet<String>();
    var gates = new ArrayList<GateSpec>(items.size());
    for (var item : items) {
      if (!(item.tree() instanceof Tree.Fields fields)) {
        item.wrongType(Grammar.GATE.allowed());
        continue;
      }
      gates.add(gate(value.subject(), fields, "gate-" + (gates.size() + 1), names));
    }
    return gates;
  }

  private GateSpec gate(Subject task, Tree.Fields fields, String otherwise, Set<String> names) {
    var name = nameOf(fields, otherwise);
    var section =
        new Section(task.part("gate " + Quote.of(name)), fields).only(Grammar.GATE.keys());
    section.read(Grammar.GATE_NAME, otherwise, Value::name);
    var subject = section.subject();
    if (!names.add(name)) {
      subject.tell(
          Flaw.GATE_NAME_TAKEN,
          section.place(),
          "an earlier gate of the task has this name",
          "give one of them another `name`");
    }
    checkWork(section);
    var judge = section.has(CHECK) ? Judge.VERDICT : Judge.EXIT;
    return new GateSpec(
        name,
        section.has(CHECK)
            ? section.read(CHECK, new Work.Inline(), this::check)
            : section.read(GATE_RUN, new Work.Inline(), work::run),
        section.read(Grammar.GATE_SECRETS, List.<String>of(), SecretsReader::read),
        judge,
        section.read(ROUNDS_MAX, rounds(judge), value -> value.whole(ROUNDS_MAX.form())),
        section.read(Grammar.GATE_TIMEOUT, Timeout.DEFAULT, GateReader::timeout));
  }

  private static void checkWork(Section section) {
    if (section.has(GATE_RUN) && section.has(CHECK)) {
      section
          .subject()
          .tell(
              Flaw.GATE_WITHOUT_WORK,
              section.place(),
              "has both `run` and `check`, must have one of them",
              "make two gates of them");
    } else if (Stream.of(GATE_RUN, CHECK)
        .noneMatch(key -> section.has(key) || section.meant(key))) {
      section
          .subject()
          .tell(
              Flaw.GATE_WITHOUT_WORK,
              section.place(),
              "has nothing to check by, must have `run` or `check`",
              "`run: make test` passes when it exits with 0");
    }
  }

  private @Nullable Work check(Value value) {
    var section = value.fields(CHECK.form(), value.subject().part(value.what()));
    return section == null ? null : work.read(section, section.place());
  }

  private static String nameOf(Tree.Fields fields, String otherwise) {
    return fields.fields().stream()
        .filter(
            field ->
                field.key() instanceof Tree.Scalar(_, var key, _)
                    && key.equals(Grammar.GATE_NAME.name()))
        .map(field -> field.value() instanceof Tree.Scalar(_, var name, _) ? name : otherwise)
        .findFirst()
        .orElse(otherwise);
  }

  private static int rounds(Judge judge) {
    return switch (judge) {
      case EXIT -> 0;
      case VERDICT -> GateSpec.VERDICT_ROUNDS_DEFAULT;
    };
  }

  private static @Nullable Timeout timeout(Value value) {
    var after = value.span(Grammar.GATE_TIMEOUT.form());
    return after == null ? null : new Timeout(after, Action.STOP);
  }
}
