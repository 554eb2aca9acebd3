package dev.continuo.plan.yaml;

import dev.continuo.gate.GatePart;
import dev.continuo.gate.GateSpec;
import dev.continuo.gate.GateSpec.Judge;
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
  private static final List<String> KEYS =
      List.of("name", "run", "check", "secrets", "rounds-max", "timeout");

  private final WorkReader work;

  GateReader(WorkReader work) {
    this.work = work;
  }

  @Nullable List<GateSpec> read(Value value) {
    var items = value.items(GatePart.GATES_MAX, "a list of gates");
    if (items == null) {
      return null;
    }
    var names = new HashSet<String>();
    var gates = new ArrayList<GateSpec>(items.size());
    for (var item : items) {
      if (!(item.tree() instanceof Tree.Fields fields)) {
        item.wrongType("a map with `run` or `check`");
        continue;
      }
      gates.add(gate(value.subject(), fields, "gate-" + (gates.size() + 1), names));
    }
    return gates;
  }

  private GateSpec gate(Subject task, Tree.Fields fields, String otherwise, Set<String> names) {
    var name = nameOf(fields, otherwise);
    var section = new Section(task.part("gate " + Quote.of(name)), fields).only(KEYS);
    section.read("name", otherwise, Value::name);
    var subject = section.subject();
    if (!names.add(name)) {
      subject.tell(
          "gate_name_taken",
          section.place(),
          "an earlier gate of the task has this name",
          "give one of them another `name`");
    }
    checkWork(section);
    var judge = section.has("check") ? Judge.VERDICT : Judge.EXIT;
    return new GateSpec(
        name,
        section.has("check")
            ? section.read("check", new Work.Inline(), this::check)
            : section.read("run", new Work.Inline(), WorkReader::run),
        section.read("secrets", List.<String>of(), SecretsReader::read),
        judge,
        section.read("rounds-max", rounds(judge), value -> value.number(0, GateSpec.ROUNDS_MAX)),
        section.read("timeout", Timeout.DEFAULT, GateReader::timeout));
  }

  private static void checkWork(Section section) {
    if (section.has("run") && section.has("check")) {
      section
          .subject()
          .tell(
              "gate_without_work",
              section.place(),
              "has both `run` and `check`, must have one of them",
              "make two gates of them");
    } else if (Stream.of("run", "check").noneMatch(key -> section.has(key) || section.meant(key))) {
      section
          .subject()
          .tell(
              "gate_without_work",
              section.place(),
              "has nothing to check by, must have `run` or `check`",
              "`run: make test` passes when it exits with 0");
    }
  }

  private @Nullable Work check(Value value) {
    if (!(value.tree() instanceof Tree.Fields fields)) {
      value.wrongType("a map with `run`, or `agent` and `prompt`");
      return null;
    }
    var section = new Section(value.subject().part("`check`"), fields).only(WorkReader.KEYS);
    return work.read(section, fields.at());
  }

  private static String nameOf(Tree.Fields fields, String otherwise) {
    return fields.fields().stream()
        .filter(field -> field.key() instanceof Tree.Scalar(_, var key, _) && key.equals("name"))
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
    var after = value.duration(SettingsReader.TIMEOUT_MIN, Timeout.MAX);
    return after == null ? null : new Timeout(after, Action.STOP);
  }
}
