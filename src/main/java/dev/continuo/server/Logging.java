package dev.continuo.server;

import java.nio.file.Path;
import java.util.Optional;
import java.util.logging.ConsoleHandler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/**
 * The server's log: one line an entry, on stderr, ours from INFO and others' from WARNING on. Where
 * stderr goes to the log file of the data folder, that file is kept from growing.
 */
final class Logging {
  private static final String FORMAT = "%1$tFT%1$tT.%1$tL%1$tz %4$s %5$s%6$s%n";

  // kept, because the logging framework itself forgets loggers that nobody holds
  private static final Logger OURS = Logger.getLogger("dev.continuo");

  private Logging() {}

  /** {@code file} is the log file of the data folder. */
  static void configure(Path file) {
    configure(LogFile.behindStandardError(file));
  }

  static void configure(Optional<LogFile> file) {
    System.setProperty("java.util.logging.SimpleFormatter.format", FORMAT);
    var root = Logger.getLogger("");
    for (var handler : root.getHandlers()) {
      root.removeHandler(handler);
    }
    var console = new Console(file);
    console.setFormatter(new SimpleFormatter());
    root.addHandler(console);
    root.setLevel(Level.WARNING);
    OURS.setLevel(Level.INFO);
  }

  /** Looks at the file before each entry: more than that nobody writes to it. */
  private static final class Console extends ConsoleHandler {
    private final Optional<LogFile> file;

    Console(Optional<LogFile> file) {
      this.file = file;
    }

    @Override
    public synchronized void publish(LogRecord entry) {
      file.ifPresent(LogFile::turnIfFull);
      super.publish(entry);
    }
  }
}
