package dev.continuo.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.continuo.task.Durations;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Starts the server as a process of its own session, which no terminal and no Ctrl-C reaches: its
 * input is empty, its output is the log, and it stands in {@code /}, so that no folder is kept from
 * being unmounted. It has the caller's umask, as its tasks would have without it.
 */
final class Launch {
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

  static Process of(DataFolder home, Map<String, String> environment, Optional<Duration> idleStop)
      throws IOException {
    prepare(home.log());
    var command = new ArrayList<>(List.of("sh", "-c", NEW_SESSION, "sh"));
    command.addAll(java(home));
    command.addAll(List.of("server", "run"));
    idleStop.ifPresent(time -> command.addAll(List.of("--idle-stop", Durations.text(time))));
    var builder =
        new ProcessBuilder(command)
            .directory(new File("/"))
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

  /** The same Java and the same program. */
  private static List<String> java(DataFolder home) throws IOException {
    var command = new ArrayList<String>();
    command.add(Program.java().toString());
    command.addAll(ServerJvm.flags(home.path()));
    command.addAll(record());
    Program.launcher().ifPresent(script -> command.add("-Dcontinuo.launcher=" + script));
    var program = Program.jar();
    if (program.isEmpty()) {
      command.addAll(Program.classes());
      return command;
    }
    ProgramCopy.of(program.get(), home);
    command.addAll(List.of("-jar", home.jar().toString()));
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

  private static void prepare(Path log) throws IOException {
    if (!Files.exists(log)) {
      Files.createFile(
          log, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
  }

  /** The end of the log, to follow a sentence: from the error on if there is one. */
  static String lastWords(DataFolder home) throws IOException {
    var lines = new String(Files.readAllBytes(home.log()), UTF_8).lines().toList();
    var last = lines.subList(Math.max(0, lines.size() - LAST_WORDS_LINES_MAX), lines.size());
    for (int i = last.size() - 1; i > 0; i--) {
      if (last.get(i).startsWith("error: ")) {
        last = last.subList(i, last.size());
        break;
      }
    }
    return last.stream().map(line -> "\n  " + line).collect(Collectors.joining());
  }
}
