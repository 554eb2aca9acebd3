package dev.continuo.worker;

import dev.continuo.worker.ProcessTable.Seen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How a worker sees the processes of its machine. A start is a number of the implementation's own
 * unit that grows with time and never changes while the process lives; numbers of one boot and one
 * implementation can be compared, no others.
 */
sealed interface Processes permits ProcProcesses, PsProcesses {

  /**
   * The view that fits this machine.
   *
   * @throws IOException when there is none
   */
  static Processes here() throws IOException {
    return of(Os.NAME);
  }

  /** The view that fits the system that Java calls so. */
  static Processes of(String system) throws IOException {
    return switch (Os.of(system)) {
      case LINUX -> linux();
      case MACOS -> new PsProcesses(PsProcesses.Dialect.MACOS);
      case OTHER ->
          throw new IOException(
              "worker: turns cannot be run on `%s`, only on Linux and macOS".formatted(system));
    };
  }

  private static Processes linux() throws IOException {
    if (!Files.isReadable(Path.of("/proc/self/stat"))) {
      throw new IOException("worker: `/proc` cannot be read, it must be mounted to run turns");
    }
    return new ProcProcesses();
  }

  /** The word that tells the shim how its processes learn about themselves. */
  String view();

  /** All processes of the machine. */
  ProcessTable table();

  /** The process as it is now; empty when it is gone or another user hides it. */
  Optional<Seen> seen(long pid);

  /** The words that the process was executed with, as far as they can be seen. */
  String words(long pid);

  /** The folder that the process is in; empty too where this cannot be seen. */
  Optional<Path> folder(long pid);

  /**
   * Which processes of the table carry a marker in the environment that they were executed with.
   * Those that began before {@code since} need not be asked: whoever carries a turn's marker began
   * after the turn's command.
   */
  Markers markers(ProcessTable table, long since);

  /** The boot id of the machine: pids and starts mean nothing across boots. */
  String boot() throws IOException;

  /** The start that a shim has recorded. */
  long start(String recorded);

  /** The time that a shim has recorded, in the unit of starts; no earlier than it was. */
  long time(String recorded);

  /** After how long the spool is looked at although nobody told of a change. */
  Duration spoolEvery();
}
