package dev.continuo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LauncherTest extends LauncherFixture {

  private static final int SECONDS_MAX = 30;
  private static final String BUILDING = "building continuo, first use, about a minute …\n";
  private static final String REBUILDING = "building continuo, its sources changed …\n";

  @Test
  void a_command_starts_fast_with_its_arguments_as_they_were() throws Exception {
    var ended = launch("run", "two words", "", "$(x)");

    assertThat(ended.out().lines())
        .containsExactly(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "--sun-misc-unsafe-memory-access=allow",
            "-Dcontinuo.launcher=" + root.resolve("continuo"),
            "-jar",
            jar().toString(),
            "run",
            "two words",
            "",
            "$(x)");
  }

  @Test
  void the_c_locale_is_left_unless_it_was_wanted() throws Exception {
    script(temp.resolve("jdk/bin/java"), "echo \"$LC_CTYPE\"");
    var environment = environment();
    environment.putAll(Map.of("LC_ALL", "", "LC_CTYPE", "", "LANG", "C"));
    assertThat(launchIn(environment).out()).isEqualTo("C.UTF-8\n");
    environment.put("LANG", "de_DE.UTF-8");
    assertThat(launchIn(environment).out()).isEqualTo("\n");
    environment.putAll(Map.of("LC_ALL", "C", "LANG", ""));
    assertThat(launchIn(environment).out()).isEqualTo("\n");
  }

  @Test
  void a_server_gets_both_compilers_and_gives_memory_back() throws Exception {
    assertThat(launch("server", "run").out())
        .startsWith("-XX:+UseG1GC\n-XX:G1PeriodicGCInterval=30000\n")
        .doesNotContain("TieredStopAtLevel");
    assertThat(launch("server", "status").out()).startsWith("-XX:+UseSerialGC\n");
  }

  @Test
  void unchanged_sources_are_built_once() throws Exception {
    assertThat(launch().err()).isEqualTo(BUILDING);
    assertThat(launch().err()).isEmpty();
    assertThat(builds()).containsExactly("built one");
  }

  @Test
  void changed_sources_are_built_again_and_old_ones_are_found_again() throws Exception {
    launch();
    write(root.resolve("src/main/text"), "two");
    assertThat(launch().err()).isEqualTo(REBUILDING);
    assertThat(jar()).hasContent("two");
    write(root.resolve("src/main/text"), "one");
    assertThat(launch().err()).isEmpty();
    assertThat(builds()).containsExactly("built one", "built two");
  }

  @Test
  void a_source_that_is_replaced_by_an_older_file_is_noticed() throws Exception {
    Path older = write(temp.resolve("older"), "older");
    launch();
    Files.move(older, root.resolve("src/main/text"), StandardCopyOption.REPLACE_EXISTING);
    launch();
    assertThat(builds()).containsExactly("built one", "built older");
  }

  @Test
  void two_launchers_at_once_build_once() throws Exception {
    Path fifo = temp.resolve("gate");
    assertThat(Ended.of(temp, List.of("mkfifo", fifo.toString())).exitCode()).isZero();
    script(
        root.resolve("mvnw"),
        """
        echo "built" >>"$BUILDS"
        read -r go <"$GATE"
        mkdir target
        cp src/main/text target/continuo.jar
        """);
    var first = start(Map.of("GATE", fifo.toString()));
    var second = start(Map.of("GATE", fifo.toString()));
    try (var waiting = second.errorReader(UTF_8);
        var alsoWaiting = first.errorReader(UTF_8)) {
      assertThat(List.of(alsoWaiting.readLine(), waiting.readLine()))
          .containsExactlyInAnyOrder(BUILDING.strip(), "waiting for another build of continuo …");
      Files.writeString(fifo, "go\n");
      for (Process launcher : List.of(first, second)) {
        assertThat(launcher.waitFor(SECONDS_MAX, TimeUnit.SECONDS)).isTrue();
        assertThat(launcher.exitValue()).isZero();
      }
    } finally {
      first.destroyForcibly();
      second.destroyForcibly();
    }
    assertThat(builds()).containsExactly("built");
  }

  @Test
  void the_lock_of_a_dead_launcher_is_taken_over() throws Exception {
    launch();
    String hash = cache.resolve("continuo").relativize(jar()).getName(0).toString();
    Files.delete(jar());
    Process dead = new ProcessBuilder("true").start();
    assertThat(dead.waitFor(SECONDS_MAX, TimeUnit.SECONDS)).isTrue();
    Files.createSymbolicLink(cache.resolve("continuo/" + hash + ".lock"), Path.of("" + dead.pid()));

    assertThat(launch().exitCode()).isZero();
    assertThat(builds()).containsExactly("built one", "built one");
  }

  @Test
  void a_failed_build_names_its_log_and_leaves_nothing() throws Exception {
    script(root.resolve("mvnw"), "echo '[ERROR] Text.java:[1,1] broken'\nexit 1\n");

    var ended = launch();

    assertThat(ended.exitCode()).isEqualTo(2);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.err())
        .isEqualTo(
            BUILDING
                + """
                [ERROR] Text.java:[1,1] broken
                error: build: failed, Maven's output is in `%s/continuo/build.log`
                hint: the sources do not compile, or Maven could not reach its repository
                """
                    .formatted(cache));
    try (Stream<Path> left = Files.list(cache.resolve("continuo"))) {
      assertThat(left.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder("build.log", "stamps");
    }
  }

  @Test
  void a_cache_that_cannot_be_written_is_named() throws Exception {
    write(cache, "a file where a folder should be");

    var ended = launch();

    assertThat(ended.exitCode()).isEqualTo(2);
    assertThat(ended.err())
        .isEqualTo(
            """
            error: cache: cannot be written, found `%s/continuo`
            hint: name another folder in `XDG_CACHE_HOME`
            """
                .formatted(cache));
  }

  @Test
  void the_newest_three_jars_are_kept() throws Exception {
    for (String text : List.of("1", "2", "3", "4", "5")) {
      write(root.resolve("src/main/text"), text);
      launch();
    }
    assertThat(jars()).hasSize(3);
    assertThat(jar()).hasContent("5");
  }

  @Test
  void it_runs_through_a_symbolic_link_from_any_folder() throws Exception {
    Path link = temp.resolve("a link");
    Files.createSymbolicLink(link, Path.of("a project/continuo"));
    var ended = Ended.of(temp, List.of(link.toString(), "list"), environment());
    assertThat(ended.err()).isEqualTo(BUILDING);
    assertThat(ended.out())
        .contains("-Dcontinuo.launcher=" + root.resolve("continuo") + "\n")
        .endsWith("list\n");
  }

  @Test
  void a_given_jar_is_run_and_nothing_is_built() throws Exception {
    var environment = environment();
    environment.put("CONTINUO_JAR", "/some where/x.jar");

    var ended = launchIn(environment);

    assertThat(ended.out()).endsWith("-jar\n/some where/x.jar\n");
    assertThat(cache).doesNotExist();
  }
}
