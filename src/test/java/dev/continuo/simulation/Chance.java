package dev.continuo.simulation;

import java.util.List;
import java.util.SplittableRandom;

/** All the chance of one life, from its seed. */
final class Chance {
  private final SplittableRandom random;

  Chance(long seed) {
    random = new SplittableRandom(seed);
  }

  long seed() {
    return random.nextLong();
  }

  /** Once in {@code times}; never when that is 0. */
  boolean once(int times) {
    return times > 0 && random.nextInt(times) == 0;
  }

  /** From 0 to {@code bound}, without it. */
  int below(int bound) {
    return random.nextInt(bound);
  }

  /** From {@code min} to {@code max}, with both. */
  int between(int min, int max) {
    return min + random.nextInt(max - min + 1);
  }

  <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }
}
