package dev.continuo.worker;

import dev.continuo.worker.ProcessTable.Seen;

/** The signals that a worker sends; two of them have another number on macOS. */
enum Signal {
  KILL(9, 9),
  TERM(15, 15),
  CONT(18, 19),
  STOP(19, 17);

  private final int number;

  Signal(int onLinux, int onMacos) {
    this.number = Os.HERE == Os.MACOS ? onMacos : onLinux;
  }

  /**
   * Sends to a process (or, negative, a group), unless the witness is no longer the process that
   * was seen: its pid, and with it the group's number, may be a stranger's by now. A witness that
   * has left the group gets the signal alone.
   *
   * @return whether the target was sent to
   */
  boolean send(Processes processes, Seen witness, long target) {
    var now = processes.seen(witness.pid());
    if (now.isEmpty() || now.get().start() != witness.start()) {
      return false;
    }
    boolean left = target < 0 && now.get().group() != -target;
    LibC.kill(left ? witness.pid() : target, number);
    return !left;
  }
}
