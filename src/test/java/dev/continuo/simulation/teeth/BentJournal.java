package dev.continuo.simulation.teeth;

import dev.continuo.engine.Batch;
import dev.continuo.engine.Recorded;
import dev.continuo.engine.Tables;
import dev.continuo.journal.Journal;
import java.util.List;

/** A journal that does what the real one does; each fault overrides one thing. */
class BentJournal implements Journal {
  private final Journal straight;

  BentJournal(Journal straight) {
    this.straight = straight;
  }

  @Override
  public Head head() {
    return straight.head();
  }

  @Override
  public void loadLive(Tables tables) {
    straight.loadLive(tables);
  }

  @Override
  public void load(Tables tables, long home) {
    straight.load(tables, home);
  }

  @Override
  public Appended append(Batch batch) {
    return straight.append(batch);
  }

  @Override
  public List<Recorded> events(long after, int max) {
    return straight.events(after, max);
  }

  @Override
  public void close() {
    straight.close();
  }
}
