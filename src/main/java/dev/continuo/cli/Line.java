package dev.continuo.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A line for a terminal: texts, some of them in colour. */
record Line(List<Part> parts) {
  /** A colour, as the number that terminals know it by. */
  enum Ink {
    PLAIN(0),
    RED(31),
    GREEN(32),
    YELLOW(33),
    CYAN(36),
    DIM(2);

    private final int code;

    Ink(int code) {
      this.code = code;
    }

    String paint(String text, Output.Style style) {
      return this == PLAIN || style == Output.Style.PLAIN || text.isEmpty()
          ? text
          : "\u001b[" + code + "m" + text + "\u001b[0m";
    }
  }

  /** Text of one colour, which cannot steer a terminal and has no line break. */
  record Part(Ink ink, String text) {
    Part {
      text = Output.printable(text).replace('\n', ' ').replace('\t', ' ');
    }
  }

  Line {
    parts = List.copyOf(parts);
  }

  static Line of(String text) {
    return new Line(List.of(new Part(Ink.PLAIN, text)));
  }

  Line and(Ink ink, String text) {
    var more = new ArrayList<>(parts);
    more.add(new Part(ink, text));
    return new Line(more);
  }

  /** The line as far as it fits into so many columns. */
  Line cut(int columns) {
    var fitting = new ArrayList<Part>();
    var left = columns;
    for (var part : parts) {
      var text = Columns.cut(part.text(), left);
      fitting.add(new Part(part.ink(), text));
      left -= Columns.of(text);
      if (!text.equals(part.text())) {
        break;
      }
    }
    return new Line(fitting);
  }

  String text() {
    return parts.stream().map(Part::text).collect(Collectors.joining());
  }

  String painted(Output.Style style) {
    return parts.stream()
        .map(part -> part.ink().paint(part.text(), style))
        .collect(Collectors.joining());
  }
}
