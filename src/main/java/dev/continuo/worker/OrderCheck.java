package dev.continuo.worker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Says in a sentence why an order cannot be launched, before anything exists of it. */
final class OrderCheck {

  /**
   * Linux takes no single argument or variable of 128 KiB or more (MAX_ARG_STRLEN, its closing zero
   * included).
   */
  static final int STRING_BYTES_MAX = 128 * 1024 - 1;

  /**
   * All arguments and variables; half of what Linux gives at the usual stack limit of 8 MiB
   * (ARG_MAX).
   */
  static final int COMMAND_BYTES_MAX = 1024 * 1024;

  /** Each argument and variable also costs a pointer and a closing zero. */
  private static final int STRING_OVERHEAD_BYTES = 9;

  private static final String NAME_RULE = "must be a name without `=`";

  /** Where the C library looks when the environment has no PATH. */
  private static final String DEFAULT_PATH = "/bin:/usr/bin";

  private static final Pattern COLON = Pattern.compile(":");

  private OrderCheck() {}

  static Optional<String> refusal(Order order) {
    return texts(order).or(() -> workdir(order)).or(() -> program(order));
  }

  private static Optional<String> texts(Order order) {
    long total = 0;
    if (order.command().isEmpty() || order.command().getFirst().isEmpty()) {
      return Optional.of("command: empty, must begin with the name of a program");
    }
    for (int i = 0; i < order.command().size(); i++) {
      var text = order.command().get(i);
      var wrong = text("command: argument " + i, text);
      if (wrong.isPresent()) {
        return wrong;
      }
      total += text.getBytes(UTF_8).length + STRING_OVERHEAD_BYTES;
    }
    for (var variable : order.environment().entrySet()) {
      var name = variable.getKey();
      if (name.isEmpty() || name.contains("=")) {
        return Optional.of("environment: `%s` is not allowed, %s".formatted(name, NAME_RULE));
      }
      var text = name + "=" + variable.getValue();
      var wrong = text("environment: `" + name + "`", text);
      if (wrong.isPresent()) {
        return wrong;
      }
      total += text.getBytes(UTF_8).length + STRING_OVERHEAD_BYTES;
    }
    return total <= COMMAND_BYTES_MAX
        ? Optional.empty()
        : Optional.of(
            "command: too long, %d bytes of arguments and environment, at most %d are allowed"
                .formatted(total, COMMAND_BYTES_MAX));
  }

  private static Optional<String> text(String subject, String text) {
    if (text.indexOf('\0') >= 0) {
      return Optional.of(subject + ": holds a zero byte, no program can be given one");
    }
    try {
      ByteBuffer bytes = UTF_8.newEncoder().encode(java.nio.CharBuffer.wrap(text));
      return bytes.remaining() <= STRING_BYTES_MAX
          ? Optional.empty()
          : Optional.of(
              "%s: too long, %d bytes, at most %d are allowed"
                  .formatted(subject, bytes.remaining(), STRING_BYTES_MAX));
    } catch (CharacterCodingException _) {
      return Optional.of(subject + ": holds half a character, must be valid Unicode");
    }
  }

  private static Optional<String> workdir(Order order) {
    return Files.isDirectory(order.workdir()) ? Optional.empty() : Optional.of(noWorkdir(order));
  }

  static String noWorkdir(Order order) {
    return "workdir: `%s` is not there, must be an existing folder".formatted(order.workdir());
  }

  private static Optional<String> program(Order order) {
    var name = order.command().getFirst();
    if (name.contains("/")) {
      var file = order.workdir().resolve(name);
      if (!Files.exists(file)) {
        return Optional.of(
            "command: `%s` is not there, must be an executable file".formatted(name));
      }
      return isProgram(file)
          ? Optional.empty()
          : Optional.of(
              "command: `%s` is not executable, must be an executable file".formatted(name));
    }
    var path = order.environment().getOrDefault("PATH", DEFAULT_PATH);
    return find(order, path).isPresent()
        ? Optional.empty()
        : Optional.of(
            "command: `%s` was not found in PATH `%s`, must be an executable file"
                .formatted(name, path));
  }

  /** The program's file, as the C library will find it. */
  private static Optional<Path> find(Order order, String path) {
    Stream<String> folders = COLON.splitAsStream(path);
    return folders
        .map(folder -> order.workdir().resolve(folder).resolve(order.command().getFirst()))
        .filter(OrderCheck::isProgram)
        .findFirst();
  }

  private static boolean isProgram(Path file) {
    return Files.isRegularFile(file) && Files.isExecutable(file);
  }
}
