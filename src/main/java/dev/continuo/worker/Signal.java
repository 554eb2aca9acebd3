package dev.continuo.worker;

import dev.continuo.worker.ProcessTable.Seen;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * The signals that a worker sends, by the C library's {@code kill}: a {@code kill} process each
 * would be slow and late.
 */
enum Signal {
  KILL(9),
  TERM(15),
  CONT(18),
  STOP(19);

  private static final MethodHandle SEND = link();

  private final int number;

  Signal(int number) {
    this.number = number;
  }

  /**
   * Sends to a process (or, negative, a group), unless the witness is no longer the process that
   * was seen: its pid, and with it the group's number, may be a stranger's by now. A witness that
   * has left the group gets the signal alone.
   *
   * @return whether the target was sent to
   */
  boolean send(Seen witness, long target) {
    var now = ProcessTable.seen(witness.pid());
    if (now.isEmpty() || now.get().start() != witness.start()) {
      return false;
    }
    boolean left = target < 0 && now.get().group() != -target;
    send(left ? witness.pid() : target);
    return !left;
  }

  private void send(long target) {
    try {
      int _ = (int) SEND.invokeExact(Math.toIntExact(target), number);
    } catch (Throwable e) {
      throw new AssertionError("bug: kill(2) cannot be called", e);
    }
  }

  @SuppressWarnings("restricted") // kill(2) takes two numbers and touches no memory
  private static MethodHandle link() {
    var linker = Linker.nativeLinker();
    var kill = linker.defaultLookup().find("kill").orElseThrow();
    return linker.downcallHandle(
        kill,
        FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
  }
}
