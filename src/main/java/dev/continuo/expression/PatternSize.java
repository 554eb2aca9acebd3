package dev.continuo.expression;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Pattern;

/**
 * How many instructions a pattern of RE2 will be compiled to at most, found out before it is: the
 * compiler writes {@code ((x{100}){100}){100}} out, and asks nobody how much that is.
 */
final class PatternSize {
  private static final Pattern REPEAT = Pattern.compile("\\{([0-9]{1,9})(?:,([0-9]{0,9}))?}");

  private final String pattern;
  private final Deque<Long> outer = new ArrayDeque<>();
  private long size;

  /** The size of what a repetition would repeat. */
  private long last;

  private int at;

  private PatternSize(String pattern) {
    this.pattern = pattern;
  }

  /** Never too small; what is no valid pattern may come to anything. */
  static long most(String pattern) {
    return new PatternSize(pattern).most();
  }

  private long most() {
    while (at < pattern.length() && size <= Limit.PROGRAM.most()) {
      switch (pattern.charAt(at)) {
        case '\\' -> escaped();
        case '[' -> {
          at = behindClass();
          one();
        }
        case '(' -> {
          outer.push(size);
          size = 0;
          at++;
        }
        case ')' -> {
          last = size + 2;
          size = last + (outer.isEmpty() ? 0 : outer.pop());
          at++;
        }
        case '{' -> repeated();
        default -> {
          at++;
          one();
        }
      }
    }
    return size;
  }

  private void one() {
    last = 1;
    size++;
  }

  private void escaped() {
    if (pattern.startsWith("\\Q", at)) {
      var end = pattern.indexOf("\\E", at);
      var behind = end < 0 ? pattern.length() : end + 2;
      size += behind - at;
      last = 1;
      at = behind;
      return;
    }
    at += 2;
    one();
  }

  private int behindClass() {
    var next = at + 1;
    if (pattern.startsWith("^", next)) {
      next++;
    }
    if (pattern.startsWith("]", next)) {
      next++;
    }
    while (next < pattern.length() && pattern.charAt(next) != ']') {
      var named = pattern.startsWith("[:", next) ? pattern.indexOf(":]", next) : -1;
      if (named >= 0) {
        next = named + 2;
      } else {
        next += pattern.charAt(next) == '\\' ? 2 : 1;
      }
    }
    return next + 1;
  }

  private void repeated() {
    var repeat = REPEAT.matcher(pattern).region(at, pattern.length());
    if (!repeat.lookingAt()) {
      at++;
      one();
      return;
    }
    var least = Long.parseLong(repeat.group(1));
    var most = repeat.group(2);
    var times = most == null || most.isEmpty() ? least + 1 : Math.max(least, Long.parseLong(most));
    var repeated = (last + 1) * Math.max(1, times);
    size += repeated;
    last = repeated;
    at = repeat.end();
  }
}
