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

  /** By marker, those of one store. */
  Map<String, List<Seen>> endingWith(String store) {
    var ending = new HashMap<>(byMarker);
    ending.keySet().removeIf(marker -> !marker.endsWith(store));
    return ending;
  }
}
