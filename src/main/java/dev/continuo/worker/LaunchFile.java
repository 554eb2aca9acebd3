package dev.continuo.worker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The file that tells the shim what to run: a shell function whose every word is quoted, so that no
 * byte of an argument or a variable is ever parsed. It holds the environment, secrets included, is
 * readable by its owner only, and is removed as soon as the command's process exists. Until then it
 * also tells the worker in which boot of the machine the turn was opened.
 */
final class LaunchFile {

  /** What {@code ulimit -f} counts in. */
  private static final int BLOCK_BYTES = 512;

  private static final String BOOT = "boot=";

  private LaunchFile() {}

  /** Puts the file into place whole: a shim may be about to read it. */
  static void write(TurnFiles files, String boot, Order order, Map<String, String> environment)
      throws IOException {
    var ownerOnly =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    var folder = files.folder(order.turn());
    var draft = Files.createTempFile(folder, "launch", ".new", ownerOnly);
    try {
      Files.write(draft, (head(boot) + text(order, environment)).getBytes(UTF_8));
      Files.move(draft, files.open(order.turn()), StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  /** How every such file begins. */
  static String head(String boot) {
    return BOOT + boot + "\n";
  }

  /**
   * The boot that the file was written in; empty when there is no file. One that a power failure
   * has torn was written in no boot that could be this one.
   */
  static Optional<String> boot(Path file) {
    try (var lines = Files.newBufferedReader(file)) {
      var first = lines.readLine();
      return Optional.of(
          first != null && first.startsWith(BOOT) ? first.substring(BOOT.length()) : "");
    } catch (NoSuchFileException _) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The shim calls the function with the words that leave its session and empty the environment:
   * they give the command a session of its own without another process.
   */
  static String text(Order order, Map<String, String> environment) {
    var text = new StringBuilder("output=").append(order.limits().output().count()).append('\n');
    text.append("run_turn() {\ncd ")
        .append(quoted(order.workdir().toAbsolutePath().toString()))
        .append(" 2>/dev/null || { printf '%s\\n' ")
        .append(quoted(OrderCheck.noWorkdir(order)))
        .append("; exit 126; }\n");
    text.append("ulimit -f ").append(order.limits().file().count() / BLOCK_BYTES).append("\n");
    text.append("exec \"$@\"");
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
    var words = new ArrayList<>(List.of("/bin/sh", "-c", "exec \"$0\" \"$@\""));
    words.addAll(order.command());
    return words;
  }

  static String quoted(String word) {
    return "'" + word.replace("'", "'\\''") + "'";
  }
}
