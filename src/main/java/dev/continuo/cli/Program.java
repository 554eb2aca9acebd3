package dev.continuo.cli;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What this process was started from, for those that start it again. */
final class Program {
  private Program() {}

  /** The jar that the program is; empty when it is run from folders of classes. */
  static Optional<Path> jar() {
    var path = classPath();
    return path.endsWith(".jar") && !path.contains(File.pathSeparator)
        ? Optional.of(Path.of(path).toAbsolutePath())
        : Optional.empty();
  }

  /** The script that found and built the jar; empty when the jar was started without it. */
  static Optional<Path> launcher() {
    var launcher = System.getProperty("continuo.launcher", "");
    return launcher.isEmpty() ? Optional.empty() : Optional.of(Path.of(launcher));
  }

  static Path java() {
    return Path.of(System.getProperty("java.home"), "bin", "java");
  }

  /** What makes a Java of folders of classes the program: options and the main class. */
  static List<String> classes() {
    var absolute =
        Pattern.compile(File.pathSeparator, Pattern.LITERAL)
            .splitAsStream(classPath())
            .map(part -> Path.of(part).toAbsolutePath().toString())
            .collect(Collectors.joining(File.pathSeparator));
    var words = new ArrayList<>(List.of("--enable-native-access=ALL-UNNAMED", "-cp", absolute));
    // The first word is the class whose main method this process runs.
    var main = System.getProperty("sun.java.command", "");
    words.add(main.substring(0, Math.max(0, (main + " ").indexOf(' '))));
    return words;
  }

  private static String classPath() {
    return System.getProperty("java.class.path", "");
  }
}
