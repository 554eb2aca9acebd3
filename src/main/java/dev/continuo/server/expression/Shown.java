package dev.continuo.server.expression;

import dev.continuo.expression.Cel;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Writes the start of a value as JSON: the whole may be a thousand times as long. */
final class Shown {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final int max;
  private final StringBuilder text = new StringBuilder();

  private Shown(int max) {
    this.max = max;
  }

  /** At most so many characters of it, with {@code …} where more would follow. */
  static String start(Object value, int max) {
    var shown = new Shown(max);
    shown.write(value);
    return shown.text.length() <= max ? shown.text.toString() : shown.text.substring(0, max) + "…";
  }

  private void write(Object value) {
    if (text.length() > max) {
      return;
    }
    switch (value) {
      case String said -> text.append(JSON.writeValueAsString(cut(said)));
      case Map<?, ?> map -> {
        var before = '{';
        for (var entry : map.entrySet()) {
          if (text.length() > max) {
            return;
          }
          text.append(before);
          write(String.valueOf(entry.getKey()));
          text.append(':');
          write(entry.getValue());
          before = ',';
        }
        text.append(map.isEmpty() ? "{}" : "}");
      }
      case List<?> list -> {
        var before = '[';
        for (var each : list) {
          if (text.length() > max) {
            return;
          }
          text.append(before);
          write(each);
          before = ',';
        }
        text.append(list.isEmpty() ? "[]" : "]");
      }
      case Object nothing when nothing.equals(Cel.NOTHING) -> text.append("null");
      case Object other -> text.append(other);
    }
  }

  /** What is behind that would not be shown. */
  private String cut(String said) {
    return said.length() <= max ? said : said.substring(0, max);
  }
}
