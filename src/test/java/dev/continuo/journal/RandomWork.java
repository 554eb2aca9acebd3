package dev.continuo.journal;

import dev.continuo.dispatch.DispatchCommand;
import dev.continuo.engine.Caller;
import dev.continuo.engine.Command;
import dev.continuo.run.RunCommand;
import dev.continuo.task.RunId;
import dev.continuo.task.TaskCommand;
import dev.continuo.task.TaskEffect;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Wishes of people and reports of workers by chance, the same for the same seed and host. */
public final class RandomWork {
  private final Random chance;

  public RandomWork(long seed) {
    chance = new Random(seed);
  }

  public record Wish(Command command, Optional<Caller.Key> key) {}

  /** What to do next, as the host stands now. */
  public Wish next(Host host) {
    host.pass(Duration.ofMillis(chance.nextInt(3000)));
    var kept =
        host.wanted().stream()
            .filter(TaskEffect.Keep.class::isInstance)
            .map(TaskEffect.Keep.class::cast)
            .toList();
    if (!kept.isEmpty() && chance.nextInt(4) > 0) {
      return unkeyed(report(kept.get(chance.nextInt(kept.size()))));
    }
    var runs = host.core().tables().highestHome();
    if (runs == 0 || chance.nextInt(4) == 0) {
      var key = new Caller.Key("key-" + chance.nextInt(50), "hash");
      return new Wish(
          Plans.random(chance), chance.nextBoolean() ? Optional.of(key) : Optional.empty());
    }
    var run = new RunId(1 + chance.nextInt((int) runs));
    var task = run.task(chance.nextInt(3));
    return unkeyed(
        Plans.pick(
            chance,
            List.of(
                    new RunCommand.Cancel(run, "no longer wanted"),
                    new RunCommand.Pause(run, RunCommand.Reach.STARTS, "ada"),
                    new RunCommand.Resume(run),
                    new RunCommand.Retry(run),
                    new RunCommand.RetryTask(task),
                    new TaskCommand.Cancel(task, "not this one"),
                    new TaskCommand.Pause(task, "ada"),
                    new TaskCommand.Resume(task),
                    new DispatchCommand.SetLimit("attempts", 1 + chance.nextInt(5)))
                .toArray(Command[]::new)));
  }

  private Command report(TaskEffect.Keep keep) {
    var turn = keep.turn();
    return switch (keep.desired()) {
      case SWEPT -> new TaskCommand.ConfirmSweep(turn);
      case FROZEN -> new TaskCommand.Resume(turn.task());
      case RUNNING, STOPPED ->
          switch (chance.nextInt(5)) {
            case 0 -> new TaskCommand.EndTurn(turn, Plans.DIRTY);
            case 1 -> new TaskCommand.LoseTurn(turn, "the machine is gone");
            default -> new TaskCommand.EndTurn(turn, Plans.CLEAN);
          };
    };
  }

  private static Wish unkeyed(Command command) {
    return new Wish(command, Optional.empty());
  }
}
