package dev.continuo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The server is killed between the commit of a start and the process that it is about. Programs of
 * the same name, found first by the first server, hold the launch where the test wants it.
 */
class SpawnIT {
  private static final String PLAN = "tasks: {a: {run: 'echo \"$CONTINUO_TASK\" >> log'}}";

  @TempDir Path folder;
  private Continuo continuo;
  private Path programs;

  @BeforeEach
  void open() throws IOException {
    continuo = Continuo.in(folder);
    programs = Files.createDirectory(folder.resolve("programs"));
    continuo.with("PATH", programs + ":" + System.getenv("PATH"));
  }

  @AfterEach
  void close() {
    continuo.close();
  }

  @Test
  void before_the_shim_which_then_never_comes() throws Exception {
    holdBeforeShim();
    var run = killWhileHeld("setsid");

    for (var held : continuo.belongings().living()) {
      Signals.send("KILL", held.pid());
    }

    assertOnce(run, serveFreely());
  }

  @Test
  void before_the_shim_which_comes_while_no_server_runs() throws Exception {
    holdBeforeShim();
    var run = killWhileHeld("setsid");

    continuo.touch("release");
    Until.holds("the task ran", () -> !continuo.lines("log").isEmpty());

    assertOnce(run, serveFreely());
  }

  /** Both shims want the turn; one of them gets it. */
  @Test
  void before_the_shim_which_comes_when_the_next_server_has_sent_another() throws Exception {
    holdBeforeShim();
    var run = killWhileHeld("setsid");

    var second = serveFreely();
    assertThat(continuo.api().over(run)).isEqualTo("succeeded");
    continuo.touch("release");
    Until.holds("the first shim is gone", () -> continuo.belongings().living().size() == 1);

    assertOnce(run, second);
  }

  @Test
  void between_the_claim_of_the_shim_and_its_command() throws Exception {
    holdAfterClaim();
    var run = killWhileHeld("mkdir");

    var second = serveFreely();
    assertThat(continuo.api().state(run, "a")).isEqualTo("running");
    assertThat(continuo.lines("log")).isEmpty();
    continuo.touch("release");

    assertOnce(run, second);
  }

  @Test
  void between_the_claim_of_the_shim_and_its_command_while_no_server_runs() throws Exception {
    holdAfterClaim();
    var run = killWhileHeld("mkdir");

    continuo.touch("release");
    Until.holds("the task ran", () -> !continuo.lines("log").isEmpty());

    assertOnce(run, serveFreely());
  }

  /** What was claimed but never began is known after ten seconds, and is done by another turn. */
  @Test
  void between_the_claim_of_the_shim_and_its_command_which_never_comes() throws Exception {
    holdAfterClaim();
    var run = killWhileHeld("mkdir");

    for (var held : continuo.belongings().living()) {
      Signals.send("KILL", held.pid());
    }
    var second = serveFreely();

    assertThat(continuo.api().over(run)).isEqualTo("succeeded");
    var task = continuo.api().task(run, "a");
    assertThat(task.path("losses").asInt()).isEqualTo(1);
    assertThat(continuo.lines("log")).containsExactly(task.path("id").asString());
    Continuo.kill(second);
    continuo.assertNothingRunsAndTheStoreIsSound();
  }

  /** A pause that comes before the process is there stops it all the same. */
  @Test
  void a_task_that_is_paused_before_its_process_is_there_stands_still() throws Exception {
    continuo.write("stop.sh", "while [ ! -e go ]; do sleep 0.05; done\n");
    holdAfterClaim();
    var server = continuo.serve();
    var run = continuo.api().submit("tasks: {a: {run: '. ./stop.sh; echo done >> log'}}");
    Until.holds("the launch is held", () -> isHeld("mkdir"));

    continuo
        .api()
        .act("/v1/tasks/" + continuo.api().task(run, "a").path("id").asString() + "/pause");
    continuo.touch("release");
    var process = continuo.api().awaitProcess(run, "a");

    Until.holds("the process stands still", () -> Signals.state(process) == 'T');
    continuo
        .api()
        .act("/v1/tasks/" + continuo.api().task(run, "a").path("id").asString() + "/resume");
    continuo.touch("go");
    assertThat(continuo.api().over(run)).isEqualTo("succeeded");
    Continuo.kill(server);
    continuo.assertNothingRunsAndTheStoreIsSound();
  }

  private void holdBeforeShim() throws IOException {
    program(
        "setsid",
        """
        case "$*" in *shim-*) %s ;; esac
        exec %s "$@"
        """
            .formatted(hold(), real("setsid")));
  }

  /** The shim looks for its programs in the system's folders first, so those must be ours. */
  private void holdAfterClaim() throws IOException {
    program(
        "setsid",
        """
        PATH=%s:$PATH exec %s "$@"
        """
            .formatted(programs, real("setsid")));
    program(
        "mkdir",
        """
        %s "$@" || exit 1
        case "$*" in */claim) %s ;; esac
        """
            .formatted(real("mkdir"), hold()));
  }

  private String hold() {
    return "while [ ! -e " + continuo.file("release") + " ]; do sleep 0.05; done";
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
    var first = continuo.serve();
    var run = continuo.api().submit(PLAN);
    Until.holds("the launch is held", () -> isHeld(program));
    assertThat(continuo.api().task(run, "a").path("pid").isNull()).isTrue();
    Continuo.kill(first);
    return run;
  }

  private boolean isHeld(String program) throws IOException {
    return continuo.belongings().living().stream()
        .anyMatch(each -> each.words().contains(programs.resolve(program).toString()));
  }

  private Process serveFreely() throws IOException {
    return continuo.with("PATH", System.getenv("PATH")).serve();
  }

  private void assertOnce(String run, Process server) throws Exception {
    assertThat(continuo.api().over(run)).isEqualTo("succeeded");
    var task = continuo.api().task(run, "a");
    assertThat(continuo.lines("log")).containsExactly(task.path("id").asString());
    assertThat(task.path("turns").size()).isEqualTo(1);
    Continuo.kill(server);
    continuo.assertNothingRunsAndTheStoreIsSound();
  }
}
