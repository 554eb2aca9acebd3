package dev.continuo.server;

import java.nio.file.Path;
import java.util.Optional;

/** A process whose output is the log file: says lines until some files were filled, then dies. */
final class LogProcess {
  private LogProcess() {}

  /** {@code arguments}: the file, its largest size in bytes, how many lines. */
  public static void main(String[] arguments) {
    var file = Path.of(arguments[0]);
    if (LogFile.behindStandardError(file).isEmpty()) {
      throw new IllegalStateException("standard error goes elsewhere");
    }
    Logging.configure(Optional.of(new LogFile(file, Long.parseLong(arguments[1]))));
    var log = System.getLogger("dev.continuo.test");
    for (int i = 0; i < Integer.parseInt(arguments[2]); i++) {
      log.log(System.Logger.Level.INFO, "line {0}", i);
    }
    System.out.println("printed");
    throw new IllegalStateException("died");
  }
}
