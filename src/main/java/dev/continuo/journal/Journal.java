package dev.continuo.journal;

import dev.continuo.engine.Batch;
import dev.continuo.engine.Recorded;
import dev.continuo.engine.Tables;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The durable log of events with the rows that they led to.
 *
 * <p>{@link #append}, {@link #head} and the loads are called by one thread, the host's; {@link
 * #events} and {@link #floor} by any. Times come back exactly as they were given.
 */
public interface Journal extends AutoCloseable {
  /** Where the log stands. */
  record Head(long sequence, Instant wall, Duration awake) {
    public static final Head EMPTY = new Head(0, Instant.EPOCH, Duration.ZERO);
  }

  /** What became of an append. */
  sealed interface Appended {
    /** Durable: it survives the loss of power. */
    record Committed() implements Appended {}

    /** Somebody else leads this store now; nothing was written and nothing ever will be. */
    record Fenced(String by) implements Appended {}

    /** Nothing was written; the same batch may succeed later. */
    record Failed(String reason) implements Appended {}

    /** It may have been written or not; {@link #head} tells, once it can be read. */
    record Unknown(String reason) implements Appended {}
  }

  /** The store cannot be read or reached just now. */
  final class Unavailable extends RuntimeException {
    private static final long serialVersionUID = 1;

    public Unavailable(String reason, Throwable cause) {
      super(reason, cause);
    }
  }

  /**
   * Where the log stands. After an {@link Appended.Unknown} its answer is final: what is not in the
   * log by now never will be.
   *
   * @throws Unavailable when that cannot be said
   */
  Head head();

  /**
   * Loads the rows of every home that has a live row, and of the home that is always there; those
   * of one table in the order of their keys.
   *
   * @throws Unavailable when they cannot be read
   */
  void loadLive(Tables tables);

  /**
   * Loads all rows of one home, which is admitted even if there are none.
   *
   * @throws Unavailable when they cannot be read; then nothing is admitted
   */
  void load(Tables tables, long home);

  /** Writes a batch's events and changed rows in one transaction. */
  Appended append(Batch batch);

  /**
   * The events after {@code after}, in order, at most {@code max}.
   *
   * @throws Archived when {@code after} is before the oldest event that is kept
   */
  List<Recorded> events(long after, int max);

  /** The newest event that has moved to the archive; 0 when none has. */
  default long floor() {
    return 0;
  }

  /** Events up to {@link #floor()} have moved to the archive. */
  final class Archived extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final long floor;

    public Archived(long floor) {
      super("events up to " + floor + " are archived", null, false, false);
      this.floor = floor;
    }

    public long floor() {
      return floor;
    }
  }

  @Override
  void close();
}
