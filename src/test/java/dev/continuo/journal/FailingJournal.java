package dev.continuo.journal;

import dev.continuo.engine.Batch;
import dev.continuo.engine.Tables;

/** A journal that fails as a test says: on the next append, or as long as it is away. */
public class FailingJournal extends ForwardingJournal {
  /** What becomes of an append. */
  public enum Fate {
    COMMITTED,
    FAILED,
    /** Nothing was written, which only {@link #resolve} tells. */
    LOST,
    /** It was written, which only {@link #resolve} tells. */
    WRITTEN,
    FENCED
  }

  private Fate next = Fate.COMMITTED;
  private String reason = "";
  private volatile boolean away;

  public FailingJournal(Journal to) {
    super(to);
  }

  /** What becomes of the next append, and the reason or the new leader that it names. */
  public void next(Fate fate, String why) {
    next = fate;
    reason = why;
  }

  /** From now on nothing can be read or written. */
  public void leave() {
    away = true;
  }

  public void comeBack() {
    away = false;
  }

  private void reachable() {
    if (away) {
      throw new Unavailable("it is away", new IllegalStateException("away"));
    }
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
    super.load(tables, home);
  }

  @Override
  public Appended append(Batch batch) {
    var fate = next;
    next = Fate.COMMITTED;
    return switch (fate) {
      case COMMITTED -> away ? new Appended.Failed("it is away") : super.append(batch);
      case FAILED -> new Appended.Failed(reason);
      case LOST -> new Appended.Unknown(reason);
      case WRITTEN ->
          super.append(batch) instanceof Appended.Committed
              ? new Appended.Unknown(reason)
              : new Appended.Failed("it could not be written, as it should have been");
      case FENCED -> new Appended.Fenced(reason);
    };
  }

  @Override
  public Resolved resolve(Batch batch) {
    return away ? new Resolved.Unavailable("it is away") : super.resolve(batch);
  }
}
