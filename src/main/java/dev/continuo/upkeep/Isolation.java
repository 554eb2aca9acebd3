package dev.continuo.upkeep;

import dev.continuo.cli.OperatorError;
import dev.continuo.cli.Upkeep.QuarantinedRun;
import dev.continuo.engine.Actor;
import dev.continuo.engine.Answer;
import dev.continuo.engine.Caller;
import dev.continuo.engine.Home;
import dev.continuo.engine.Moment;
import dev.continuo.engine.QuarantineCommand;
import dev.continuo.engine.Schema;
import dev.continuo.journal.DataFolder;
import dev.continuo.journal.Journal;
import dev.continuo.journal.sqlite.Rebuild;
import dev.continuo.journal.sqlite.Snapshot;
import dev.continuo.journal.sqlite.SqliteJournal;
import dev.continuo.run.RunRefusal;
import dev.continuo.task.RunId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/**
 * Sets runs aside that a bug stops the engine at, while no server has the folder. No row of a run
 * is loaded for that, as none may be trusted; what is done is decided, recorded and replayed like
 * any other command.
 */
public final class Isolation {
  private final Path home;
  private final Rebuild.Core core;
  private final InstantSource clock;

  /** {@code core} is used for one act alone. */
  public Isolation(Path home, Rebuild.Core core, InstantSource clock) {
    this.home = home;
    this.core = core;
    this.clock = clock;
  }

  public void set(RunId run, String reason, String by) {
    var command = new QuarantineCommand.Set(new Home(run.number()), run.toString(), reason, by);
    decide(run, command, by);
  }

  public void lift(RunId run, String by) {
    decide(run, new QuarantineCommand.Lift(new Home(run.number()), run.toString(), by), by);
  }

  /** The runs that are set aside, beside a server too. */
  public List<QuarantinedRun> all() {
    var store = new Layout(home).store();
    if (!Files.exists(store)) {
      return List.of();
    }
    try (var snapshot = Snapshot.of(store, core.codec())) {
      return snapshot.quarantines().stream()
          .map(
              each ->
                  new QuarantinedRun(
                      new RunId(each.home().number()), each.reason(), each.by(), each.since()))
          .toList();
    }
  }

  private void decide(RunId run, QuarantineCommand command, String by) {
    var store = new Layout(home).store();
    try (var _ = DataFolder.open(home)) {
      if (!Files.exists(store) || !known(store, run)) {
        throw new OperatorError(
            RunRefusal.RUN_NOT_FOUND.says().replace("{run}", run.toString()),
            RunRefusal.RUN_NOT_FOUND.hint());
      }
      try (var journal = SqliteJournal.open(store, core.codec(), core.tables())) {
        decide(journal, command, by);
      }
    }
  }

  private boolean known(Path store, RunId run) {
    try (var snapshot = Snapshot.of(store, core.codec())) {
      return snapshot.name(run).isPresent();
    }
  }

  private void decide(Journal journal, QuarantineCommand command, String by) {
    var head = journal.head();
    var engine = core.engine();
    engine.resume(head.sequence(), head.wall());
    journal.load(core.tables(), Schema.EVERYWHERE);
    var now = clock.instant();
    var at = new Moment(now.isBefore(head.wall()) ? head.wall() : now, head.awake(), 0);
    var caller = Caller.of(new Actor(Actor.Kind.ADMINISTRATOR, by));
    switch (engine.handle(command, caller, at)) {
      case Answer.Accepted _ -> write(journal);
      case Answer.Refused(var refused) -> throw new OperatorError(refused.text(), refused.hint());
      case Answer.Absent(var absent) ->
          throw new IllegalStateException("bug: a quarantine needs rows of home " + absent);
    }
  }

  private void write(Journal journal) {
    switch (journal.append(core.engine().batch())) {
      case Journal.Appended.Committed _ -> {}
      case Journal.Appended.Failed(var why) -> throw failed(why);
      case Journal.Appended.Unknown(var why) -> throw failed(why);
      case Journal.Appended.Fenced(var byOther) -> throw failed(byOther);
    }
  }

  private static Journal.Unavailable failed(String why) {
    return new Journal.Unavailable(why, new IllegalStateException(why));
  }
}
