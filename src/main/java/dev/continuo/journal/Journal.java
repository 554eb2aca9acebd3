package dev.continuo.journal;

import dev.continuo.engine.Batch;
import dev.continuo.engine.Recorded;
import dev.continuo.engine.Tables;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The durable log of events with the rows that they led to, written by one leader at a time.
 *
 * <p>Each opened journal is a candidate with a number of its own that no other has. It becomes the
 * leader with its first append, unless somebody has written since its host asked for the {@link
 * #head}. It is fenced from the moment at which another has become the leader: then nothing that it
 * appends is ever written.
 *
 * <p>{@link #reader}, {@link #archive}, {@link #events} and {@link #floor} may be used by any
 * thread; everything else is called by one, the host's. Times come back exactly as they were given.
 */
public interface Journal extends AutoCloseable {
  /** Where the log stands. */
  record Head(long sequence, Instant wall, Duration awake) {
    public static final Head EMPTY = new Head(0, Instant.EPOCH, Duration.ZERO);
  }

  /**
   * Who writes.
   *
   * @param before the number of the leader that had written last when this journal was opened; 0
   *     when none had
   * @param own the number of this one
   */
  record Leadership(long before, long own) {}

  /** What became of an append. */
  sealed interface Appended {
    /** Durable: it survives the loss of power. */
    record Committed() implements Appended {}

    /** Somebody else leads this store now; nothing was written and nothing ever will be. */
    record Fenced(String by) implements Appended {}

    /** Nothing was written; the same batch may succeed later. */
    record Failed(String reason) implements Appended {}

    /** It may have been written or not; {@link #resolve} tells, once the store can be reached. */
    record Unknown(String reason) implements Appended {}
  }

  /** Whether a batch is in the log. */
  sealed interface Resolved {
    /** It is durable. */
    record In() implements Resolved {}

    /** It is not, and never will be unless it is appended again. */
    record Out() implements Resolved {}

    /** That cannot be said just now. */
    record Unavailable(String reason) implements Resolved {}
  }

  /**
   * Events that were copied out of the log.
   *
   * @param name of the file in the archive
   */
  record Part(long first, long last, String name) {}

  /** The store cannot be read or reached just now. */
  final class Unavailable extends RuntimeException {
    private static final long serialVersionUID = 1;

    public Unavailable(String reason, Throwable cause) {
      super(reason, cause);
    }
  }

  /** Who writes, and who had written before this journal was opened. */
  Leadership leadership();

  /**
   * Where the log stands.
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

  /** Writes a batch's events and changed rows, and deletes rows, in one transaction. */
  Appended append(Batch batch);

  /**
   * What became of the batch whose append was {@link Appended.Unknown}; asked before anything else
   * is appended. The answer does not rest on the numbers of its events, which another leader may
   * have used since.
   */
  Resolved resolve(Batch batch);

  /** Reads beside the writer; lives as long as the journal. */
  Reader reader();

  /**
   * Copies what can leave the log into the archive: the oldest events, up to the first of a run
   * that had not ended at {@code before}. Nothing is forgotten until {@link #forget} is told. Reads
   * all of it, so it takes its time; one at a time.
   *
   * @throws Unavailable when the log cannot be read or the archive not be written
   */
  Optional<Part> archive(Instant before);

  /**
   * Takes what was archived out of the log, for readers at once.
   *
   * @throws Unavailable when that cannot be written
   */
  void forget(Part part);

  /**
   * Deletes some of the archived events, which readers do not see any more; returns whether there
   * may be more.
   *
   * @throws Unavailable when they cannot be deleted
   */
  boolean prune();

  /** As {@link Reader#events(long, int)}. */
  default List<Recorded> events(long after, int max) {
    return reader().events(after, max);
  }

  /** As {@link Reader#floor}. */
  default long floor() {
    return reader().floor();
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
