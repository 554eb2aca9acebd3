package dev.continuo.simulation;

import dev.continuo.engine.Moment;
import dev.continuo.host.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;

/** Both clocks of a life, and what is to happen when; in milliseconds of the awake clock. */
final class VirtualTime implements Clock {
  static final long NEVER = Long.MAX_VALUE;

  private record Happening(long at, long order, Runnable what) {}

  private static final long BEGIN = Instant.parse("2030-01-01T00:00:00Z").toEpochMilli();
  private final Chance chance;
  private final PriorityQueue<Happening> happenings =
      new PriorityQueue<>(
          Comparator.comparingLong(Happening::at).thenComparingLong(Happening::order));
  private long wall = BEGIN;
  private long awake;
  private long order;

  VirtualTime(Chance chance) {
    this.chance = chance;
  }

  @Override
  public Moment now() {
    return new Moment(Instant.ofEpochMilli(wall), Duration.ofMillis(awake), chance.seed());
  }

  Instant wall() {
    return Instant.ofEpochMilli(wall);
  }

  long awake() {
    return awake;
  }

  /** Both clocks go on. */
  void pass(long millis) {
    awake += millis;
    wall += millis;
  }

  /** Only the calendar changes: the machine slept, or somebody set the clock. */
  void jump(long millis) {
    wall += millis;
  }

  void after(long millis, Runnable what) {
    at(awake + millis, what);
  }

  void at(long at, Runnable what) {
    happenings.add(new Happening(Math.max(at, awake), order++, what));
  }

  long next() {
    var first = happenings.peek();
    return first == null ? NEVER : first.at();
  }

  /** Lets everything happen that is due now. */
  void happen() {
    for (var first = happenings.peek();
        first != null && first.at() <= awake;
        first = happenings.peek()) {
      happenings.remove();
      first.what().run();
    }
  }
}
