package dev.continuo.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Turns that write where only their shim or their worker should: each of them can be ended. */
final class HostileTurnTest extends WorkshopFixture {

  /** What a turn does to a file; {@code $f} is its path. */
  private static final Map<String, String> DEEDS =
      Map.of(
          "garbage", "printf 'pid x\\nstart\\n\\377\\nend\\nstatus 0\\nend\\n' >\"$f\"",
          "pid-one",
              "printf 'pid 1\\nstart 1\\nboot b\\nshim 1\\nhome 1\\noutput 1\\nend\\n' >\"$f\"",
          "removed", "rm -rf \"$f\"",
          "folder", "rm -rf \"$f\"; mkdir -p \"$f/in\"",
          "pipe", "rm -rf \"$f\"; mkfifo \"$f\"",
          "device", "rm -rf \"$f\"; ln -s /dev/zero \"$f\"");

  private Map<String, Path> files(TurnId turn) {
    Map<String, Path> files = new LinkedHashMap<>();
    files.put("record", shop.files.process(turn));
    files.put("order", shop.files.open(turn));
    files.put("claim", shop.files.folder(turn).resolve("claim"));
    files.put("kept", shop.files.keptProcess(turn));
    files.put("output", shop.files.output(turn));
    files.put("result", shop.files.result(turn));
    files.put("expects", shop.files.expects(turn));
    return files;
  }

  /** Launches a turn for each deed to each file, and returns when all are done. */
  private List<TurnId> deeds(String then) throws IOException {
    // many of them are waited for that long
    shop.restart(Duration.ofSeconds(5));
    var turns = new ArrayList<TurnId>();
    for (var name : files(shop.turn("none")).keySet()) {
      DEEDS.forEach(
          (deed, script) -> {
            var task = name + "-" + deed;
            var file = files(shop.turn(task)).get(name);
            turns.add(
                shop.launch(
                    task, "f='%s'; %s; echo $$ >pid-%s; %s".formatted(file, script, task, then)));
          });
    }
    turns.forEach(this::pid);
    return turns;
  }

  private long pid(TurnId turn) {
    return shop.pid("pid-" + turn.task().substring(2));
  }

  private void assertEnded(TurnId turn) {
    Reports.await(() -> shop.reports.of(turn).stream().anyMatch(this::isEnd), "an end of " + turn);
    shop.worker.settled(turn);
    shop.worker.sweep(turn);
    shop.reports.await(turn, Report.Swept.class);
    assertThat(Workshop.lives(pid(turn))).isFalse();
  }

  private boolean isEnd(Report report) {
    return switch (report) {
      case Report.Exited _, Report.Lost _, Report.Refused _ -> true;
      case Report.Launched _, Report.Swept _ -> false;
    };
  }

  @Test
  void whatever_a_turn_does_to_its_files_a_stop_ends_it() throws IOException {
    var turns = deeds("exec sleep 600");

    turns.forEach(turn -> shop.worker.stop(turn, Duration.ZERO));

    assertThat(turns).allSatisfy(this::assertEnded);
    assertThat(shop.files.listed()).isEmpty();
  }

  @Test
  void whatever_a_turn_does_to_its_files_its_own_end_is_noticed() throws IOException {
    var turns = deeds("exit 3");

    assertThat(turns).allSatisfy(this::assertEnded);
    assertThat(turns)
        .noneMatch(
            turn ->
                shop.reports.of(turn, Report.Exited.class).stream()
                    .anyMatch(it -> it.exit().outcome().equals(new Outcome.Exited(0))));
  }

  /** The host knows from its own log that they have begun. */
  @Test
  void whatever_a_turn_does_to_its_files_a_stop_after_a_restart_ends_it() throws Exception {
    var turns = deeds("exec sleep 600");

    shop.restartImpatiently();
    turns.forEach(shop.worker::takeUp);
    turns.forEach(turn -> shop.worker.stop(turn, Duration.ZERO));

    assertThat(turns).allSatisfy(this::assertEnded);
  }

  @Test
  void a_turn_that_stops_its_shim_and_ends_has_its_own_exit_code() {
    var turn = shop.launch("stopped", "kill -STOP $PPID; exit 3");

    assertThat(shop.reports.exit(turn).outcome()).isEqualTo(new Outcome.Exited(3));
  }

  @Test
  void a_turn_that_stops_its_shim_is_ended_by_a_stop() {
    var turn = shop.launch("stopping", "kill -STOP $PPID; echo $$ >pid-stopping; exec sleep 600");
    shop.pid("pid-stopping");

    shop.worker.stop(turn, Duration.ofMinutes(10));

    assertThat(shop.reports.exit(turn).outcome()).isEqualTo(new Outcome.Signalled(15));
    assertEnded(turn);
  }

  @Test
  void a_turn_that_stops_its_shim_is_ended_by_a_stop_after_a_restart() throws Exception {
    var turn = shop.launch("again", "kill -STOP $PPID; echo $$ >pid-again; exec sleep 600");
    shop.pid("pid-again");

    shop.restart();
    shop.worker.stop(turn, Duration.ofMinutes(10));

    assertThat(shop.reports.exit(turn).outcome()).isEqualTo(new Outcome.Signalled(15));
    assertEnded(turn);
  }

  /** Nobody writes to the pipe that the shim reads. */
  @Test
  void a_shim_that_records_no_end_is_killed_and_its_turn_lost() throws Exception {
    var turn =
        shop.launch(
            "clogged",
            "echo $$ >pid-clogged; until [ -e go ]; do sleep 0.1; done; f='%s'; %s; exit 0"
                .formatted(shop.files.process(shop.turn("clogged")), DEEDS.get("pipe")));
    shop.reports.await(turn, Report.Launched.class);
    long shim = shop.shim(turn);
    Files.createFile(shop.path("go"));

    assertThat(shop.reports.await(turn, Report.Lost.class).reason())
        .isEqualTo(
            "turn: its shim did not record the end within 2 s, nobody saw how the command ended");
    Workshop.awaitDeath(shim);
    assertEnded(turn);
  }
}
