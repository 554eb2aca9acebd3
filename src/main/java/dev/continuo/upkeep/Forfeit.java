package dev.continuo.upkeep;

import dev.continuo.engine.Caller;
import dev.continuo.engine.Moment;
import dev.continuo.host.Loop;
import dev.continuo.host.Outcome;
import dev.continuo.host.Submission;
import dev.continuo.host.Submission.Patience;
import dev.continuo.journal.Journal;
import dev.continuo.journal.sqlite.Rebuild;
import dev.continuo.task.TaskCommand;
import dev.continuo.task.TaskEffect.Desired;
import dev.continuo.task.TaskEffect.Keep;
import dev.continuo.task.TurnId;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Gives up every turn of a store that is alive by its rows; its task gets another turn later. */
final class Forfeit {
  private final Rebuild.Core core;
  private final Journal journal;
  private final InstantSource clock;

  Forfeit(Rebuild.Core core, Journal journal, InstantSource clock) {
    this.core = core;
    this.journal = journal;
    this.clock = clock;
  }

  /** Returns when that is durable; nothing is started. */
  List<String> all(String reason) {
    var awake = journal.head().awake();
    var loop =
        new Loop(
            core.tables(),
            core.engine(),
            journal,
            () -> new Moment(clock.instant(), awake, 0),
            _ -> {});
    loop.drain();
    loop.start();
    var forfeited = new ArrayList<String>();
    for (var turn : living()) {
      forfeited.add(turn.toString());
      loop.offer(
          new Submission(
              new TaskCommand.LoseTurn(turn, reason),
              Caller.ENGINE,
              Patience.REFUSE,
              outcome -> accepted(turn, outcome)));
    }
    loop.catchUp(); // and no step more: a bug in one must not keep a backup from coming back
    return forfeited;
  }

  private List<TurnId> living() {
    return core.engine().wanted().stream()
        .filter(Keep.class::isInstance)
        .map(Keep.class::cast)
        .filter(keep -> keep.desired() != Desired.SWEPT)
        .map(Keep::turn)
        .toList();
  }

  private static void accepted(TurnId turn, Outcome outcome) {
    switch (outcome) {
      case Outcome.Accepted _ -> {}
      case Outcome.Unavailable(var why) ->
          throw new Journal.Unavailable(why, new IllegalStateException(why));
      case Outcome.Refused _, Outcome.Broken _ ->
          throw new IllegalStateException("bug: turn " + turn + " is not given up: " + outcome);
    }
  }
}
