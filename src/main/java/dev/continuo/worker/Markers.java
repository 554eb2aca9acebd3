package dev.continuo.worker;

import dev.continuo.worker.ProcessTable.Seen;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which living processes carry a marker in the environment that they were executed with. */
final class Markers {

  static final String VARIABLE = "CONTINUO_MARKER";

  private final Map<String, List<Seen>> byMarker = new HashMap<>();

  void add(String marker, Seen process) {
    byMarker.computeIfAbsent(marker, _ -> new ArrayList<>()).add(process);
  }

  List<Seen> carrying(String marker) {
    return byMarker.getOrDefault(marker, List.of());
  }
}
