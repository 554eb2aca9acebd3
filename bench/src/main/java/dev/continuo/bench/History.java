package dev.continuo.bench;

import dev.continuo.Features;
import dev.continuo.dispatch.DispatchCommand;
import dev.continuo.dispatch.Limit;
import dev.continuo.engine.Answer;
import dev.continuo.engine.Caller;
import dev.continuo.engine.Command;
import dev.continuo.engine.Engine;
import dev.continuo.engine.Moment;
import dev.continuo.journal.Journal;
import dev.continuo.journal.sqlite.SqliteJournal;
import dev.continuo.run.RunCommand;
import dev.continuo.server.Codecs;
import dev.continuo.task.Exit;
import dev.continuo.task.Result;
import dev.continuo.task.RunId;
import dev.continuo.task.TaskCommand;
import dev.continuo.task.Text;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * A store with a long past: runs that have succeeded, decided by the engine and written by the
 * product's own journal. The one thing that a server does otherwise is that here a whole run's life
 * is one commit, so that each row is written once.
 */
final class History {
  private static final int RUN_TASKS = 250;
  private static final Exit CLEAN = new Exit(true, "inline", Result.NONE, Text.EMPTY);
  private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

  private final Features features = Features.create();
  private final Engine engine = features.engine();
  private final Journal journal;
  private Moment at = new Moment(BEGIN, Duration.ZERO, 7);

  private History(Path home) throws IOException {
    Private.folder(home);
    journal =
        SqliteJournal.open(
            home.resolve("store.db"), Codecs.of(features, engine), features.tables());
  }

  /** Writes at least so many events; returns how many. */
  static long write(Path home, long events) throws IOException {
    var history = new History(home);
    try (var journal = history.journal) {
      history.decide(new DispatchCommand.SetLimit(Limit.ATTEMPTS, Limit.MAX));
      var run = Local.run(Local.inline(RUN_TASKS));
      while (history.engine.head() < events) {
        history.live(run);
      }
      return journal.head().sequence();
    }
  }

  private void live(RunCommand.Submit submit) {
    at = new Moment(at.wall().plusMillis(100), at.awake().plusMillis(100), 7);
    decide(submit);
    settle();
    var run = new RunId(features.tables().highestHome());
    for (var id : List.copyOf(features.tasks().of(run).keySet())) {
      var turn = Objects.requireNonNull(features.tasks().get(id)).turn().orElseThrow().id();
      decide(new TaskCommand.EndTurn(turn, CLEAN));
      decide(new TaskCommand.ConfirmSweep(turn));
    }
    settle();
    commit();
  }

  private void commit() {
    if (!(journal.append(engine.batch()) instanceof Journal.Appended.Committed)) {
      throw new IllegalStateException("the journal did not take it");
    }
    engine.committed();
  }

  private void settle() {
    while (engine.settle(at).isPresent()) {}
  }

  private void decide(Command command) {
    if (!(engine.handle(command, Caller.ENGINE, at) instanceof Answer.Accepted)) {
      throw new IllegalStateException("refused: " + command);
    }
  }
}
