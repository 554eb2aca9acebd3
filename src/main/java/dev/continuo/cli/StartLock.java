package dev.continuo.cli;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Held while a server is being started; the system releases it whenever its holder ends. */
record StartLock(FileChannel channel) implements AutoCloseable {
  /** Waits for another start to end, up to the deadline. */
  static StartLock take(Path file, Deadline deadline) throws IOException {
    var channel = opened(file);
    @Nullable FileLock lock = channel.tryLock();
    while (lock == null) {
      if (deadline.over()) {
        channel.close();
        throw new CommandError(
            Exit.NOT_FOUND, "server: somebody else is starting it, and it does not answer", "");
      }
      deadline.pass(Duration.ofMillis(20));
      lock = channel.tryLock();
    }
    return new StartLock(channel);
  }

  private static FileChannel opened(Path file) throws IOException {
    try {
      return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    } catch (FileSystemException e) {
      throw new CommandError(
          Exit.USAGE,
          "data folder `"
              + file.getParent()
              + "`: cannot be written, found `"
              + (e.getReason() == null ? "Permission denied" : e.getReason())
              + "`, must be a writable folder of your own",
          "name another folder with `CONTINUO_HOME`");
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
