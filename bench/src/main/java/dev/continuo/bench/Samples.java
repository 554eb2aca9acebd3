package dev.continuo.bench;

import java.util.Arrays;
import java.util.Locale;

/** Values of one kind, and what is said of them. */
final class Samples {
  private final double[] sorted;

  private Samples(double[] values) {
    sorted = values.clone();
    Arrays.sort(sorted);
  }

  static Samples of(double... values) {
    return new Samples(values);
  }

  /** Durations, as milliseconds. */
  static Samples ofNanos(long... nanos) {
    return new Samples(Arrays.stream(nanos).mapToDouble(each -> each / 1e6).toArray());
  }

  /** The smallest value that is not exceeded by {@code share} of all. */
  double quantile(double share) {
    return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
  }

  double median() {
    return quantile(0.5);
  }

  double p99() {
    return quantile(0.99);
  }

  double max() {
    return sorted[sorted.length - 1];
  }

  double min() {
    return sorted[0];
  }

  /** The median of several rounds, and how far they went. */
  String rounds(String unit) {
    return "%s %s (%s to %s)"
        .formatted(number(median()), unit, number(min()), number(max()))
        .strip();
  }

  /** Of many single acts. */
  String spread() {
    return "p50 %s, p99 %s, max %s ms".formatted(number(median()), number(p99()), number(max()));
  }

  /** With as many digits as say something. */
  static String number(double value) {
    return String.format(
        Locale.ROOT,
        value >= 100 ? "%,.0f" : value >= 10 ? "%.1f" : value >= 1 ? "%.2f" : "%.3f",
        value);
  }
}
