package dev.continuo.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Every living process that belongs to a data folder: its server and commands by their variable,
 * its tasks by their marker, its shims by their arguments.
 */
record Belongings(Path home) {
  /** One of them, in words for a failed test. */
  record Belonging(long pid, String words) {}

  List<Belonging> living() throws IOException {
    var store = store();
    var found = new ArrayList<Belonging>();
    try (var processes = Files.newDirectoryStream(Path.of("/proc"), "[1-9]*")) {
      for (var process : processes) {
        var pid = Long.parseLong(process.getFileName().toString());
        var words = read(process.resolve("cmdline"));
        var variables = "\0" + read(process.resolve("environ"));
        var ours =
            words.contains(home + "/")
                || variables.contains("\0CONTINUO_HOME=" + home + "\0")
                || marked(variables, store);
        if (ours && Signals.alive(pid)) {
          found.add(new Belonging(pid, words.replace('\0', ' ').strip()));
        }
      }
    }
    return found;
  }

  /** The random part that all markers of the store end with; none before its first start. */
  private String store() throws IOException {
    var file = home.resolve("worker").resolve("marker");
    return Files.exists(file) ? Files.readString(file) : "";
  }

  private static boolean marked(String variables, String store) {
    var at = variables.indexOf("\0CONTINUO_MARKER=");
    return at >= 0
        && !store.isEmpty()
        && variables.substring(at, variables.indexOf('\0', at + 1)).endsWith("-" + store);
  }

  /** Nothing when it is gone, or another user's. */
  private static String read(Path file) {
    try {
      return new String(Files.readAllBytes(file), ISO_8859_1);
    } catch (IOException gone) {
      return "";
    }
  }

  /** Ends all of them, until there is none: a server may be starting one more. */
  void kill() {
    Until.holds(
        "no process of " + home,
        () -> {
          var left = living();
          for (var each : left) {
            Signals.send("KILL", each.pid());
          }
          return left.isEmpty();
        });
  }
}
