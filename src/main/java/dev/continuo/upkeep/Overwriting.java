package dev.continuo.upkeep;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Overwrites texts wherever they stand, each by as many bytes: as they are, and as JSON escapes
 * them, inside of JSON inside of JSON too.
 *
 * <p>Bytes are looked at as they are decoded: once, twice, three times, each decoded byte knowing
 * which bytes it came from. What is found in any of these is overwritten where it came from, so
 * that no escape is cut in two and JSON stays JSON.
 */
final class Overwriting {
  /** JSON in a text, in a plan, in a record: deeper than that nothing of ours is nested. */
  private static final int DEPTH_MAX = 3;

  /** A text, and what takes its place: as many bytes, or asterisks where it stands escaped. */
  private record Pair(String text, String by) {}

  /** How the bytes are to be read. */
  enum Syntax {
    /** Nothing is known of them. */
    PLAIN,
    /** One or more JSON values: only what stands in their strings is a text. */
    JSON
  }

  private record Mark(int from, int to, String by) {}

  private final List<Pair> pairs = new ArrayList<>();

  /** Adds a text that becomes asterisks. */
  void hide(String text) {
    var bytes = bytes(text);
    add(new Pair(bytes, "*".repeat(bytes.length())));
  }

  /** Adds a text that becomes another one, of as many bytes. */
  void replace(String text, String by) {
    add(new Pair(bytes(text), bytes(by)));
  }

  /** A character for each byte. */
  private static String bytes(String text) {
    return new String(text.getBytes(UTF_8), ISO_8859_1);
  }

  private void add(Pair pair) {
    pairs.add(pair);
    pairs.sort(Comparator.comparingInt((Pair each) -> each.text.length()).reversed());
  }

  /** Overwrites in these bytes; returns how many places. */
  int in(byte[] bytes, Syntax syntax) {
    var marks = new TreeMap<Integer, Mark>();
    var plain = Layer.of(bytes, 0, bytes.length);
    switch (syntax) {
      case PLAIN -> find(plain, marks);
      case JSON -> strings(bytes, (from, to) -> decoded(Layer.of(bytes, from, to), marks));
    }
    int count = 0;
    int done = 0;
    for (var mark : marks.values()) {
      if (mark.from >= done) {
        count++;
      }
      done = Math.max(done, mark.to);
      overwrite(bytes, mark);
    }
    return count;
  }

  private static void overwrite(byte[] bytes, Mark mark) {
    if (mark.to - mark.from == mark.by.length()) {
      System.arraycopy(mark.by.getBytes(ISO_8859_1), 0, bytes, mark.from, mark.by.length());
    } else {
      Arrays.fill(bytes, mark.from, mark.to, (byte) '*');
    }
  }

  /** Finds the texts in a layer, and in all that it decodes to. */
  private void find(Layer layer, SortedMap<Integer, Mark> marks) {
    for (var pair : pairs) {
      var at = layer.text.indexOf(pair.text);
      while (at >= 0) {
        var start = layer.escaped(at) ? at - 1 : at;
        var mark = new Mark(layer.from(start), layer.to(at + pair.text.length() - 1), pair.by);
        marks.merge(mark.from, mark, (one, other) -> one.to >= other.to ? one : other);
        at = layer.text.indexOf(pair.text, at + 1);
      }
    }
    if (layer.depth < DEPTH_MAX && layer.text.indexOf('\\') >= 0) {
      find(layer.decoded(), marks);
    }
  }

  private void decoded(Layer string, SortedMap<Integer, Mark> marks) {
    find(string.text.indexOf('\\') < 0 ? string : string.decoded(), marks);
  }

  private interface Range {
    void is(int from, int to);
  }

  /** The insides of the JSON strings in these bytes. */
  private static void strings(byte[] bytes, Range each) {
    int start = -1;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '"') {
        if (start < 0) {
          start = i + 1;
        } else {
          each.is(start, i);
          start = -1;
        }
      } else if (bytes[i] == '\\' && start >= 0) {
        i++;
      }
    }
  }
}
