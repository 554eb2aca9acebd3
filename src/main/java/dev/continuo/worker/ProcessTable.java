package dev.continuo.worker;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All processes of the machine as one pass saw them. */
final class ProcessTable {

  /** One process; {@code state} is the letter that {@code ps} shows. */
  record Seen(long pid, long parent, long group, long session, char state, long start) {

    boolean dead() {
      return state == 'Z' || state == 'X';
    }

    boolean stopped() {
      return state == 'T';
    }
  }

  private final Map<Long, Seen> byPid = new HashMap<>();
  private final Map<Long, List<Seen>> byParent = new HashMap<>();
  private final Map<Long, List<Seen>> bySession = new HashMap<>();

  ProcessTable(Collection<Seen> processes) {
    for (var process : processes) {
      byPid.put(process.pid(), process);
      byParent.computeIfAbsent(process.parent(), _ -> new ArrayList<>()).add(process);
      bySession.computeIfAbsent(process.session(), _ -> new ArrayList<>()).add(process);
    }
  }

  Iterable<Seen> all() {
    return byPid.values();
  }

  /** The living process that has this pid. */
  Optional<Seen> living(long pid) {
    return Optional.ofNullable(byPid.get(pid)).filter(it -> !it.dead());
  }

  /** The living process that has this pid and this start. */
  Optional<Seen> living(long pid, long start) {
    return living(pid).filter(it -> it.start() == start);
  }

  List<Seen> children(long pid) {
    return byParent.getOrDefault(pid, List.of());
  }

  List<Seen> session(long id) {
    return bySession.getOrDefault(id, List.of());
  }
}
