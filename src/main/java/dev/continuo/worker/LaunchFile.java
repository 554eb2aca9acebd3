package dev.continuo.worker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;

/**
 * The file that tells the shim what to run: a shell function whose every word is quoted, so that no
 * byte of an argument or a variable is ever parsed. It holds the environment, secrets included, is
 * readable by its owner only, and is removed as soon as the command's process exists.
 */
final class LaunchFile {

  /** What {@code ulimit -f} counts in. */
  private static final int BLOCK_BYTES = 512;

  private LaunchFile() {}

  /** Puts the file into place whole: a shim of another worker may be about to read it. */
  static void write(Path file, Order order, Map<String, String> environment) throws IOException {
    var ownerOnly =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    var draft = Files.createTempFile(file.getParent(), "launch", ".new", ownerOnly);
    Files.write(draft, text(order, environment).getBytes(UTF_8));
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /**
   * {@code setsid} gives the command a session of its own without another process: the shim's child
   * leads no group.
   */
  static String text(Order order, Map<String, String> environment) {
    var text = new StringBuilder("run_turn() {\n");
    text.append("cd ")
        .append(quoted(order.workdir().toAbsolutePath().toString()))
        .append(" || exit 126\n");
    text.append("ulimit -f ").append(order.limits().file().count() / BLOCK_BYTES).append("\n");
    text.append("exec setsid env -i --");
    environment.forEach((name, value) -> text.append(' ').append(quoted(name + "=" + value)));
    words(order).forEach(word -> text.append(' ').append(quoted(word)));
    return text.append("\n}\n").toString();
  }

  /** {@code env} would take a program with {@code =} in its name for a variable. */
  private static List<String> words(Order order) {
    var program = order.command().getFirst();
    if (!program.contains("=")) {
      return order.command();
    }
    var words = new java.util.ArrayList<>(List.of("/bin/sh", "-c", "exec \"$0\" \"$@\""));
    words.addAll(order.command());
    return words;
  }

  static String quoted(String word) {
    return "'" + word.replace("'", "'\\''") + "'";
  }
}
