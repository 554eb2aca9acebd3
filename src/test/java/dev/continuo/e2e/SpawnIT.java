package dev.continuo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The server is killed between the commit of a start and the process that it is about. The shell
 * that forks the shims stands still meanwhile, or is given an order that waits.
 */
class SpawnIT extends SharedServer {
  private static final String PLAN = "tasks: {a: {run: 'echo \"$CONTINUO_TASK\" >> log'}}";

  /** A run whose task is on its way, and the shell of the server that has sent it. */
  private record Held(String run, long shell) {}

  @Test
  void before_the_shim_which_then_never_comes() throws Exception {
    var held = killBeforeTheShim();

    Signals.send("KILL", held.shell());

    serve();
    assertOnce(held.run());
  }

  @Test
  void before_the_shim_which_comes_while_no_server_runs() throws Exception {
    var held = killBeforeTheShim();

    Signals.send("CONT", held.shell());
    Until.holds("the task ran", () -> !continuo.lines("log").isEmpty());

    serve();
    assertOnce(held.run());
  }

  /** Both shims want the turn; one of them gets it. */
  @Test
  void before_the_shim_which_comes_when_the_next_server_has_sent_another() throws Exception {
    var held = killBeforeTheShim();

    serve();
    assertThat(api().over(held.run())).isEqualTo("succeeded");
    Signals.send("CONT", held.shell());
    Until.holds("the first shell is gone", () -> !Signals.alive(held.shell()));
    Until.holds("its shim is gone", () -> shims().allMatch(this::isForkedByTheServer));

    assertOnce(held.run());
  }

  @Test
  void between_the_claim_of_the_shim_and_its_command() throws Exception {
    var held = killBetweenTheClaimAndTheCommand();

    serve();
    assertThat(api().state(held.run(), "a")).isEqualTo("running");
    assertThat(continuo.lines("log")).isEmpty();
    continuo.touch("release");

    assertOnce(held.run());
  }

  @Test
  void between_the_claim_of_the_shim_and_its_command_while_no_server_runs() throws Exception {
    var held = killBetweenTheClaimAndTheCommand();

    continuo.touch("release");
    Until.holds("the task ran", () -> !continuo.lines("log").isEmpty());

    serve();
    assertOnce(held.run());
  }

  /** What was claimed but never began is known after ten seconds, and is done by another turn. */
  @Test
  void between_the_claim_of_the_shim_and_its_command_which_never_comes() throws Exception {
    var held = killBetweenTheClaimAndTheCommand();

    for (var each : continuo.belongings().living()) {
      Signals.send("KILL", each.pid());
    }
    serve();

    assertThat(api().over(held.run())).isEqualTo("succeeded");
    var task = api().task(held.run(), "a");
    assertThat(task.path("losses").asInt()).isEqualTo(1);
    assertThat(continuo.lines("log")).containsExactly(task.path("id").asString());
  }

  /** A shell that is killed takes what it had not read with it; the server tells the next one. */
  @Test
  void a_shell_that_is_killed_under_the_server_is_begun_anew() throws Exception {
    var held = submitToAShellThatStandsStill(PLAN);

    Signals.send("KILL", held.shell());

    assertOnce(held.run());
  }

  /** A pause that comes before the process is there stops it all the same. */
  @Test
  void a_task_that_is_paused_before_its_process_is_there_stands_still() throws Exception {
    // without a child: a shell whose child was stopped before it became another program is not
    // stopped but waits
    continuo.write("stop.sh", "until [ -e go ]; do :; done\n");
    var held = submitAndHoldAfterTheClaim("tasks: {a: {run: '. ./stop.sh; echo done >> log'}}");

    continuo.api().act("/v1/tasks/" + api().task(held.run(), "a").path("id").asString() + "/pause");
    continuo.touch("release");
    var process = api().awaitProcess(held.run(), "a");

    Until.holds("the process stands still", () -> Signals.state(process) == 'T');
    continuo
        .api()
        .act("/v1/tasks/" + api().task(held.run(), "a").path("id").asString() + "/resume");
    continuo.touch("go");
    assertThat(api().over(held.run())).isEqualTo("succeeded");
  }

  private Held killBeforeTheShim() throws Exception {
    var held = submitToAShellThatStandsStill(PLAN);
    assertThat(api().task(held.run(), "a").path("pid").isNull()).isTrue();
    kill();
    return held;
  }

  private Held killBetweenTheClaimAndTheCommand() throws Exception {
    var held = submitAndHoldAfterTheClaim(PLAN);
    assertThat(api().task(held.run(), "a").path("pid").isNull()).isTrue();
    kill();
    return held;
  }

  /** Returns when the server has told the shell of the turn, which does not hear it. */
  private Held submitToAShellThatStandsStill(String plan) throws Exception {
    // there is a shell once a turn was launched
    assertThat(api().over(api().submit("tasks: {first: {run: ':'}}"))).isEqualTo("succeeded");
    Until.holds("nothing is open", () -> orders().isEmpty());
    long shell = shims().filter(this::isForkedByTheServer).findFirst().orElseThrow().pid();
    Signals.send("STOP", shell);
    Until.holds("the shell stands still", () -> Signals.state(shell) == 'T');
    var run = api().submit(plan);
    try (var pipe = new FileInputStream("/proc/" + shell + "/fd/0")) {
      Until.holds("the shell is told", () -> pipe.available() > 0);
    }
    return new Held(run, shell);
  }

  /** Returns when the shim has claimed the turn; its order makes it wait for the file. */
  private Held submitAndHoldAfterTheClaim(String plan) throws Exception {
    var held = submitToAShellThatStandsStill(plan);
    var order = orders().getFirst();
    var lines = new ArrayList<>(Files.readAllLines(order));
    lines.add(1, "until [ -e '%s' ]; do sleep 0.05; done".formatted(continuo.file("release")));
    var waiting = Files.write(continuo.file("order"), lines);
    Files.move(waiting, order, StandardCopyOption.ATOMIC_MOVE);
    Signals.send("CONT", held.shell());
    var turn = order.getFileName().toString().replace(".open", "");
    var claim = continuo.home().resolve("worker").resolve("turns").resolve(turn).resolve("claim");
    Until.holds("the turn is claimed", () -> Files.exists(claim));
    return held;
  }

  /** What lies in the spool: the orders of turns that have not begun, if no turn has. */
  private List<Path> orders() throws IOException {
    try (var files = Files.list(continuo.home().resolve("worker").resolve("spool"))) {
      return files.toList();
    }
  }

  /** The shells and the shims that they forked. */
  private Stream<ProcessHandle> shims() throws IOException {
    return continuo.belongings().living().stream()
        .filter(each -> each.words().contains("/shim-"))
        .flatMap(each -> ProcessHandle.of(each.pid()).stream());
  }

  private boolean isForkedByTheServer(ProcessHandle process) {
    return process.parent().filter(it -> it.pid() == server().pid()).isPresent();
  }

  private void assertOnce(String run) throws Exception {
    assertThat(api().over(run)).isEqualTo("succeeded");
    var task = api().task(run, "a");
    assertThat(continuo.lines("log")).containsExactly(task.path("id").asString());
    assertThat(task.path("turns").size()).isEqualTo(1);
  }
}
