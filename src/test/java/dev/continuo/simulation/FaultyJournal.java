package dev.continuo.simulation;

import dev.continuo.engine.Batch;
import dev.continuo.engine.Recorded;
import dev.continuo.engine.Tables;
import dev.continuo.journal.ForwardingJournal;
import dev.continuo.journal.MemoryJournal;
import java.util.List;
import java.util.function.Consumer;

/**
 * A journal whose disk never forgets what it has written, and often does not let itself be used.
 */
final class FaultyJournal extends ForwardingJournal {
  private static final int AWAY_MILLIS_MAX = 20_000;

  /** Why it cannot be used; nobody reads the stack of a fault that was drawn. */
  private static final class Drawn extends RuntimeException {
    private static final long serialVersionUID = 1;

    Drawn(String reason) {
      super(reason, null, false, false);
    }
  }

  private final VirtualTime time;
  private final Chance chance;
  private final Faults faults;
  private final Consumer<List<Recorded>> written;
  private long awayUntil;

  FaultyJournal(
      MemoryJournal disk,
      VirtualTime time,
      Chance chance,
      Faults faults,
      Consumer<List<Recorded>> written) {
    super(disk);
    this.time = time;
    this.chance = chance;
    this.faults = faults;
    this.written = written;
  }

  /** From now on everything works. */
  void heal() {
    awayUntil = 0;
  }

  @Override
  public Head head() {
    reachable();
    return super.head();
  }

  @Override
  public void loadLive(Tables tables) {
    reachable();
    super.loadLive(tables);
  }

  @Override
  public void load(Tables tables, long home) {
    reachable();
    if (faults.strikes(Fault.ROWS_UNREADABLE, 4)) {
      throw new Unavailable("rows cannot be read", new Drawn("read error"));
    }
    super.load(tables, home);
  }

  @Override
  public Appended append(Batch batch) {
    if (time.awake() < awayUntil) {
      return new Appended.Failed("the store is away");
    }
    if (faults.strikes(Fault.STORE_AWAY, 60)) {
      away();
      return new Appended.Failed("the store has gone away");
    }
    if (faults.strikes(Fault.COMMIT_FAILED, 20)) {
      return new Appended.Failed("disk full");
    }
    if (faults.strikes(Fault.FENCED, 120)) {
      return new Appended.Fenced("another server");
    }
    if (faults.strikes(Fault.DIED_BEFORE_COMMIT, 40)) {
      throw new ServerDied(Fault.DIED_BEFORE_COMMIT);
    }
    if (faults.strikes(Fault.COMMIT_UNKNOWN_LOST, 40)) {
      maybeAway();
      return new Appended.Unknown("connection lost");
    }
    var appended = super.append(batch);
    written.accept(batch.events());
    if (faults.strikes(Fault.COMMIT_UNKNOWN_WRITTEN, 40)) {
      maybeAway();
      return new Appended.Unknown("connection lost");
    }
    if (faults.strikes(Fault.DIED_AFTER_COMMIT, 40)) {
      throw new ServerDied(Fault.DIED_AFTER_COMMIT);
    }
    return appended;
  }

  @Override
  public Resolved resolve(Batch batch) {
    return time.awake() < awayUntil
        ? new Resolved.Unavailable("the store is away")
        : super.resolve(batch);
  }

  private void maybeAway() {
    if (faults.strikes(Fault.STORE_AWAY, 3)) {
      away();
    }
  }

  private void away() {
    awayUntil = time.awake() + chance.between(1, AWAY_MILLIS_MAX);
  }

  private void reachable() {
    if (time.awake() < awayUntil) {
      throw new Unavailable("the store is away", new Drawn("no connection"));
    }
  }
}
