package dev.continuo.worker;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A small file of {@code name value} lines that a shell can write. It consists of parts, each
 * written at once; the last line of a part, {@code end}, tells that it is whole.
 */
final class Fields {

  private static final String END = "end";

  private Fields() {}

  /** Longer than any that was written as one should be. */
  private static final Bytes FILE_MAX = Bytes.kibibytes(64);

  /** The parts that are whole, in their order; none when the file is missing or is none of ours. */
  static List<Map<String, String>> read(Path file) {
    return Evidence.read(file, FILE_MAX) instanceof Evidence.Text(var text, var size)
            && size.count() <= FILE_MAX.count()
        ? parts(text)
        : List.of();
  }

  private static List<Map<String, String>> parts(String text) {
    var parts = new ArrayList<Map<String, String>>();
    var part = new LinkedHashMap<String, String>();
    for (int at = 0, to; (to = text.indexOf('\n', at)) >= 0; at = to + 1) {
      var pair = text.substring(at, to).split(" ", 2);
      if (pair.length == 1 && pair[0].equals(END)) {
        parts.add(part);
        part = new LinkedHashMap<>();
      } else {
        part.put(pair[0], pair.length == 1 ? "" : pair[1]);
      }
    }
    return parts;
  }

  static String write(Map<String, String> fields) {
    var text = new StringBuilder();
    fields.forEach((name, value) -> text.append(name).append(' ').append(value).append('\n'));
    return text.append(END).append('\n').toString();
  }
}
