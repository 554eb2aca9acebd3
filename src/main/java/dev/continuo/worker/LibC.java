package dev.continuo.worker;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;

/**
 * Two functions of the C library that no Java class offers; a process for each call would be slow
 * and late.
 */
final class LibC {

  private static final MethodHandle KILL =
      link("kill", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT));
  private static final MethodHandle GETSID =
      link("getsid", FunctionDescriptor.of(JAVA_INT, JAVA_INT));

  private LibC() {}

  /** Sends a signal to a process or, negative, a group; a target that is gone is no error. */
  static void kill(long target, int signal) {
    try {
      int _ = (int) KILL.invokeExact(Math.toIntExact(target), signal);
    } catch (Throwable e) {
      throw new AssertionError("bug: kill(2) cannot be called", e);
    }
  }

  /** The session of a process; -1 when it is gone. */
  static long session(long pid) {
    try {
      return (int) GETSID.invokeExact(Math.toIntExact(pid));
    } catch (Throwable e) {
      throw new AssertionError("bug: getsid(2) cannot be called", e);
    }
  }

  @SuppressWarnings("restricted") // both take and return numbers and touch no memory
  private static MethodHandle link(String name, FunctionDescriptor signature) {
    var linker = Linker.nativeLinker();
    return linker.downcallHandle(linker.defaultLookup().find(name).orElseThrow(), signature);
  }
}
