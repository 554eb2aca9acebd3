package dev.continuo.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The words that start the packaged jar. Its classes are archived once, which takes a third off
 * each of the many starts; what is run stays the jar.
 */
final class Program {
  private static final Path JAR =
      Path.of(System.getProperty("continuo.jar", "target/continuo.jar")).toAbsolutePath();
  private static @Nullable Path archive;

  private Program() {}

  static List<String> words(String... arguments) {
    return command("-XX:SharedArchiveFile=" + archive(), arguments);
  }

  /** The same from inside of a task, as one line for a shell. */
  static String line(String... arguments) {
    return String.join(" ", words(arguments));
  }

  private static List<String> command(String archiving, String... arguments) {
    var words = new ArrayList<String>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", archiving));
    words.addAll(List.of("-jar", JAR.toString()));
    words.addAll(List.of(arguments));
    return words;
  }

  /** On first use, and not when the class is loaded: conditions are asked on another thread. */
  private static synchronized Path archive() {
    var known = archive;
    if (known == null) {
      known = create();
      archive = known;
    }
    return known;
  }

  private static Path create() {
    try {
      var folder = Files.createTempDirectory("continuo-e2e");
      var archive = folder.resolve("classes.jsa");
      var builder =
          new ProcessBuilder(command("-XX:ArchiveClassesAtExit=" + archive, "server", "run"))
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("log").toFile());
      var home = folder.resolve("home");
      builder.environment().put("CONTINUO_HOME", home.toString());
      var server = builder.start();
      try {
        Until.holds("a server answers", () -> Files.exists(home.resolve("server.json")));
        server.destroy();
        Until.holds("the classes are archived", () -> !server.isAlive());
      } finally {
        server.destroyForcibly();
      }
      Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
      return archive;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static void delete(Path folder) {
    try (var files = Files.walk(folder)) {
      files.sorted(java.util.Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException left) {
      // In the folder for temporary files; the system removes it.
      return;
    }
  }
}
