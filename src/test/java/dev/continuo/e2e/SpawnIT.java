package dev.continuo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The server is killed between the commit of a start and the process that it is about. Programs of
 * the same name, found before the system's, hold the launch where the test wants it.
 */
class SpawnIT extends SharedServer {
  private static final String PLAN = "tasks: {a: {run: 'echo \"$CONTINUO_TASK\" >> log'}}";

  /** Of the calls that concern a turn, the one that takes the file is held. */
  private static final String HOLDING =
      """
      here=${0%/*}
      case "$*" in
        *shim-* | */claim)
          if mv "$here/hold-${0##*/}" "$here/held" 2>/dev/null; then
            while [ ! -e "$here/release" ]; do sleep 0.05; done
          fi ;;
      esac
      """;

  @TempDir static Path programs;

  @Override
  void prepare(Continuo all) throws IOException {
    all.with("PATH", programs + ":" + System.getenv("PATH"));
    program(
        "setsid", HOLDING + "PATH=%s:$PATH exec %s \"$@\"\n".formatted(programs, real("setsid")));
    program("mkdir", "%s \"$@\" || exit 1\n".formatted(real("mkdir")) + HOLDING);
  }

  @Test
  void before_the_shim_which_then_never_comes() throws Exception {
    var run = killWhileHeld("setsid");

    for (var held : continuo.belongings().living()) {
      Signals.send("KILL", held.pid());
    }

    serve();
    assertOnce(run);
  }

  @Test
  void before_the_shim_which_comes_while_no_server_runs() throws Exception {
    var run = killWhileHeld("setsid");

    release();
    Until.holds("the task ran", () -> !continuo.lines("log").isEmpty());

    serve();
    assertOnce(run);
  }

  /** Both shims want the turn; one of them gets it. */
  @Test
  void before_the_shim_which_comes_when_the_next_server_has_sent_another() throws Exception {
    var run = killWhileHeld("setsid");

    serve();
    assertThat(api().over(run)).isEqualTo("succeeded");
    release();
    Until.holds("the first shim is gone", () -> continuo.belongings().living().size() == 1);

    assertOnce(run);
  }

  @Test
  void between_the_claim_of_the_shim_and_its_command() throws Exception {
    var run = killWhileHeld("mkdir");

    serve();
    assertThat(api().state(run, "a")).isEqualTo("running");
    assertThat(continuo.lines("log")).isEmpty();
    release();

    assertOnce(run);
  }

  @Test
  void between_the_claim_of_the_shim_and_its_command_while_no_server_runs() throws Exception {
    var run = killWhileHeld("mkdir");

    release();
    Until.holds("the task ran", () -> !continuo.lines("log").isEmpty());

    serve();
    assertOnce(run);
  }

  /** What was claimed but never began is known after ten seconds, and is done by another turn. */
  @Test
  void between_the_claim_of_the_shim_and_its_command_which_never_comes() throws Exception {
    var run = killWhileHeld("mkdir");

    for (var held : continuo.belongings().living()) {
      Signals.send("KILL", held.pid());
    }
    serve();

    assertThat(api().over(run)).isEqualTo("succeeded");
    var task = api().task(run, "a");
    assertThat(task.path("losses").asInt()).isEqualTo(1);
    assertThat(continuo.lines("log")).containsExactly(task.path("id").asString());
  }

  /** A pause that comes before the process is there stops it all the same. */
  @Test
  void a_task_that_is_paused_before_its_process_is_there_stands_still() throws Exception {
    continuo.write("stop.sh", "while [ ! -e go ]; do sleep 0.05; done\n");
    hold("mkdir");
    var run = api().submit("tasks: {a: {run: '. ./stop.sh; echo done >> log'}}");
    Until.holds("the launch is held", () -> isHeld("mkdir"));

    continuo.api().act("/v1/tasks/" + api().task(run, "a").path("id").asString() + "/pause");
    release();
    var process = api().awaitProcess(run, "a");

    Until.holds("the process stands still", () -> Signals.state(process) == 'T');
    continuo.api().act("/v1/tasks/" + api().task(run, "a").path("id").asString() + "/resume");
    continuo.touch("go");
    assertThat(api().over(run)).isEqualTo("succeeded");
  }

  /** Whoever calls the program next for a launch waits, and all after it do not. */
  private void hold(String program) throws IOException {
    Files.deleteIfExists(programs.resolve("release"));
    Files.writeString(programs.resolve("hold-" + program), "");
  }

  private void release() throws IOException {
    Files.writeString(programs.resolve("release"), "");
  }

  private void program(String name, String script) throws IOException {
    var file = Files.writeString(programs.resolve(name), "#!/bin/sh\n" + script);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static Path real(String name) {
    return List.of(System.getenv("PATH").split(":")).stream()
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow();
  }

  private String killWhileHeld(String program) throws Exception {
    hold(program);
    var run = api().submit(PLAN);
    Until.holds("the launch is held", () -> isHeld(program));
    assertThat(api().task(run, "a").path("pid").isNull()).isTrue();
    kill();
    return run;
  }

  private boolean isHeld(String program) throws IOException {
    return continuo.belongings().living().stream()
        .anyMatch(each -> each.words().contains(programs.resolve(program).toString()));
  }

  private void assertOnce(String run) throws Exception {
    assertThat(api().over(run)).isEqualTo("succeeded");
    var task = api().task(run, "a");
    assertThat(continuo.lines("log")).containsExactly(task.path("id").asString());
    assertThat(task.path("turns").size()).isEqualTo(1);
  }
}
