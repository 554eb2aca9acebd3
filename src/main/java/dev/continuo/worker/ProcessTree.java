package dev.continuo.worker;

import dev.continuo.worker.ProcessTable.Seen;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The processes of one turn as far as they were ever seen: the command, who carries its marker,
 * their children, and every member of a session that one of them was seen in. Once seen, a process
 * stays known by pid and start however it cleans its environment or leaves its parent. What escapes
 * is a process that does all of this between two looks (2 s apart while the turn lives): clears its
 * environment, starts a session of its own, and loses its parent; and one that becomes another
 * user, or is started on the turn's behalf by a daemon that was there before.
 */
final class ProcessTree {

  /**
   * The session and group of the shims: of their processes only the command itself, in the instant
   * before it leaves, is the turn's.
   */
  private final long home;

  private final Map<Long, Long> startByPid = new HashMap<>();
  private final Set<Long> sessions = new HashSet<>();

  ProcessTree(long home) {
    this.home = home;
  }

  /**
   * Adds what the seeds, all of them certainly the turn's, and the known processes lead to, and
   * forgets the dead.
   */
  void grow(ProcessTable table, Collection<Seen> seeds) {
    Deque<Seen> open = new ArrayDeque<>(seeds);
    open.addAll(living(table));
    // An empty session is over; its number may come again as a stranger's.
    sessions.removeIf(id -> table.session(id).isEmpty());
    sessions.forEach(id -> open.addAll(table.session(id)));
    startByPid.clear();
    while (!open.isEmpty()) {
      var process = open.pop();
      if (process.dead() || isStranger(process) || startByPid.containsKey(process.pid())) {
        continue;
      }
      startByPid.put(process.pid(), process.start());
      open.addAll(table.children(process.pid()));
      if (process.session() != home && sessions.add(process.session())) {
        open.addAll(table.session(process.session()));
      }
    }
  }

  List<Seen> living(ProcessTable table) {
    return startByPid.entrySet().stream()
        .map(known -> table.living(known.getKey(), known.getValue()))
        .flatMap(Optional::stream)
        .toList();
  }

  /**
   * Sends the signal once to every process of the tree, by group, so that none forks its way out. A
   * group is done only when a member that still lives has vouched for it: a shell's child may well
   * have ended since the table was read.
   */
  void signal(Processes processes, ProcessTable table, Signal signal) {
    Set<Long> groups = new HashSet<>();
    for (var process : living(table)) {
      if (process.group() == home) {
        signal.send(processes, process, process.pid());
      } else if (!groups.contains(process.group())
          && signal.send(processes, process, -process.group())) {
        groups.add(process.group());
      }
    }
  }

  private boolean isStranger(Seen process) {
    return process.pid() == home
        || process.pid() <= 1
        || process.pid() == ProcessHandle.current().pid();
  }
}
