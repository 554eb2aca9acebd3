package dev.continuo.simulation;

import dev.continuo.task.Exit;
import dev.continuo.task.TaskId;
import dev.continuo.task.TurnId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The machine that turns run on: its processes, claims and exit records outlive the server, and its
 * processes die when it starts anew.
 */
final class Machine {
  /** How a process will go, drawn when it is born. */
  record Fate(long millis, Exit exit, boolean silent, int children, boolean stubborn) {}

  /** A claimed turn, with its process if it ever had one. */
  static final class Proc {
    final TurnId turn;
    @Nullable Fate fate;
    long pid;
    boolean alive;
    boolean frozen;
    boolean due;
    boolean stopping;
    int children;

    Proc(TurnId turn) {
      this.turn = turn;
    }
  }

  private final VirtualTime time;
  private final Trace trace;
  private final Map<TurnId, Proc> claims = new LinkedHashMap<>();
  private final Map<TaskId, List<Proc>> living = new LinkedHashMap<>();
  private final Map<TurnId, Exit> spool = new LinkedHashMap<>();
  private Consumer<TurnId> exited = _ -> {};
  private long pids = 100;
  private int boots = 1;

  Machine(VirtualTime time, Trace trace) {
    this.time = time;
    this.trace = trace;
  }

  /** Who is told of exits, until the server dies. */
  void tell(Consumer<TurnId> watcher) {
    exited = watcher;
  }

  String boot() {
    return "boot-" + boots;
  }

  @Nullable Proc claimed(TurnId turn) {
    return claims.get(turn);
  }

  /** The exclusive act that allows one launch. */
  Proc claim(TurnId turn) {
    var proc = new Proc(turn);
    Invariant.ONE_TURN_HOLDS_THE_FENCE.holds(
        claims.put(turn, proc) == null, () -> "turn " + turn + " was claimed twice");
    return proc;
  }

  void spawn(Proc proc, Fate fate) {
    var others = living.computeIfAbsent(proc.turn.task(), _ -> new ArrayList<>());
    Invariant.ONE_TURN_HOLDS_THE_FENCE.holds(
        others.isEmpty(), () -> "turn " + proc.turn + " is launched beside another of its task");
    others.add(proc);
    proc.fate = fate;
    proc.pid = pids++;
    proc.alive = true;
    proc.children = fate.children();
    trace.say(() -> "process " + proc.pid + " of " + proc.turn + " for " + fate.millis() + " ms");
    time.after(fate.millis(), () -> due(proc));
  }

  private void due(Proc proc) {
    proc.due = true;
    var fate = proc.fate;
    if (proc.alive && !proc.frozen && fate != null) {
      if (fate.silent()) {
        die(proc);
      } else {
        exit(proc, fate.exit());
      }
    }
  }

  /** The process ends, and its shim writes the record. */
  void exit(Proc proc, Exit exit) {
    spool.put(proc.turn, exit);
    die(proc);
  }

  private void die(Proc proc) {
    trace.say(() -> "process " + proc.pid + " of " + proc.turn + " is gone");
    proc.alive = false;
    forget(proc);
    exited.accept(proc.turn);
  }

  private void forget(Proc proc) {
    var all = living.get(proc.turn.task());
    if (all != null && !proc.alive && proc.children == 0) {
      all.remove(proc);
      if (all.isEmpty()) {
        living.remove(proc.turn.task());
      }
    }
  }

  void freeze(Proc proc) {
    proc.frozen = true;
  }

  void thaw(Proc proc) {
    proc.frozen = false;
    if (proc.due) {
      time.after(1, () -> due(proc));
    }
  }

  /** SIGTERM to the turn's group. */
  void stop(Proc proc, Exit exit) {
    var fate = proc.fate;
    if (proc.alive && fate != null && !fate.stubborn()) {
      exit(proc, exit);
    }
  }

  /** SIGKILL to all that carries the turn's mark. */
  void kill(Proc proc) {
    proc.children = 0;
    if (proc.alive) {
      proc.alive = false;
      trace.say(() -> "process " + proc.pid + " of " + proc.turn + " is killed");
    }
    forget(proc);
  }

  @Nullable Exit record(TurnId turn) {
    return spool.get(turn);
  }

  void write(TurnId turn, Exit exit) {
    spool.put(turn, exit);
  }

  void unspool(TurnId turn) {
    spool.remove(turn);
  }

  List<TurnId> spooled() {
    return List.copyOf(spool.keySet());
  }

  void reboot() {
    boots++;
    for (var proc : living.values().stream().flatMap(List::stream).toList()) {
      proc.alive = false;
      proc.children = 0;
      forget(proc);
    }
  }

  boolean alive(TurnId turn) {
    var proc = claims.get(turn);
    return proc != null && proc.alive;
  }

  boolean anyAlive(TurnId turn) {
    var proc = claims.get(turn);
    return proc != null && (proc.alive || proc.children > 0);
  }

  /** Every turn that has a living process or child of one. */
  List<TurnId> living() {
    return living.values().stream().flatMap(List::stream).map(proc -> proc.turn).toList();
  }
}
