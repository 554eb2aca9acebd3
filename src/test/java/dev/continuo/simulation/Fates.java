package dev.continuo.simulation;

import dev.continuo.task.Exit;
import dev.continuo.task.Kind;
import dev.continuo.task.Result;
import dev.continuo.task.TaskSpec;
import dev.continuo.task.Text;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Draws how processes go. */
final class Fates {
  private static final List<String> VERDICTS =
      List.of("pass", "approved", "pass", "reject", "changes-requested", "perhaps");
  private final Chance chance;
  private final Faults faults;

  Fates(Chance chance, Faults faults) {
    this.chance = chance;
    this.faults = faults;
  }

  Machine.Fate of(TaskSpec spec) {
    var millis = chance.once(6) ? chance.between(20_000, 90_000) : chance.between(0, 12_000);
    return new Machine.Fate(
        millis,
        exit(spec),
        faults.strikes(Fault.SHIM_KILLED, 20),
        faults.strikes(Fault.CHILDREN_LEFT, 8) ? 2 : 0,
        faults.strikes(Fault.STOP_IGNORED, 6));
  }

  private Exit exit(TaskSpec spec) {
    var clean = !chance.once(5);
    @Nullable String verdict =
        spec.kind() == Kind.CHECK && !chance.once(6) ? chance.pick(VERDICTS) : null;
    var result = verdict == null ? Result.NONE : new Result(Text.EMPTY, verdict, List.of("look"));
    return new Exit(clean, clean ? "exit code 0" : "exit code 3", result, Text.EMPTY);
  }
}
