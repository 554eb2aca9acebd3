package dev.continuo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The one jar, as it is shipped, in a JVM of its own. */
class PackagedJarIT {

  private static final String JAR = System.getProperty("continuo.jar", "target/continuo.jar");
  private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

  @TempDir Path folder;

  @Test
  void the_jar_prints_its_version_and_nothing_else() throws Exception {
    var ended = Ended.of(folder, List.of(JAVA.toString(), "-jar", JAR, "--version"));

    assertThat(ended.err()).isEmpty();
    assertThat(ended.out()).matches("continuo \\d+\\.\\d+\\.\\d+(-SNAPSHOT)?\\+[0-9a-f]{8}\n");
    assertThat(ended.exitCode()).isZero();
  }

  @Test
  void web_server_event_stream_and_store_work_from_the_merged_jar_alone() throws Exception {
    String classPath = JAR + ":target/test-classes";
    var ended =
        Ended.of(
            folder,
            List.of(
                JAVA.toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                classPath,
                JarProbe.class.getName()));

    assertThat(ended.out()).isEqualTo("plain: hello\nevents: id:7|data:told\nsqlite: 42\n");
    assertThat(ended.err()).doesNotContain("WARNING").doesNotContain("Exception");
    assertThat(ended.exitCode()).isZero();
  }
}
