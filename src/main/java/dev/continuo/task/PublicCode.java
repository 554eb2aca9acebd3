package dev.continuo.task;

import java.util.OptionalLong;

/**
 * Writes numbers as short codes of fixed length that look unlike their neighbours.
 *
 * <p>A code is the number multiplied by an odd constant (so that each number has one code and each
 * code one number) in 32 digits without i, l, o and u.
 */
final class PublicCode {
  static final int RUN_BITS = 30;
  private static final int RUN_DIGITS = 6;
  private static final int INDEX_DIGITS = 5;
  private static final String DIGITS = "0123456789abcdefghjkmnpqrstvwxyz";
  private static final long MASK = (1L << RUN_BITS) - 1;
  private static final long FACTOR = 0x2545F491L;
  private static final long INVERSE = inverse();

  private PublicCode() {}

  static String ofRun(long number) {
    return write(number * FACTOR & MASK, RUN_DIGITS);
  }

  static OptionalLong run(String code) {
    var value = read(code, RUN_DIGITS);
    return value.isPresent() ? OptionalLong.of(value.getAsLong() * INVERSE & MASK) : value;
  }

  static String ofTask(long run, int index) {
    return ofRun(run) + write(index, INDEX_DIGITS);
  }

  static OptionalLong task(String code) {
    if (code.length() != RUN_DIGITS + INDEX_DIGITS) {
      return OptionalLong.empty();
    }
    var run = run(code.substring(0, RUN_DIGITS));
    var index = read(code.substring(RUN_DIGITS), INDEX_DIGITS);
    if (run.isEmpty() || index.isEmpty() || index.getAsLong() > TaskId.INDEX_MAX) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(run.getAsLong() << TaskId.INDEX_BITS | index.getAsLong());
  }

  private static String write(long value, int digits) {
    var code = new StringBuilder(digits);
    for (int shift = (digits - 1) * 5; shift >= 0; shift -= 5) {
      code.append(DIGITS.charAt((int) (value >>> shift & 31)));
    }
    return code.toString();
  }

  private static OptionalLong read(String code, int digits) {
    if (code.length() != digits) {
      return OptionalLong.empty();
    }
    long value = 0;
    for (int i = 0; i < digits; i++) {
      var digit = DIGITS.indexOf(code.charAt(i));
      if (digit < 0) {
        return OptionalLong.empty();
      }
      value = value << 5 | digit;
    }
    return OptionalLong.of(value);
  }

  /** Newton's iteration for the inverse of an odd number modulo a power of two. */
  private static long inverse() {
    long inverse = FACTOR;
    for (int i = 0; i < 6; i++) {
      inverse *= 2 - FACTOR * inverse;
    }
    return inverse & MASK;
  }
}
