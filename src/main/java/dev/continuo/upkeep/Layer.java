package dev.continuo.upkeep;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Bytes, some times freed of JSON's escapes, that know where they came from. A character of {@code
 * text} is one byte.
 */
final class Layer {
  private static final String SHORT = "\"\\/bfnrt";
  private static final String MEANT = "\"\\/\b\f\n\r\t";
  private static final int UNICODE_LENGTH = 6;

  final String text;
  final int depth;

  /** Where the bytes as they are begin in the source. */
  private final int start;

  /** First and behind-last source byte of each byte; null where they are the source itself. */
  private final int @Nullable [] froms;

  private final int @Nullable [] tos;

  private Layer(String text, int depth, int start, int @Nullable [] froms, int @Nullable [] tos) {
    this.text = text;
    this.depth = depth;
    this.start = start;
    this.froms = froms;
    this.tos = tos;
  }

  /** Bytes as they are. */
  static Layer of(byte[] bytes, int from, int to) {
    return new Layer(new String(bytes, from, to - from, ISO_8859_1), 0, from, null, null);
  }

  int from(int at) {
    return froms == null ? start + at : froms[at];
  }

  int to(int at) {
    return tos == null ? start + at + 1 : tos[at];
  }

  /** Whether the byte is the second of an escape, if these bytes are escaped. */
  boolean escaped(int at) {
    int before = 0;
    while (before < at && text.charAt(at - before - 1) == '\\') {
      before++;
    }
    return before % 2 == 1;
  }

  /** The same without its escapes; what looks like none stays. */
  Layer decoded() {
    var out = new Decoding(text.length());
    for (int i = 0; i < text.length(); ) {
      i += step(i, out);
    }
    return out.layer();
  }

  private int step(int at, Decoding out) {
    if (text.charAt(at) != '\\' || at + 1 == text.length()) {
      out.put(text.charAt(at), from(at), to(at));
      return 1;
    }
    var meant = SHORT.indexOf(text.charAt(at + 1));
    if (meant >= 0) {
      out.put(MEANT.charAt(meant), from(at), to(at + 1));
      return 2;
    }
    var first = unit(at);
    if (first < 0) {
      out.put('\\', from(at), to(at));
      return 1;
    }
    var second = Character.isHighSurrogate((char) first) ? unit(at + UNICODE_LENGTH) : -1;
    var pair = second >= 0 && Character.isLowSurrogate((char) second);
    var length = pair ? 2 * UNICODE_LENGTH : UNICODE_LENGTH;
    var character = pair ? "" + (char) first + (char) second : "" + (char) first;
    for (var each : character.getBytes(UTF_8)) {
      out.put((char) (each & 0xFF), from(at), to(at + length - 1));
    }
    return length;
  }

  /** The UTF-16 unit that is escaped here; negative when none is. */
  private int unit(int at) {
    if (at + UNICODE_LENGTH > text.length()
        || text.charAt(at) != '\\'
        || text.charAt(at + 1) != 'u') {
      return -1;
    }
    int unit = 0;
    for (int i = at + 2; i < at + UNICODE_LENGTH; i++) {
      var digit = Character.digit(text.charAt(i), 16);
      if (digit < 0) {
        return -1;
      }
      unit = unit << 4 | digit;
    }
    return unit;
  }

  /** Decoded bytes as they come; never more than there were. */
  private final class Decoding {
    private final StringBuilder to;
    private final int[] from;
    private final int[] behind;

    Decoding(int max) {
      to = new StringBuilder(max);
      from = new int[max];
      behind = new int[max];
    }

    void put(char each, int first, int last) {
      from[to.length()] = first;
      behind[to.length()] = last;
      to.append(each);
    }

    Layer layer() {
      return new Layer(
          to.toString(),
          depth + 1,
          start,
          Arrays.copyOf(from, to.length()),
          Arrays.copyOf(behind, to.length()));
    }
  }
}
