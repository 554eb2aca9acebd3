package dev.continuo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * The launcher in a project of its own, whose JDK prints its arguments and whose Maven packs the
 * file {@code src/main/text} as the jar.
 */
abstract class LauncherFixture {
  @TempDir Path temp;
  Path root;
  Path cache;

  @BeforeEach
  void makeProject() throws IOException {
    root = Files.createDirectories(temp.resolve("a project")).toRealPath();
    cache = temp.resolve("cache");
    Files.createDirectories(root.resolve(".mvn"));
    Files.copy(Path.of("continuo"), root.resolve("continuo"));
    Files.copy(Path.of(".mvn/find-jdk.sh"), root.resolve(".mvn/find-jdk.sh"));
    write(root.resolve("pom.xml"), "<project/>");
    write(root.resolve("src/main/text"), "one");
    script(
        root.resolve("mvnw"),
        """
        echo "built $(cat src/main/text)" >>"$BUILDS"
        mkdir target
        cp src/main/text target/continuo.jar
        """);
    Path jdk = temp.resolve("jdk");
    write(jdk.resolve("release"), "JAVA_RUNTIME_VERSION=\"25.0.1+8\"\nJAVA_VERSION=\"25.0.1\"\n");
    script(jdk.resolve("bin/javac"), "");
    script(jdk.resolve("bin/java"), "for a; do printf '%s\\n' \"$a\"; done\n");
  }

  Ended launch(String... arguments) throws Exception {
    return launchIn(environment(), arguments);
  }

  Ended launchIn(Map<String, String> environment, String... arguments) throws Exception {
    var command = new ArrayList<>(List.of(root.resolve("continuo").toString()));
    command.addAll(List.of(arguments));
    return Ended.of(temp, command, environment);
  }

  Process start(Map<String, String> more) throws IOException {
    var builder = new ProcessBuilder(root.resolve("continuo").toString());
    builder.environment().putAll(environment());
    builder.environment().putAll(more);
    return builder.start();
  }

  Map<String, String> environment() {
    return new HashMap<>(
        Map.of(
            "CONTINUO_JAVA_HOME", temp.resolve("jdk").toString(),
            "CONTINUO_JAR", "",
            "XDG_CACHE_HOME", cache.toString(),
            "BUILDS", temp.resolve("builds").toString()));
  }

  List<String> builds() throws IOException {
    return Files.readAllLines(temp.resolve("builds"));
  }

  /** One in the folder of each hash; what is below that may change at any moment. */
  List<Path> jars() throws IOException {
    try (Stream<Path> folders = Files.list(cache.resolve("continuo"))) {
      return folders
          .map(folder -> folder.resolve("continuo.jar"))
          .filter(jar -> Files.isRegularFile(jar))
          .toList();
    }
  }

  /** The jar that the launcher runs now. */
  Path jar() throws Exception {
    return Path.of(launch().out().lines().reduce((_, last) -> last).orElseThrow());
  }

  static Path write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  static void script(Path file, String text) throws IOException {
    write(file, "#!/bin/sh\n" + text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
