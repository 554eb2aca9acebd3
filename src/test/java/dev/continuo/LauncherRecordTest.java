package dev.continuo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the launcher lets the JVM record, and what it does with it. */
class LauncherRecordTest extends LauncherFixture {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @BeforeEach
  void makeJdkThatRecords() throws IOException {
    Files.copy(Path.of(".mvn/rehearse.sh"), root.resolve(".mvn/rehearse.sh"));
    script(
        temp.resolve("jdk/bin/java"),
        """
        for a; do
          case $a in -XX:AOTCacheOutput=*) echo "record of $*" >"${a#*=}" ;; esac
        done
        case "$*" in
          *AOTCacheOutput=*' server run')
            mkdir "$CONTINUO_HOME"
            : >"$CONTINUO_HOME/server.json"
            exec sleep 30
            ;;
        esac
        printf '%s\\n' "$@"
        """);
  }

  @Test
  void a_jar_that_was_rehearsed_starts_from_the_record() throws Exception {
    assertThat(launch("list").out()).startsWith("-XX:+UseSerialGC\n").doesNotContain("AOT");
    awaitRecord();

    var flags =
        """
        -XX:AOTCache=%1$s/%2$s.aot
        -Dcontinuo.aot=%1$s
        -Xlog:disable
        -Xlog:all=warning,aot*=off,cds*=off:stderr
        -Xlog:aot*=warning,cds*=warning:file="%1$s/trouble":none:filecount=0
        -Dcontinuo.launcher=%3$s
        """;
    var launcher = root.resolve("continuo");
    assertThat(launch("list").out())
        .startsWith(
            "-XX:+UseSerialGC\n-XX:TieredStopAtLevel=1\n"
                + "--sun-misc-unsafe-memory-access=allow\n"
                + flags.formatted(record(), "command", launcher));
    assertThat(launch("server", "run").out())
        .startsWith("-XX:+UseG1GC\n")
        .contains(flags.formatted(record(), "server", launcher));
    assertThat(record().resolve("command.aot")).content().contains("-XX:+UseSerialGC", "rehearse");
    assertThat(record().resolve("server.aot")).content().contains("-XX:+UseG1GC", "server run");
  }

  @Test
  void another_build_of_java_has_its_own_record() throws Exception {
    launch();
    awaitRecord();
    var first = record();
    write(
        temp.resolve("jdk/release"),
        "JAVA_RUNTIME_VERSION=\"25.0.2+9\"\nJAVA_VERSION=\"25.0.2\"\n");

    assertThat(launch().out()).doesNotContain("AOT");
    awaitRecord();

    assertThat(record()).isNotEqualTo(first);
    assertThat(launch().out()).contains("-XX:AOTCache=" + record());
  }

  @Test
  void a_record_that_the_jvm_refuses_is_made_anew_once() throws Exception {
    launch();
    awaitRecord();
    refuse();

    var refused = launch();
    assertThat(refused.out()).doesNotContain("AOT");
    assertThat(refused.err()).isEmpty();
    awaitEnd("second");
    assertThat(launch().out()).contains("-XX:AOTCache=");
    refuse();
    launch();
    awaitEnd("given-up");

    assertThat(launch().out()).doesNotContain("AOT");
    assertThat(record().resolve("trouble")).hasContent("no good");
  }

  @Test
  void a_rehearsal_that_fails_is_tried_twice_and_is_no_failure() throws Exception {
    script(temp.resolve("jdk/bin/java"), "case $* in *AOT*) exit 1 ;; esac\n");
    for (String left : List.of("first", "second", "given-up")) {
      assertThat(launch().exitCode()).isZero();
      awaitEnd(left);
    }

    assertThat(launch()).isEqualTo(new Ended(0, "", ""));
    assertThat(record()).isDirectoryNotContaining("glob:**.aot");
  }

  @Test
  void a_path_that_no_option_can_name_has_no_record() throws Exception {
    var environment = environment();
    environment.put("XDG_CACHE_HOME", temp.resolve("a:b").toString());

    launchIn(environment);

    assertThat(launchIn(environment).out()).doesNotContain("AOT");
    assertThat(temp.resolve("a:b/continuo")).isDirectoryNotContaining("glob:**aot*");
  }

  private void refuse() throws IOException {
    Files.writeString(record().resolve("trouble"), "no good");
  }

  private void awaitRecord() {
    awaitEnd("trouble");
    await().atMost(PATIENCE).until(() -> Files.size(record().resolve("trouble")) == 0);
  }

  /** Waits for the end of a rehearsal that leaves this file. */
  private void awaitEnd(String left) {
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                Files.exists(record().resolve(left))
                    && !Files.isSymbolicLink(record().resolve("lock")));
  }

  /** The folder of the newest record of the jar. */
  private Path record() throws IOException {
    var release = Files.readString(temp.resolve("jdk/release"));
    var build = release.substring(release.indexOf('"') + 1, release.indexOf("\"\n"));
    return jars().getFirst().resolveSibling("aot-" + build);
  }
}
