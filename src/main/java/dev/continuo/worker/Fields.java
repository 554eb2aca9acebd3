package dev.continuo.worker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A small file of {@code name value} lines that a shell can write; its last line, {@code end},
 * tells that it is whole.
 */
final class Fields {

  private Fields() {}

  /** The fields; empty when the file is missing or not yet whole. */
  static Optional<Map<String, String>> read(Path file) {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      var lines = Files.readString(file);
      if (!lines.endsWith("\nend\n")) {
        return Optional.empty();
      }
      Map<String, String> fields = new LinkedHashMap<>();
      lines
          .lines()
          .map(line -> line.split(" ", 2))
          .forEach(pair -> fields.put(pair[0], pair.length == 1 ? "" : pair[1]));
      return Optional.of(fields);
    } catch (NoSuchFileException _) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String write(Map<String, String> fields) {
    var text = new StringBuilder();
    fields.forEach((name, value) -> text.append(name).append(' ').append(value).append('\n'));
    return text.append("end\n").toString();
  }
}
