package dev.continuo.simulation;

import dev.continuo.gate.GatePart;
import dev.continuo.gate.GateSpec;
import dev.continuo.run.OnFailure;
import dev.continuo.run.RunSpec;
import dev.continuo.task.Blame;
import dev.continuo.task.Kind;
import dev.continuo.task.Need;
import dev.continuo.task.Part;
import dev.continuo.task.Priority;
import dev.continuo.task.Retries;
import dev.continuo.task.TaskSpec;
import dev.continuo.task.Text;
import dev.continuo.task.Timeout;
import dev.continuo.task.Work;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Draws plans: chains, fans out and in, diamonds and whatever else earlier needs can form. */
final class Plans {
  /** A whole plan; {@code spec.total()} is the number of its tasks. */
  record Plan(RunSpec spec, List<TaskSpec> tasks) {}

  private enum Shape {
    CHAIN,
    FAN_OUT,
    FAN_IN,
    DIAMOND,
    LOOSE,
    ANY
  }

  private static final Work WORK = new Work.Inline();
  private static final List<String> LOCKS = List.of("db", "port");
  private final Chance chance;
  private int count;

  Plans(Chance chance) {
    this.chance = chance;
  }

  Plan next() {
    var size = chance.once(40) ? chance.between(8, 30) : chance.between(1, 5);
    var shape = chance.pick(List.of(Shape.values()));
    var tasks = new ArrayList<TaskSpec>(size);
    for (int i = 0; i < size; i++) {
      tasks.add(task(i, needs(shape, i, size)));
    }
    var spec =
        new RunSpec(
            "plan-" + ++count,
            "/project",
            Collections.emptySortedMap(),
            Text.EMPTY,
            chance.between(1, 3),
            chance.pick(List.of(OnFailure.values())),
            size);
    return new Plan(spec, tasks);
  }

  private List<Need> needs(Shape shape, int index, int size) {
    var last = index == size - 1;
    var needs = new ArrayList<Need>();
    switch (shape) {
      case CHAIN -> addIf(index > 0, index - 1, needs);
      case FAN_OUT -> addIf(index > 0, 0, needs);
      case FAN_IN -> all(last ? index : 0, 0, needs);
      case DIAMOND -> {
        if (last) {
          all(index, 1, needs);
        } else {
          addIf(index > 0, 0, needs);
        }
      }
      case LOOSE -> {}
      case ANY -> {
        for (int i = 0; i < index; i++) {
          addIf(chance.once(3), i, needs);
        }
      }
    }
    return needs;
  }

  private void all(int end, int begin, List<Need> needs) {
    for (int i = begin; i < end; i++) {
      addIf(true, i, needs);
    }
  }

  private void addIf(boolean that, int index, List<Need> needs) {
    if (that) {
      needs.add(new Need(index, chance.once(5) ? Need.On.ENDED : Need.On.SUCCEEDED));
    }
  }

  private TaskSpec task(int index, List<Need> needs) {
    return new TaskSpec(
        "task-" + index,
        Kind.WORK,
        WORK,
        needs,
        Collections.emptySortedMap(),
        "",
        timeout(),
        retries(),
        chance.once(3) ? chance.pick(List.of(Priority.values())) : Priority.NORMAL,
        locks(),
        chance.once(6) ? Blame.NOBODY : Blame.RUN,
        Optional.empty(),
        gates());
  }

  private Timeout timeout() {
    return switch (chance.below(4)) {
      case 0 -> new Timeout(Duration.ofSeconds(chance.between(1, 20)), Timeout.Action.STOP);
      case 1 -> new Timeout(Duration.ofSeconds(chance.between(1, 20)), Timeout.Action.ASK);
      default -> Timeout.DEFAULT;
    };
  }

  private Retries retries() {
    return chance.once(3)
        ? new Retries(chance.between(1, 2), Duration.ofSeconds(2), Duration.ofSeconds(60))
        : Retries.NONE;
  }

  private List<String> locks() {
    return switch (chance.below(6)) {
      case 0 -> List.of(chance.pick(LOCKS));
      case 1 -> chance.once(2) ? LOCKS : List.of();
      default -> List.of();
    };
  }

  private List<Part> gates() {
    if (!chance.once(4)) {
      return List.of();
    }
    var gates = new ArrayList<GateSpec>();
    for (int i = chance.between(1, 2); i > 0; i--) {
      var judge = chance.pick(List.of(GateSpec.Judge.values()));
      gates.add(new GateSpec("gate-" + i, WORK, judge, chance.between(0, 2), timeout()));
    }
    return List.of(new GatePart(gates));
  }
}
