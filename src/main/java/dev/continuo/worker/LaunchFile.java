package dev.continuo.worker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The file that tells the shim what to run: a shell function whose every word is quoted, so that no
 * byte of an argument or a variable is ever parsed. It holds the environment, secrets included, is
 * readable by its owner only from its first byte, is emptied by the shim that has read it, and is
 * removed as soon as the command's process exists. Until then it also tells the worker in which
 * boot of the machine the turn was opened.
 */
final class LaunchFile {

  /** What {@code ulimit -f} counts in. */
  private static final int BLOCK_BYTES = 512;

  /** The first line of such a file; a boot id is shorter. */
  private static final Bytes HEAD_MAX = new Bytes(256);

  private static final String BOOT = "boot=";

  /**
   * What a shell can hand on as it was given. Of the others the first are its own or read-only in
   * some shell; the second would steer the program that gives the command its session.
   */
  private static final Pattern PLAIN =
      Pattern.compile(
          "(?!(?:OPT.*|LINENO|RANDOM|SRANDOM|SECONDS|UID|EUID|PPID|SHELLOPTS|BASH.*|COMP_.*|DIRSTACK"
              + "|EPOCH.*|FUNCNAME|GROUPS|HIST.*|PIPESTATUS|KSH.*|_)$)"
              + "(?!LD_|DYLD_|PERL)[A-Za-z_][A-Za-z0-9_]*");

  private static final String CARRIER = "CONTINUO_CARRIED_";

  private LaunchFile() {}

  /** Puts the file into place whole: a shim may be about to read it. */
  static void write(TurnFiles files, String boot, Order order, Map<String, String> environment)
      throws IOException {
    place(files, order.turn(), head(boot) + text(order, environment));
  }

  /** Leaves of a file that no shim will read only what it says of its boot. */
  static void strip(TurnFiles files, TurnId turn, String boot) throws IOException {
    place(files, turn, head(boot));
  }

  private static void place(TurnFiles files, TurnId turn, String text) throws IOException {
    var ownerOnly =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    var draft = Files.createTempFile(files.drafts(), "launch", ".new", ownerOnly);
    try {
      Files.write(draft, text.getBytes(UTF_8));
      Files.move(draft, files.open(turn), StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  /** How every such file begins. */
  static String head(String boot) {
    return BOOT + boot + "\n";
  }

  /**
   * The boot that the file was written in; empty when there is no file. One that is not whole, for
   * a power failure has torn it or a turn has written to it, was written in no boot that could be
   * this one.
   */
  static Optional<String> boot(Path file) {
    return switch (Evidence.read(file, HEAD_MAX)) {
      case Evidence.Missing _ -> Optional.empty();
      case Evidence.Unusable _ -> Optional.of("");
      case Evidence.Text(var text, _) -> {
        var first = text.lines().findFirst().orElse("");
        yield Optional.of(first.startsWith(BOOT) ? first.substring(BOOT.length()) : "");
      }
    };
  }

  /** Whether a shim has read it. */
  static boolean isTaken(Path file) {
    return Evidence.read(file, HEAD_MAX) instanceof Evidence.Text(_, var size) && size.count() == 0;
  }

  /**
   * The shim calls the function with the words that leave its session: they give the command one of
   * its own without another process. What the environment holds then is what was exported, for a
   * program inherits it.
   */
  static String text(Order order, Map<String, String> environment) {
    var text = new StringBuilder("output=").append(order.limits().output().count()).append('\n');
    text.append("run_turn() {\ncd ")
        .append(quoted(order.workdir().toAbsolutePath().toString()))
        .append(" 2>/dev/null || { printf '%s\\n' ")
        .append(quoted(OrderCheck.noWorkdir(order)))
        .append("; exit 126; }\n");
    text.append("ulimit -f ").append(order.limits().file().count() / BLOCK_BYTES).append("\n");
    // the shell's own, and what shells export unasked
    text.append("unset");
    SystemTool.environment().keySet().forEach(name -> text.append(' ').append(name));
    text.append(" PWD OLDPWD SHLVL _\n{\n");
    Map<String, String> carried = new TreeMap<>();
    environment.forEach(
        (name, value) -> {
          var plain = PLAIN.matcher(name).matches();
          var carrier = plain ? name : CARRIER + carried.size();
          if (!plain) {
            carried.put(carrier, name);
          }
          text.append("export ").append(quoted(carrier + "=" + value)).append('\n');
        });
    // what a shell says of a locale that the machine lacks is no output of the command
    text.append("} 2>/dev/null\nexec \"$@\"");
    words(order, carried).forEach(word -> text.append(' ').append(quoted(word)));
    return text.append("\n}\n").toString();
  }

  private static List<String> words(Order order, Map<String, String> carried) {
    if (carried.isEmpty()) {
      return order.command();
    }
    var words = new ArrayList<>(List.of("/usr/bin/env", "-S", renaming(carried)));
    if (order.command().getFirst().contains("=")) {
      // env would take the program for a variable
      words.addAll(List.of("/bin/sh", "-c", "exec \"$0\" \"$@\""));
    }
    words.addAll(order.command());
    return words;
  }

  /**
   * Has {@code env} give variables the names that no shell can: it takes their values from its
   * environment, so that no word holds one.
   */
  private static String renaming(Map<String, String> carried) {
    var text = new StringBuilder();
    carried.keySet().forEach(carrier -> text.append("-u ").append(carrier).append(' '));
    text.append("--");
    carried.forEach(
        (carrier, name) ->
            text.append(" \"")
                .append(name.replaceAll("[\\\\\"$]", "\\\\$0"))
                .append("=${")
                .append(carrier)
                .append("}\""));
    return text.toString();
  }

  static String quoted(String word) {
    return "'" + word.replace("'", "'\\''") + "'";
  }
}
