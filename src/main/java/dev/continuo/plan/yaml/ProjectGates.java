package dev.continuo.plan.yaml;

import dev.continuo.gate.GatePart;
import dev.continuo.gate.GateSpec;
import dev.continuo.gate.GateSpec.Judge;
import dev.continuo.plan.Configuration.Hook;
import dev.continuo.plan.Configuration.Weight;
import dev.continuo.plan.Flaw;
import dev.continuo.task.Timeout;
import dev.continuo.task.Work;
import java.util.ArrayList;
import java.util.List;

/** Adds to the gates of a task those that its project has for all tasks. */
record ProjectGates(List<Hook> hooks) {
  /** The task's own gates, and behind them those of the project that have other names. */
  GatePart beside(Settings task) {
    var gates = new ArrayList<>(task.gates());
    var advisory = new ArrayList<String>();
    for (var hook : hooks) {
      if (task.gates().stream().noneMatch(own -> own.name().equals(hook.gate()))) {
        gates.add(gate(hook, task.workdir()));
        if (hook.weight() == Weight.ADVISORY) {
          advisory.add(hook.gate());
        }
      }
    }
    return new GatePart(gates, advisory);
  }

  /** Tells when there are too many. */
  void check(Section task, Settings how) {
    var count = beside(how).gates().size();
    if (count > GatePart.GATES_MAX) {
      task.subject()
          .tell(
              Flaw.LIST_TOO_LONG,
              task.place(),
              "has too many gates, found "
                  + count
                  + " with those of the project, must be at most "
                  + GatePart.GATES_MAX,
              "leave some out");
    }
  }

  private static GateSpec gate(Hook hook, String workdir) {
    return new GateSpec(
        hook.gate(),
        new Work.Command(List.of(seenFrom(workdir, hook.path()))),
        List.of(),
        Judge.EXIT,
        0,
        Timeout.DEFAULT);
  }

  /** A check works in its task's folder, which may be below the project. */
  private static String seenFrom(String workdir, String path) {
    return workdir.isEmpty() ? path : "../".repeat(workdir.split("/", -1).length) + path;
  }
}
