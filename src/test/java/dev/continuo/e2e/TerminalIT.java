package dev.continuo.e2e;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A terminal is closed under a run that is watched in it, and that started the server. */
class TerminalIT {
  private static final String PLAN =
      "tasks: {a: {run: 'echo $$ >> log; while [ ! -e go ]; do sleep 0.05; done'}}";

  @TempDir Path folder;

  @Test
  void server_and_tasks_survive_the_terminal_that_they_were_started_from() throws Exception {
    try (var continuo = Continuo.in(folder)) {
      continuo.write("plan.yaml", PLAN);
      var words = String.join(" ", Program.words("run", "plan.yaml"));
      var terminal = continuo.begin(List.of("script", "-qfec", words, "/dev/null"));
      Until.holds("the task runs", () -> !continuo.lines("log").isEmpty());
      var process = Long.parseLong(continuo.lines("log").getFirst());
      var server = continuo.serverPid();

      Signals.send("KILL", terminal.process().pid());
      Until.holds("only server, shim and task are left", () -> !watched(continuo));

      assertThat(Signals.alive(server)).isTrue();
      assertThat(Signals.alive(process)).isTrue();
      var run = continuo.api().get("/v1/runs").path("runs").path(0).path("id").asString();
      continuo.touch("go");
      assertThat(continuo.api().over(run)).isEqualTo("succeeded");
      assertThat(continuo.run("server", "stop").exitCode()).isZero();
      continuo.assertNothingRunsAndTheStoreIsSound();
    }
  }

  @Test
  void a_run_is_drawn_and_ctrl_c_lets_go_of_it_and_leaves_whole_lines() throws Exception {
    try (var continuo = drawing()) {
      continuo.write("plan.yaml", PLAN);
      var terminal = continuo.begin(terminal("stty cols 40 rows 10; " + line("run plan.yaml")));
      Until.holds("the task is drawn", () -> seen(terminal).contains("▸ running    a"));
      var run = continuo.api().get("/v1/runs").path("runs").path(0).path("id").asString();

      terminal.process().getOutputStream().write(3);
      terminal.process().getOutputStream().flush();

      assertThat(terminal.ended().exitCode()).isEqualTo(130);
      var goesOn = "run RUN goes on, `continuo wait RUN` comes back to it\r\n".replace("RUN", run);
      assertThat(seen(terminal)).endsWith("\r\u001b[J" + goesOn);
      assertThat(seen(terminal)).doesNotContain("\u001b[?");
      continuo.touch("go");
      assertThat(continuo.api().over(run)).isEqualTo("succeeded");
    }
  }

  @ParameterizedTest
  @CsvSource({"TERM,143", "HUP,129"})
  void other_signals_leave_whole_lines_too(String signal, int code) throws Exception {
    try (var continuo = drawing()) {
      continuo.write("plan.yaml", PLAN);
      var terminal = continuo.begin(terminal("exec " + line("run plan.yaml")));
      Until.holds("the task is drawn", () -> seen(terminal).contains("▸ running    a"));

      Signals.send(signal, watching(continuo));

      assertThat(terminal.ended().exitCode()).isEqualTo(code);
      assertThat(seen(terminal)).endsWith("` comes back to it\r\n");
    }
  }

  @Test
  void ctrl_c_before_the_plan_is_handed_over_says_that_no_run_was_started() throws Exception {
    try (var continuo = Continuo.in(folder)) {
      continuo.write("plan.yaml", PLAN);
      var held = start(continuo);
      try (var lock = FileChannel.open(held, CREATE, WRITE)) {
        lock.lock();
        var waiting = continuo.begin("run", "plan.yaml");
        Until.holds("it waits for a server", () -> opened(waiting.process().pid()).contains(held));
        Signals.send("INT", waiting.process().pid());

        assertThat(waiting.ended()).isEqualTo(new Ended(130, "", "\nno run was started\n"));
      }
      assertThat(continuo.home()).isDirectoryNotContaining(file -> !file.equals(held));
    }
  }

  /** What is locked by whoever starts a server. */
  private static Path start(Continuo continuo) throws IOException {
    var ownerOnly = PosixFilePermissions.fromString("rwx------");
    Files.createDirectory(continuo.home(), PosixFilePermissions.asFileAttribute(ownerOnly));
    return continuo.home().resolve("start.lock");
  }

  /** The files that a process has open. */
  private static List<Path> opened(long pid) throws IOException {
    var opened = new ArrayList<Path>();
    try (var files = Files.newDirectoryStream(Path.of("/proc", "" + pid, "fd"))) {
      for (var file : files) {
        opened.add(Files.readSymbolicLink(file));
      }
    } catch (NoSuchFileException closedMeanwhile) {
      return opened;
    }
    return opened;
  }

  @Test
  void readers_that_stop_reading_and_streams_that_are_closed_fail_nothing() throws Exception {
    try (var continuo = Continuo.in(folder)) {
      continuo.write("plan.yaml", "tasks: {a: {run: 'seq 1 100000'}, b: {run: 'exit 3'}}");
      assertThat(continuo.run("run", "plan.yaml").exitCode()).isEqualTo(1);

      for (var command :
          List.of("events --json", "logs last/a", "logs last", "list", "status", "show last/a")) {
        var piped = "set -o pipefail; " + line(command) + " | head -1";
        var ended = continuo.begin(List.of("bash", "-c", piped)).ended();
        assertThat(ended.exitCode()).as(command).isZero();
        assertThat(ended.err()).as(command).isEmpty();
        assertThat(ended.out().lines()).as(command).hasSize(1);
      }
      for (var closed : List.of(" 2>&-", " 2>/dev/full")) {
        var deaf = List.of("bash", "-c", line("wait last") + closed);
        assertThat(continuo.begin(deaf).ended().exitCode()).as(closed).isEqualTo(1);
      }
    }
  }

  /** With variables that let a terminal be drawn on, in no colours. */
  private Continuo drawing() throws IOException {
    return Continuo.in(folder).with("TERM", "xterm").with("CI", "").with("NO_COLOR", "1");
  }

  /** A terminal in which a shell's words are run, and that ends as they do. */
  private static List<String> terminal(String words) {
    return List.of("script", "-qfec", words, "/dev/null");
  }

  private static String line(String command) {
    return Program.line() + " " + command;
  }

  private static String seen(Continuo.Begun terminal) throws IOException {
    return Files.readString(terminal.out());
  }

  private static long watching(Continuo continuo) throws IOException {
    return continuo.belongings().living().stream()
        .filter(each -> each.words().endsWith("run plan.yaml") && each.words().contains("/java "))
        .filter(each -> !each.words().startsWith("script"))
        .findFirst()
        .orElseThrow()
        .pid();
  }

  private static boolean watched(Continuo continuo) throws IOException {
    return continuo.belongings().living().stream()
        .anyMatch(each -> each.words().endsWith("run plan.yaml"));
  }
}
