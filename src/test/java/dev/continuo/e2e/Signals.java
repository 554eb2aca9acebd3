package dev.continuo.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Signals single processes, and says how they stand. */
final class Signals {
  private Signals() {}

  static void send(String signal, long pid) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + signal, Long.toString(pid)).start().waitFor();
  }

  /** The letter that {@code ps} shows: {@code T} stands still; {@code X} when there is none. */
  static char state(long pid) throws IOException {
    try {
      var stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
      return stat.charAt(stat.lastIndexOf(')') + 2);
    } catch (NoSuchFileException gone) {
      return 'X';
    }
  }

  static boolean alive(long pid) throws IOException {
    return "XZ".indexOf(state(pid)) < 0;
  }
}
