package dev.continuo.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * How many files this process may have open. A listener that finds none left for the connection
 * that it accepts is at its end, so connections are never given all of them.
 */
final class Descriptors {
  /** Streams for every reader that is allowed, and requests beside them. */
  private static final int CONNECTIONS_MAX = 12_000;

  /**
   * For the store, outputs that are read, processes that are started, connections that are refused.
   */
  private static final int RESERVED = 512;

  /** What every system allows whose limit we cannot read. */
  private static final int UNKNOWN = 1_024;

  private static final Path LIMITS = Path.of("/proc/self/limits");
  private static final Pattern OPEN_FILES = Pattern.compile("(?m)^Max open files +(\\d{1,9}) ");

  private Descriptors() {}

  static int forConnections() {
    return forConnections(allowed());
  }

  static int forConnections(int allowed) {
    return Math.min(CONNECTIONS_MAX, Math.max(allowed - RESERVED, allowed / 2));
  }

  private static int allowed() {
    try {
      var limit = OPEN_FILES.matcher(Files.readString(LIMITS));
      return limit.find() ? Integer.parseInt(limit.group(1)) : UNKNOWN;
    } catch (IOException elsewhere) {
      return UNKNOWN;
    }
  }
}
