package dev.continuo.journal;

import dev.continuo.engine.Batch;
import dev.continuo.engine.Recorded;
import dev.continuo.engine.Tables;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A journal that does what another one does; each test overrides what it wants otherwise. */
public class ForwardingJournal implements Journal {
  private final Journal to;

  public ForwardingJournal(Journal to) {
    this.to = to;
  }

  @Override
  public Leadership leadership() {
    return to.leadership();
  }

  @Override
  public Head head() {
    return to.head();
  }

  @Override
  public void loadLive(Tables tables) {
    to.loadLive(tables);
  }

  @Override
  public void load(Tables tables, long home) {
    to.load(tables, home);
  }

  @Override
  public Appended append(Batch batch) {
    return to.append(batch);
  }

  @Override
  public Resolved resolve(Batch batch) {
    return to.resolve(batch);
  }

  @Override
  public Reader reader() {
    return to.reader();
  }

  @Override
  public Optional<Part> archive(Instant before) {
    return to.archive(before);
  }

  @Override
  public void forget(Part part) {
    to.forget(part);
  }

  @Override
  public boolean prune() {
    return to.prune();
  }

  @Override
  public List<Recorded> events(long after, int max) {
    return to.events(after, max);
  }

  @Override
  public long floor() {
    return to.floor();
  }

  @Override
  public void close() {
    to.close();
  }
}
