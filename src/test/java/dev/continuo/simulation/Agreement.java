package dev.continuo.simulation;

import dev.continuo.approval.ApprovalCommand;
import dev.continuo.approval.ApprovalPart;
import dev.continuo.approval.ApprovalPart.Otherwise;
import dev.continuo.engine.Command;
import dev.continuo.task.Door;
import dev.continuo.task.TaskSpec;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What simulated plans ask people to agree to, and what those say. */
final class Agreement {
  private static final List<List<Door>> DOORS =
      List.of(List.of(Door.START), List.of(Door.FINISH), List.of(Door.START, Door.FINISH));

  private Agreement() {}

  static ApprovalPart draw(Chance chance) {
    return new ApprovalPart(
        chance.pick(DOORS),
        "may it?",
        chance.once(2) ? Optional.of(Duration.ofMinutes(chance.between(1, 30))) : Optional.empty(),
        chance.pick(List.of(Otherwise.values())),
        chance.pick(List.of(Otherwise.values())),
        chance.between(0, 2));
  }

  static boolean asks(TaskSpec spec, Door door) {
    return spec.part(ApprovalPart.class).filter(part -> part.before().contains(door)).isPresent();
  }

  /** Where a task stands that is asked about at this door. */
  static Seen.Stand at(Door door) {
    return switch (door) {
      case START -> Seen.Stand.PENDING;
      case RESUME -> Seen.Stand.SUSPENDED;
      case FINISH -> Seen.Stand.VERIFYING;
    };
  }

  /** Yes more often than no; now and then about a round that somebody saw earlier. */
  static Command decision(Chance chance, Seen task) {
    var round = chance.once(3) ? Optional.of(chance.between(1, 3)) : Optional.<Integer>empty();
    return chance.once(3)
        ? new ApprovalCommand.Reject(task.id, round, "ada", "not like that")
        : new ApprovalCommand.Approve(task.id, round, "ada", "");
  }
}
