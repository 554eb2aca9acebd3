package dev.continuo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The search for a JDK, among JDKs that are no more than a folder with a {@code release} file. */
class FindJdkTest {

  private static final String HINTS =
      """
      hint: install one, then try again; `JAVA_HOME` names one that is elsewhere
        Debian, Ubuntu:  sudo apt install openjdk-25-jdk-headless
        macOS:           brew install openjdk@25
        SDKMAN!:         sdk install java 25-tem
        anything else:   https://adoptium.net/installation
      """;

  @TempDir Path temp;
  Path usual;

  @BeforeEach
  void resolveTemp() throws IOException {
    temp = temp.toRealPath();
    usual = Files.createDirectories(temp.resolve("usual folders"));
  }

  @Test
  void a_25_in_the_usual_folders_is_picked_and_a_17_skipped() throws Exception {
    jdk("usual folders/a-17", "17.0.15");
    Path wanted = jdk("usual folders/b-25", "25.0.1");
    jdk("usual folders/c-26", "26");

    assertThat(find("javac", Map.of()).out()).isEqualTo(wanted + "\n");
  }

  @Test
  void each_place_comes_before_the_next() throws Exception {
    Path own = jdk("own", "25");
    Path home = jdk("home", "25.0.2");
    Path path = jdk("path", "26-ea");
    Path folder = jdk("usual folders/x", "27");
    String onPath = path.resolve("bin") + ":/usr/bin:/bin";

    assertThat(
            find(
                    "javac",
                    Map.of("CONTINUO_JAVA_HOME", "" + own, "JAVA_HOME", "" + home, "PATH", onPath))
                .out())
        .isEqualTo(own + "\n");
    assertThat(find("javac", Map.of("JAVA_HOME", "" + home, "PATH", onPath)).out())
        .isEqualTo(home + "\n");
    assertThat(find("javac", Map.of("PATH", onPath)).out()).isEqualTo(path + "\n");
    assertThat(find("javac", Map.of()).out()).isEqualTo(folder + "\n");
  }

  @Test
  void the_java_on_the_path_may_be_a_symbolic_link() throws Exception {
    Path wanted = jdk("real", "25.0.1");
    Path bin = Files.createDirectories(temp.resolve("links"));
    Files.createSymbolicLink(bin.resolve("java"), wanted.resolve("bin/java"));

    assertThat(find("javac", Map.of("PATH", bin + ":/usr/bin:/bin")).out())
        .isEqualTo(wanted + "\n");
  }

  @Test
  void a_shim_on_the_path_is_asked_where_its_java_lives() throws Exception {
    Path wanted = jdk("real", "25.0.1");
    Path bin = temp.resolve("shims");
    script(bin.resolve("java"), "echo '    java.home = " + wanted + "' >&2");

    assertThat(find("javac", Map.of("PATH", bin + ":/usr/bin:/bin")).out())
        .isEqualTo(wanted + "\n");
  }

  @Test
  void a_jdk_without_a_release_file_is_asked_for_its_version() throws Exception {
    Path wanted = jdk("usual folders/x", "25.0.1");
    Files.delete(wanted.resolve("release"));
    script(wanted.resolve("bin/java"), "echo 'openjdk version \"25.0.1\" 2025-10-21' >&2");

    assertThat(find("javac", Map.of()).out()).isEqualTo(wanted + "\n");
  }

  @Test
  void the_smallest_version_is_25() throws Exception {
    jdk("usual folders/a", "24.0.2");
    jdk("usual folders/b", "1.8.0_412");
    assertThat(find("javac", Map.of()).exitCode()).isEqualTo(2);
    Path wanted = jdk("usual folders/c", "25");
    assertThat(find("javac", Map.of()).out()).isEqualTo(wanted + "\n");
  }

  @Test
  void a_runtime_without_a_compiler_runs_but_does_not_build() throws Exception {
    Path runtime = jdk("usual folders/x", "25.0.1");
    Files.delete(runtime.resolve("bin/javac"));

    assertThat(find("java", Map.of()).out()).isEqualTo(runtime + "\n");
    var ended = find("javac", Map.of());
    assertThat(ended.exitCode()).isEqualTo(2);
    assertThat(ended.err())
        .startsWith(
            """
            error: java: no usable version, found `25.0.1` without `javac` in `%s`, \
            continuo needs a JDK 25 or newer with `javac`
            """
                .formatted(runtime));
  }

  @Test
  void without_any_java_the_user_is_told_what_to_install() throws Exception {
    var ended = find("java", Map.of());

    assertThat(ended.exitCode()).isEqualTo(2);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.err())
        .isEqualTo(
            "error: java: no usable version, found none, continuo needs Java 25 or newer\n"
                + HINTS);
  }

  @Test
  void each_java_that_is_too_old_is_named_once() throws Exception {
    Path a = jdk("usual folders/a", "17.0.15");
    Path b = jdk("usual folders/b", "21.0.8");
    Files.createSymbolicLink(usual.resolve("default"), Path.of("a"));

    var ended = find("javac", Map.of("JAVA_HOME", a.toString()));

    assertThat(ended.exitCode()).isEqualTo(2);
    assertThat(ended.err())
        .isEqualTo(
            """
            error: java: no usable version, found `17.0.15` in `%s` and `21.0.8` in `%s`, \
            continuo needs a JDK 25 or newer with `javac`
            """
                    .formatted(a, b)
                + HINTS);
  }

  private Ended find(String needs, Map<String, String> places) throws Exception {
    var environment = new HashMap<String, String>();
    environment.put("PATH", toolsWithoutJava().toString());
    environment.put("CONTINUO_JAVA_HOME", "");
    environment.put("JAVA_HOME", "");
    environment.putAll(places);
    return Ended.of(
        temp,
        List.of(
            "/bin/sh",
            "-euc",
            ". .mvn/find-jdk.sh; jdk_usual_folders=$1/*; find_jdk \"$2\"; echo \"$jdk_home\"",
            "sh",
            usual.toString(),
            needs),
        environment);
  }

  /** A PATH on which there is no Java, whatever machine the test runs on. */
  private Path toolsWithoutJava() throws IOException {
    Path tools = Files.createDirectories(temp.resolve("tools"));
    for (String tool : List.of("cat", "readlink")) {
      Path real = Path.of("/usr/bin", tool);
      Path found = Files.exists(real) ? real : Path.of("/bin", tool);
      script(tools.resolve(tool), "exec " + found + " \"$@\"");
    }
    return tools;
  }

  private Path jdk(String name, String version) throws IOException {
    Path jdk = temp.resolve(name);
    script(jdk.resolve("bin/java"), "exit 9");
    script(jdk.resolve("bin/javac"), "exit 9");
    Files.writeString(
        jdk.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
    return jdk;
  }

  private static void script(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/sh\n" + text + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
