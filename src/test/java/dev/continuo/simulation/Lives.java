package dev.continuo.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Runs the lives of a range of seeds, one after the other. */
public final class Lives {
  /** A life that broke an invariant, told so that it can be lived again. */
  public record Broken(long seed, Invariant invariant, String what, List<String> last) {
    /** What went wrong, what led to it, and how to see it again. */
    public String told() {
      return "seed "
          + seed
          + " broke "
          + what
          + "\n\nthe last "
          + last.size()
          + " things that happened:\n  "
          + String.join("\n  ", last)
          + "\n\nto live it again: scripts/simulate --seed "
          + seed
          + "\n";
    }
  }

  private final Supplier<Assembly> assembly;
  private final Exercised exercised = new Exercised();

  /** Each life gets a server of its own kind. */
  public Lives(Supplier<Assembly> assembly) {
    this.assembly = assembly;
  }

  Exercised exercised() {
    return exercised;
  }

  Optional<Broken> live(long seed) {
    return live(seed, Trace.LINES_MAX);
  }

  /** Lives once without a trace; what broke is lived again with one, which is the same life. */
  Optional<Broken> live(long seed, int lines) {
    try {
      Life.live(seed, exercised, assembly.get());
      return Optional.empty();
    } catch (Invariant.Violation violation) {
      var trace = Trace.last(lines);
      try {
        Life.live(seed, trace, new Exercised(), assembly.get());
        var what = "nothing when it was lived again, which is a bug: lives must be repeatable";
        return Optional.of(new Broken(seed, violation.invariant(), what, trace.lines()));
      } catch (Invariant.Violation again) {
        var what = String.valueOf(again.getMessage());
        return Optional.of(new Broken(seed, again.invariant(), what, trace.lines()));
      }
    }
  }

  /** The first life from {@code seed} on that breaks something. */
  public Optional<Broken> firstBroken(long seed, int livesMax) {
    for (long next = seed; next < seed + livesMax; next++) {
      var broken = live(next);
      if (broken.isPresent()) {
        return broken;
      }
    }
    return Optional.empty();
  }

  /** What these lives should have gone through and never did. */
  List<String> neverExercised() {
    var missing = new ArrayList<String>();
    for (var fault : Fault.values()) {
      if (exercised.of(fault) == 0) {
        missing.add("fault " + fault);
      }
    }
    for (var command : Wanted.commands()) {
      if (exercised.of(command) == 0) {
        missing.add("command " + Exercised.name(command));
      }
    }
    for (var refusal : Wanted.refusals()) {
      if (exercised.of(refusal) == 0) {
        missing.add("refusal " + refusal);
      }
    }
    return missing;
  }
}
