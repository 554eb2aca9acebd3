package dev.continuo.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Starts the server as a process of its own session, which no terminal and no Ctrl-C reaches. */
final class Launch {
  private static final long LOG_BYTES_MAX = 10L << 20;
  private static final int LAST_WORDS_LINES_MAX = 5;

  /**
   * Of our variables, those of a caller that mean the server too: it belongs to no turn of a task.
   */
  private static final Set<String> PASSED =
      Set.of("CONTINUO_HOME", "CONTINUO_JAVA_HOME", "CONTINUO_DEBUG");

  /** macOS has no setsid(1), but perl. */
  private static final String NEW_SESSION =
      """
      if command -v setsid >/dev/null; then exec setsid "$@"; fi
      exec perl -e 'use POSIX (); POSIX::setsid(); exec @ARGV' "$@"
      """;

  private Launch() {}

  static Process of(DataFolder home, Map<String, String> environment) throws IOException {
    prepareLog(home.log());
    var command = new ArrayList<>(List.of("sh", "-c", NEW_SESSION, "sh"));
    command.addAll(java(home));
    command.addAll(List.of("server", "run"));
    var builder =
        new ProcessBuilder(command)
            .directory(home.path().toFile())
            .redirectInput(new File("/dev/null"))
            .redirectOutput(ProcessBuilder.Redirect.appendTo(home.log().toFile()))
            .redirectErrorStream(true);
    var variables = builder.environment();
    variables.clear();
    environment.forEach(
        (name, value) -> {
          if (!name.startsWith("CONTINUO_")
              || name.startsWith("CONTINUO_SECRET_")
              || PASSED.contains(name)) {
            variables.put(name, value);
          }
        });
    variables.put("CONTINUO_HOME", home.path().toString());
    return builder.start();
  }

  /**
   * The same Java and the same program, of which the server gets a copy: a rebuild does not touch
   * it.
   */
  private static List<String> java(DataFolder home) throws IOException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:+UseG1GC");
    command.addAll(record());
    command.add("-Dcontinuo.launcher=" + System.getProperty("continuo.launcher", ""));
    var program = System.getProperty("java.class.path", "");
    if (program.endsWith(".jar") && !program.contains(File.pathSeparator)) {
      var copy = Files.createTempFile(home.path(), "server", ".jar.new");
      // With its time, by which the JVM knows it again.
      Files.copy(
          Path.of(program),
          copy,
          StandardCopyOption.REPLACE_EXISTING,
          StandardCopyOption.COPY_ATTRIBUTES);
      Files.move(copy, home.jar(), StandardCopyOption.ATOMIC_MOVE);
      command.addAll(List.of("-jar", home.jar().toString()));
      return command;
    }
    var absolute =
        Pattern.compile(File.pathSeparator, Pattern.LITERAL)
            .splitAsStream(program)
            .map(part -> Path.of(part).toAbsolutePath().toString())
            .collect(Collectors.joining(File.pathSeparator));
    command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-cp", absolute));
    // Started from compiled classes: the first word is the class whose main method this process
    // runs.
    var main = System.getProperty("sun.java.command", "");
    command.add(main.substring(0, Math.max(0, (main + " ").indexOf(' '))));
    return command;
  }

  /**
   * What the launcher let the JVM record of a server's start; a JVM that cannot use it does
   * without.
   */
  private static List<String> record() {
    var folder = System.getProperty("continuo.aot", "");
    var server = Path.of(folder, "server.aot");
    return folder.isEmpty() || !Files.isReadable(server)
        ? List.of()
        : List.of("-XX:AOTCache=" + server, "-Xlog:aot*=off", "-Xlog:cds*=off");
  }

  /** Keeps one old log beside the new one. */
  private static void prepareLog(Path log) throws IOException {
    if (Files.exists(log) && Files.size(log) > LOG_BYTES_MAX) {
      Files.move(log, log.resolveSibling("server.log.1"), StandardCopyOption.REPLACE_EXISTING);
    }
    if (!Files.exists(log)) {
      Files.createFile(
          log, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
  }

  /** The end of the log, to follow a sentence. */
  static String lastWords(DataFolder home) throws IOException {
    var lines = new String(Files.readAllBytes(home.log()), UTF_8).lines().toList();
    return lines.subList(Math.max(0, lines.size() - LAST_WORDS_LINES_MAX), lines.size()).stream()
        .map(line -> "\n  " + line)
        .collect(Collectors.joining());
  }
}
