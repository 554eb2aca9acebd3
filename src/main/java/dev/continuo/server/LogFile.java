package dev.continuo.server;

import static java.lang.foreign.Linker.Option.firstVariadicArg;
import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/**
 * The file behind this process's standard output and error, which it begins anew when it is full;
 * older ones are {@code server.log.1}, the newest, to {@code server.log.4}.
 *
 * <p>The descriptors themselves are turned to the new file, so that what the JVM says when it dies,
 * or a library prints, goes where everything goes, and nothing is copied while others write to it.
 * For one thread at a time.
 */
final class LogFile {
  static final long BYTES_MAX = 10L << 20;
  static final int OLD_FILES_MAX = 4;

  private static final Path STANDARD_ERROR = Path.of("/dev/fd/2");
  private static final int[] DESCRIPTORS = {1, 2};
  private static final int WRITE_ONLY = 1;

  private final Path file;
  private final long bytesMax;

  LogFile(Path file, long bytesMax) {
    this.file = file;
    this.bytesMax = bytesMax;
  }

  /** The file, if that is where standard error goes: not in the foreground of a terminal. */
  static Optional<LogFile> behindStandardError(Path file) {
    try {
      return Files.exists(file) && Files.isSameFile(STANDARD_ERROR, file)
          ? Optional.of(new LogFile(file, BYTES_MAX))
          : Optional.empty();
    } catch (IOException unknown) {
      return Optional.empty();
    }
  }

  /** Begins the file anew if it is full; one that cannot be begun anew goes on. */
  void turnIfFull() {
    try {
      if (Files.size(file) >= bytesMax) {
        turn();
      }
    } catch (IOException later) {
      // with the next line; where would this be told?
      return;
    }
  }

  private void turn() throws IOException {
    var fresh = Files.createTempFile(file.toAbsolutePath().getParent(), ".server", ".log", mode());
    for (int old = OLD_FILES_MAX; old > 1; old--) {
      if (Files.exists(old(old - 1))) {
        Files.move(old(old - 1), old(old), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    Files.move(file, old(1), StandardCopyOption.REPLACE_EXISTING);
    Files.move(fresh, file);
    redirect();
  }

  private Path old(int number) {
    return file.resolveSibling(file.getFileName() + "." + number);
  }

  private static FileAttribute<?> mode() {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
  }

  /** What {@code exec >>file 2>&1} does in a shell: Java has no way to say it. */
  private void redirect() throws IOException {
    try (var memory = Arena.ofConfined()) {
      var name = memory.allocateFrom(file.toString());
      var opened = (int) open().invokeExact(name, WRITE_ONLY | append());
      if (opened < 0) {
        throw new IOException("cannot be opened");
      }
      for (var descriptor : DESCRIPTORS) {
        var _ = (int) dup2().invokeExact(opened, descriptor);
      }
      var _ = (int) close().invokeExact(opened);
    } catch (IOException | RuntimeException | Error failed) {
      throw failed;
    } catch (Throwable impossible) { // a method handle may throw anything; these call C
      throw new IllegalStateException("bug: C threw", impossible);
    }
  }

  private static int append() {
    return System.getProperty("os.name", "").startsWith("Mac") ? 0x8 : 0x400;
  }

  private static MethodHandle open() {
    // its third argument, a mode, is for a file that is not there yet
    return function(
        "open", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT), firstVariadicArg(2));
  }

  private static MethodHandle dup2() {
    return function("dup2", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT));
  }

  private static MethodHandle close() {
    return function("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
  }

  @SuppressWarnings("restricted")
  private static MethodHandle function(
      String name, FunctionDescriptor type, Linker.Option... options) {
    var linker = Linker.nativeLinker();
    return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), type, options);
  }
}
