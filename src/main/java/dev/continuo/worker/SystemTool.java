package dev.continuo.worker;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The system's own programs, as worker and shim run them: the same words in every language. */
final class SystemTool {

  /**
   * Searched first: what the server's PATH puts before the system's own tools is not the shim's
   * business.
   */
  private static final String SYSTEM_PATH = "/usr/bin:/bin:/usr/sbin:/sbin";

  private static final Pattern COLON = Pattern.compile(":");

  private SystemTool() {}

  /** The environment of every one of them; times are told in UTC. */
  static Map<String, String> environment() {
    var path = System.getenv("PATH");
    return Map.of(
        "PATH", path == null ? SYSTEM_PATH : SYSTEM_PATH + ":" + path, "LC_ALL", "C", "TZ", "UTC0");
  }

  /** Where this program is; its name where it is nowhere. */
  static String path(String name) {
    return COLON
        .splitAsStream(environment().getOrDefault("PATH", SYSTEM_PATH))
        .map(folder -> Path.of(folder).resolve(name))
        .filter(Files::isExecutable)
        .map(Path::toString)
        .findFirst()
        .orElse(name);
  }

  /** Not yet started, with an empty input and no output. */
  static ProcessBuilder process(List<String> command) {
    var builder = new ProcessBuilder(command);
    builder.environment().clear();
    builder.environment().putAll(environment());
    builder.directory(Path.of("/").toFile());
    builder.redirectInput(Path.of("/dev/null").toFile());
    builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    return builder;
  }

  /** What it says on its output, whatever its exit code. */
  static String output(List<String> command) {
    return ran(command).said;
  }

  /** The same, but half an answer is none: it has to end with 0. */
  static String wholeOutput(List<String> command) {
    var ran = ran(command);
    if (ran.code != 0) {
      throw new UncheckedIOException(
          new IOException("worker: `%s` ended with %d".formatted(command.getFirst(), ran.code)));
    }
    return ran.said;
  }

  private record Ran(int code, String said) {}

  private static Ran ran(List<String> command) {
    try {
      var process = process(command).redirectOutput(ProcessBuilder.Redirect.PIPE).start();
      try (var said = process.getInputStream()) {
        var text = new String(said.readAllBytes(), ISO_8859_1);
        return new Ran(process.waitFor(), text);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new IOException("interrupted", e));
    }
  }
}
