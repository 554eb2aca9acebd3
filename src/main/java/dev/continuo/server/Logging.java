package dev.continuo.server;

import java.util.logging.ConsoleHandler;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** The server's log: one line an entry, on stderr, ours from INFO and others' from WARNING on. */
final class Logging {
  private static final String FORMAT = "%1$tFT%1$tT.%1$tL%1$tz %4$s %5$s%6$s%n";

  // kept, because the logging framework itself forgets loggers that nobody holds
  private static final Logger OURS = Logger.getLogger("dev.continuo");

  private Logging() {}

  static void configure() {
    System.setProperty("java.util.logging.SimpleFormatter.format", FORMAT);
    var root = Logger.getLogger("");
    for (var handler : root.getHandlers()) {
      root.removeHandler(handler);
    }
    var console = new ConsoleHandler();
    console.setFormatter(new SimpleFormatter());
    root.addHandler(console);
    root.setLevel(Level.WARNING);
    OURS.setLevel(Level.INFO);
  }
}
