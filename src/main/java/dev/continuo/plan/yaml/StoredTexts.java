package dev.continuo.plan.yaml;

import dev.continuo.gate.GateSpec;
import dev.continuo.plan.TextStore;
import dev.continuo.task.Text;
import dev.continuo.task.Work;

/** Gives the long texts of a plan to their store, once the plan is known to be good. */
record StoredTexts(TextStore store) {
  Work stored(Work work) {
    return switch (work) {
      case Work.Script(var script) -> new Work.Script(stored(script));
      case Work.Agent(var name, var arguments, var prompt) ->
          new Work.Agent(name, arguments, stored(prompt));
      case Work.Unassigned(var prompt) -> new Work.Unassigned(stored(prompt));
      case Work.Command _, Work.Inline _ -> work;
    };
  }

  GateSpec stored(GateSpec gate) {
    return gate.doing(stored(gate.work()));
  }

  private Text stored(Text text) {
    return switch (text) {
      case Text.Inline(var value) -> store.keep(value);
      case Text.Stored _ -> text;
    };
  }
}
