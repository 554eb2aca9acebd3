package dev.continuo.worker;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.continuo.worker.ProcessTable.Seen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which living processes carry a marker in the environment that they were executed with; other
 * users' cannot be read.
 */
final class Markers {

  static final String VARIABLE = "CONTINUO_MARKER";

  private final Map<String, List<Seen>> byMarker = new HashMap<>();

  private Markers() {}

  static Markers read(ProcessTable table) {
    var markers = new Markers();
    for (var process : table.all()) {
      if (!process.dead()) {
        markers.note(process);
      }
    }
    return markers;
  }

  List<Seen> carrying(String marker) {
    return byMarker.getOrDefault(marker, List.of());
  }

  private void note(Seen process) {
    String environment;
    try {
      var file = Path.of("/proc", Long.toString(process.pid()), "environ");
      environment = "\0" + new String(Files.readAllBytes(file), ISO_8859_1);
    } catch (IOException _) {
      return;
    }
    var prefix = "\0" + VARIABLE + "=";
    int at = environment.indexOf(prefix);
    if (at < 0) {
      return;
    }
    int end = environment.indexOf('\0', at + 1);
    var marker = environment.substring(at + prefix.length(), end < 0 ? environment.length() : end);
    byMarker.computeIfAbsent(marker, _ -> new ArrayList<>()).add(process);
  }
}
