package dev.continuo.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Real processes: a server that is started by a command and outlives it. */
class BackgroundServerTest {
  private static final int SECONDS_MAX = 60;

  @TempDir Path temp;
  private Path home = Path.of("");
  private final List<Process> started = new ArrayList<>();

  @BeforeEach
  void nameTheDataFolder() throws IOException {
    home = temp.toRealPath().resolve("home");
  }

  @AfterEach
  void endWhatWasStarted() {
    started.forEach(Process::destroyForcibly);
    new DataFolder(home)
        .entry()
        .flatMap(entry -> ProcessHandle.of(entry.pid()))
        .ifPresent(ProcessHandle::destroyForcibly);
  }

  @Test
  void a_command_starts_the_server_once_and_the_next_ones_find_it() throws Exception {
    var one = start("server", "start");
    var two = start("server", "start");

    var said = err(one) + err(two);

    var pid = pid();
    assertThat(said)
        .containsOnlyOnce("started the server (pid " + pid + ")\n")
        .containsAnyOf("the server runs already (pid " + pid + ")\n", "pid " + pid + ")\n");
    assertThat(code(one)).isZero();
    assertThat(code(two)).isZero();
    var list = start("list", "--json");
    assertThat(out(list)).isEqualTo("{\"runs\":[],\"next\":null}\n");
    assertThat(err(list)).isEmpty();
    assertThat(Files.getPosixFilePermissions(home)).hasSize(3);

    var stop = start("server", "stop");
    assertThat(err(stop)).isEqualTo("stopped the server (pid " + pid + ")\n");
    assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void the_server_holds_on_to_nothing_of_whoever_started_it() throws Exception {
    assertThat(code(start("server", "start"))).isZero();

    var process = Path.of("/proc/" + pid());
    assertThat(process.resolve("cwd").toRealPath()).isEqualTo(Path.of("/"));
    assertThat(process.resolve("fd/0").toRealPath()).isEqualTo(Path.of("/dev/null"));
    assertThat(process.resolve("fd/1").toRealPath()).isEqualTo(home.resolve("server.log"));
    assertThat(process.resolve("fd/2").toRealPath()).isEqualTo(home.resolve("server.log"));
    var stat = Files.readString(process.resolve("stat"));
    var terminal = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[4];
    assertThat(terminal).as("no controlling terminal").isEqualTo("0");
    assertThat(session(pid())).isEqualTo(pid());
    assertThat(Files.getPosixFilePermissions(home.resolve("server.log"))).hasSize(2);
  }

  @Test
  void ctrl_c_ends_the_watching_and_leaves_the_server() throws Exception {
    Files.writeString(temp.resolve("plan.yaml"), "tasks:\n  build:\n    run: make\n");
    var run = start("run", "plan.yaml");
    var said = new BufferedReader(run.errorReader(UTF_8));
    var first = said.readLine();
    assertThat(said.readLine()).isEqualTo("run r-000001: 1 task");
    assertThat(first).isEqualTo("started the server (pid " + pid() + ")");

    new ProcessBuilder("kill", "-INT", Long.toString(run.pid())).start().waitFor();

    assertThat(said.readLine()).isEmpty();
    assertThat(said.readLine())
        .isEqualTo("run r-000001 goes on, `continuo wait r-000001` comes back to it");
    assertThat(code(run)).isEqualTo(130);
    assertThat(session(pid())).isEqualTo(pid()).isNotEqualTo(session(run.pid()));
    assertThat(code(start("server", "status"))).isZero();
  }

  @Test
  void ctrl_c_before_the_server_has_answered_says_how_to_find_the_run() throws Exception {
    Files.writeString(temp.resolve("plan.yaml"), "tasks:\n  build:\n    run: make\n");
    Files.createDirectories(home);
    Files.writeString(home.resolve("slow"), "");
    var run = start("run", "plan.yaml");
    await()
        .atMost(Duration.ofSeconds(SECONDS_MAX))
        .until(() -> Files.exists(home.resolve("asked")));

    new ProcessBuilder("kill", "-INT", Long.toString(run.pid())).start().waitFor();

    assertThat(err(run))
        .endsWith("\n\nthe plan was being handed over, `continuo list` shows whether it runs\n");
    assertThat(code(run)).isEqualTo(130);
  }

  @Test
  void a_server_that_cannot_start_is_told_of_with_its_last_words() throws Exception {
    Files.createDirectories(home);
    Files.writeString(home.resolve("broken"), "");

    var list = start("list");

    assertThat(err(list))
        .isEqualTo(
            """
            error: server: ended while it was started
              error: the store is broken
            hint: its log is `%s`
            """
                .formatted(home.resolve("server.log")));
    assertThat(code(list)).isEqualTo(3);
  }

  private Process start(String... arguments) throws IOException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp"));
    command.add(
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    command.add(CommandProcess.class.getName());
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).directory(temp.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("CONTINUO_"));
    builder.environment().put("CONTINUO_HOME", home.toString());
    var process = builder.start();
    started.add(process);
    return process;
  }

  private static String err(Process process) throws IOException {
    return new String(process.getErrorStream().readAllBytes(), UTF_8);
  }

  private static String out(Process process) throws IOException {
    return new String(process.getInputStream().readAllBytes(), UTF_8);
  }

  private static int code(Process process) throws InterruptedException {
    assertThat(process.waitFor(SECONDS_MAX, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  private long pid() {
    return new DataFolder(home).entry().orElseThrow().pid();
  }

  private static long session(long pid) throws IOException {
    var ps = new ProcessBuilder("ps", "-o", "sess=", "-p", Long.toString(pid)).start();
    var text = new String(ps.getInputStream().readAllBytes(), UTF_8).strip();
    return text.isEmpty() ? 0 : Long.parseLong(text);
  }
}
