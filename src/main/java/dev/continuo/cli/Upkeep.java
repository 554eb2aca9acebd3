package dev.continuo.cli;

import dev.continuo.task.RunId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Looks after a data folder in the process of a command. What goes wrong with the folder is told as
 * an {@link OperatorError}.
 */
public interface Upkeep {
  /** Hands on a run, or all of them, a JSON object a line; returns whether the run was there. */
  boolean export(Path home, Optional<RunId> run, Consumer<String> line) throws IOException;

  /** The newest run that was started from this folder. */
  Optional<RunId> newest(Path home, String project) throws IOException;

  /** What takes the disk. */
  Usage usage(Path home) throws IOException;

  /**
   * Removes what is out of retention, or says what would be.
   *
   * @param olderThan of runs that ended longer ago
   */
  Cleared clear(Path home, Duration olderThan, Mode mode) throws IOException;

  /** Writes a copy of the store into a file that is not there yet. */
  BackedUp backup(Path home, Path file, Outputs outputs) throws IOException;

  /** Brings a copy back, into a folder that is empty or not there. */
  Restored restore(Path file, Path home) throws IOException;

  /** Takes texts out of all that the folder holds; no server may be using it. */
  Redacted redact(Path home, List<String> texts) throws IOException;

  /** Sets a run aside that a bug stops the server at; no server may be using the folder. */
  void quarantine(Path home, RunId run, String reason) throws IOException;

  /** Lets a run that was set aside take part again; no server may be using the folder. */
  void lift(Path home, RunId run) throws IOException;

  /** The runs that are set aside. */
  List<QuarantinedRun> quarantines(Path home) throws IOException;

  /** Looks at the folder and at the machine. */
  List<Check> examine(Path home) throws IOException;

  /** A run that an administrator set aside. */
  record QuarantinedRun(RunId run, String reason, String by, Instant since) {}

  /** Whether something is done, or only said. */
  enum Mode {
    DO,
    DRY_RUN
  }

  /** Whether the outputs of turns are copied too. */
  enum Outputs {
    WITH,
    WITHOUT
  }

  /**
   * What takes the disk.
   *
   * @param parts bytes by what they are for
   * @param runs those with outputs, the largest first
   */
  record Usage(Map<String, Long> parts, List<RunUsage> runs) {
    public Usage {
      parts = Map.copyOf(parts);
      runs = List.copyOf(runs);
    }
  }

  /**
   * What the outputs of a run take.
   *
   * @param name empty for a run that the store does not know
   */
  record RunUsage(RunId run, String name, String state, int turns, long bytes) {}

  /**
   * What went, or would go.
   *
   * @param runs whose turns' folders, the one that ended first leading
   * @param blobs texts that nothing refers to
   * @param leftovers files that a crash left
   */
  record Cleared(List<ClearedRun> runs, Amount blobs, Amount leftovers) {
    public Cleared {
      runs = List.copyOf(runs);
    }
  }

  /** A run whose turns' folders go. */
  record ClearedRun(RunId run, String name, Instant ended, Amount turns) {}

  /** How many, and how large together. */
  record Amount(int count, long bytes) {}

  /**
   * A copy that was written and read again.
   *
   * @param missing blobs that the store refers to and does not have
   */
  record BackedUp(long head, int files, long bytes, int missing) {}

  /**
   * A store that was brought back.
   *
   * @param at when the copy was made
   * @param forfeited the turns that were alive then
   */
  record Restored(long head, Instant at, List<String> forfeited) {
    public Restored {
      forfeited = List.copyOf(forfeited);
    }
  }

  /**
   * What was taken out.
   *
   * @param places how often where, in the order in which they were gone through
   * @param left files that hold a text still, for they are none of ours
   * @param living turns that go on and may write it again
   */
  record Redacted(List<Place> places, List<String> left, int living) {
    public Redacted {
      places = List.copyOf(places);
      left = List.copyOf(left);
    }
  }

  /** Where a text stood, and how often. */
  record Place(String where, long count) {}

  /**
   * One thing that was looked at.
   *
   * @param does what to do; empty when it is as it should be
   */
  record Check(String name, Verdict verdict, String says, String does) {}

  /** How it is. */
  enum Verdict {
    OK,
    WARNING,
    WRONG
  }
}
