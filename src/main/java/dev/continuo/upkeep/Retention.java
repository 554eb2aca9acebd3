package dev.continuo.upkeep;

import dev.continuo.task.RunId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * How long the folders of turns stay once their run has ended.
 *
 * @param age they go when it ended longer ago
 * @param turnsMax of all ended runs together so many folders stay, the oldest runs' go first
 * @param bytesMax and so many bytes
 */
public record Retention(Duration age, int turnsMax, long bytesMax) {
  /** However many there are: what ended so short a time ago stays, for somebody may be reading. */
  public static final Duration READING = Duration.ofDays(1);

  /** What a server keeps by itself. */
  public static final Retention USUAL = new Retention(Duration.ofDays(30), 100_000, 20L << 30);

  /** By age alone. */
  public static Retention olderThan(Duration age) {
    return new Retention(age, Integer.MAX_VALUE, Long.MAX_VALUE);
  }

  /** A run that has ended, with what its turns take. */
  record Ended(RunId run, Instant at, int turns, long bytes) {}

  /**
   * Those whose folders go.
   *
   * @param ended the one that ended first leading
   */
  List<Ended> expired(List<Ended> ended, Instant now) {
    long turns = ended.stream().mapToLong(Ended::turns).sum();
    long bytes = ended.stream().mapToLong(Ended::bytes).sum();
    var expired = new ArrayList<Ended>();
    for (var run : ended) {
      var old = run.at.isBefore(now.minus(age));
      var crowded = turns > turnsMax || bytes > bytesMax;
      if (old || (crowded && run.at.isBefore(now.minus(READING)))) {
        expired.add(run);
        turns -= run.turns;
        bytes -= run.bytes;
      }
    }
    return expired;
  }
}
