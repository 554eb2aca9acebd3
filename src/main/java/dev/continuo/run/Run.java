package dev.continuo.run;

import dev.continuo.engine.Due;
import dev.continuo.engine.Effect;
import dev.continuo.engine.Row;
import dev.continuo.task.RunId;
import java.time.Instant;
import java.util.List;

/** A run as it stands: its row. */
public record Run(RunId id, RunSpec spec, RunState state, Instant since, Instant submitted)
    implements Row {
  @Override
  public Due due() {
    var chore =
        switch (state) {
          case RunState.Ending ending -> !ending.told();
          case RunState.Reopening _ -> true;
          case RunState.Accepting _, RunState.Running _, RunState.Paused _, RunState.Ended _ ->
              false;
        };
    return chore ? Due.NOW : Due.NEVER;
  }

  @Override
  public List<Effect> wants() {
    return state instanceof RunState.Accepting(var next)
        ? List.of(new RunEffect.FeedTasks(id, next))
        : List.of();
  }

  @Override
  public boolean live() {
    return !(state instanceof RunState.Ended);
  }

  Run as(RunSpec now) {
    return new Run(id, now, state, since, submitted);
  }

  Run in(RunState next, Instant when) {
    return new Run(id, spec, next, when, submitted);
  }
}
