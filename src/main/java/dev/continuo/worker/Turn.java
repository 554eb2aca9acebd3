package dev.continuo.worker;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the worker knows and wants of one open turn; only the worker's own thread touches it. */
final class Turn {

  /** How far it has come. */
  enum Phase {
    /** Opened by a server that is gone; whether its shim was started is unknown. */
    OPENED,
    /** A shim was started, or claimed the turn, and the command's process is not known yet. */
    LAUNCHING,
    /** The command's process was reported. */
    RUNNING,
    /** Its exit, its loss or its refusal was reported. */
    ENDED
  }

  final TurnId id;
  Phase phase;
  ProcessTree tree = new ProcessTree(0);

  /** When it is given up for want of a process; set while launching. */
  @Nullable Deadline launchUntil;

  Gate.@Nullable Passed process;

  /** When its shim is killed for want of a record; set once its command is gone. */
  @Nullable Deadline recordUntil;

  /** A stop is wanted; everything is killed from then on. */
  @Nullable Deadline killFrom;

  /** Why it was not to begin; told in the place of its end if it had not. */
  @Nullable String refusal;

  /** When the command ended, in the unit of starts; 0 while it is not known. */
  long ended;

  /** It is to stand still, from its first moment if that is still to come. */
  boolean frozen;

  boolean settled;
  boolean swept;

  /** Nobody wants it any more: to be settled and swept without being asked to. */
  boolean abandoned;

  /** The pids that sweeps killed so far. */
  final Set<Long> killed = new HashSet<>();

  Turn(TurnId id, Phase phase) {
    this.id = id;
    this.phase = phase;
  }

  boolean isLive() {
    return phase == Phase.LAUNCHING || phase == Phase.RUNNING;
  }

  void stopFrom(Deadline kill) {
    if (killFrom == null || kill.before(killFrom)) {
      killFrom = kill;
    }
  }
}
