package dev.continuo.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RestartTest {

  private static final String OTHER_BOOT = "00000000-0000-0000-0000-000000000000";

  @TempDir Path folder;
  private Workshop shop;

  @BeforeEach
  void open() throws IOException {
    shop = Workshop.open(folder);
  }

  @AfterEach
  void close() throws IOException {
    shop.close();
  }

  @Test
  void a_running_turn_is_found_again_and_its_exit_told() throws IOException {
    var turn = shop.launch("living", "mkfifo go; echo made >made; read -r code <go; exit $code");
    var first = shop.reports.await(turn, Report.Launched.class);
    shop.line("made");

    shop.restart();
    assertThat(shop.reports.of(turn)).containsExactly(first);
    Files.writeString(folder.resolve("go"), "6\n");

    assertThat(shop.reports.exit(turn).outcome()).isEqualTo(new Outcome.Exited(6));
  }

  @Test
  void an_exit_that_nobody_watched_is_told_by_the_next_worker() throws IOException {
    var turn = shop.launch("unwatched", "mkfifo go; echo made >made; read -r code <go; exit $code");
    shop.reports.await(turn, Report.Launched.class);
    shop.line("made");
    shop.worker.close();
    Files.writeString(folder.resolve("go"), "6\n");
    Reports.await(() -> shop.files.exit(turn).isPresent(), "an exit record");

    shop.restart();

    assertThat(shop.reports.of(turn))
        .extracting(it -> it.getClass().getSimpleName())
        .containsExactly("Launched", "Exited");
  }

  @Test
  void an_exit_is_told_again_until_it_is_settled() throws IOException {
    var turn = shop.launch("unsettled", "true");
    shop.reports.exit(turn);

    shop.restart();
    shop.reports.exit(turn);
    shop.worker.settled(turn);
    shop.worker.sweep(turn);
    shop.reports.await(turn, Report.Swept.class);
    shop.restart();

    assertThat(shop.reports.isEmpty()).isTrue();
  }

  @Test
  void a_turn_goes_on_without_its_shim_and_is_lost_when_its_command_ends() {
    var turn = shop.launch("shimless", "echo $$ >pid; exec sleep 600");
    shop.reports.await(turn, Report.Launched.class);
    long pid = shop.pid("pid");

    Workshop.kill(shop.shim(turn));
    Workshop.awaitDeath(shop.shim(turn));
    assertThat(Workshop.lives(pid)).isTrue();
    Workshop.kill(pid);

    assertThat(shop.reports.await(turn, Report.Lost.class).reason())
        .isEqualTo("turn: its shim was killed, nobody saw how the command ended");
  }

  @Test
  void a_stopped_turn_without_a_shim_is_killed_and_lost() {
    var turn = shop.launch("shimless-stop", "echo $$ >pid; exec sleep 600");
    shop.reports.await(turn, Report.Launched.class);
    long pid = shop.pid("pid");
    Workshop.kill(shop.shim(turn));

    shop.worker.sweep(turn);
    shop.reports.await(turn, Report.Swept.class);

    assertThat(Workshop.lives(pid)).isFalse();
    assertThat(shop.reports.of(turn, Report.Lost.class)).hasSize(1);
  }

  @Test
  void reconciling_ends_what_nobody_wants_and_keeps_what_is_wanted() throws IOException {
    var wanted = shop.launch("wanted", "echo $$ >wanted; exec sleep 600");
    var unwanted =
        shop.launch("unwanted", "echo $$ >unwanted; (setsid sleep 600 &); exec sleep 600");
    var over = shop.launch("over", "true");
    shop.reports.await(wanted, Report.Launched.class);
    shop.reports.await(unwanted, Report.Launched.class);
    shop.reports.exit(over);
    shop.pid("unwanted");
    shop.restart();

    shop.worker.reconcile(Set.of(wanted));
    shop.reports.await(unwanted, Report.Swept.class);
    shop.reports.await(over, Report.Swept.class);

    assertThat(Workshop.lives(shop.pid("unwanted"))).isFalse();
    assertThat(Workshop.lives(shop.pid("wanted"))).isTrue();
    assertThat(shop.files.listed()).containsExactly(wanted);
  }

  @Test
  void a_turn_that_was_opened_and_not_claimed_can_still_be_launched() throws IOException {
    var order = shop.script("opened", "echo x >>ran");
    crashedAfterOpening(order.turn(), Shim.boot());
    shop.restart();
    assertThat(shop.reports.of(order.turn())).isEmpty();

    shop.launch(order);

    assertThat(shop.reports.exit(order.turn()).outcome()).isEqualTo(new Outcome.Exited(0));
    assertThat(shop.read("ran")).isEqualTo("x\n");
  }

  @Test
  void a_turn_that_was_opened_before_the_machine_restarted_is_lost_not_run() throws IOException {
    var order = shop.script("before-boot", "echo x >>ran");
    crashedAfterOpening(order.turn(), OTHER_BOOT);
    shop.restart();

    shop.launch(order);

    assertThat(shop.reports.await(order.turn(), Report.Lost.class).reason())
        .isEqualTo(
            "turn: the machine was restarted before it was known whether the turn had begun");
    assertThat(folder.resolve("ran")).doesNotExist();
  }

  @Test
  void a_claim_without_a_process_is_lost_and_a_late_shim_cannot_run_it() throws IOException {
    var order = shop.script("claimed", "echo x >>ran");
    crashedAfterOpening(order.turn(), Shim.boot());
    assertThat(shop.files.claim(order.turn())).isTrue();
    shop.restart();

    var lost = shop.reports.await(order.turn(), Report.Lost.class);

    assertThat(lost.reason()).isEqualTo("turn: its command did not start within 10 s");
    assertThat(shop.files.gate(order.turn())).isInstanceOf(Gate.Barred.class);
    assertThat(shop.reports.of(order.turn(), Report.Launched.class)).isEmpty();
    // The shim that had been held up between its claim and its gate.
    Files.delete(shop.files.folder(order.turn()).resolve("claim"));
    LaunchFile.write(shop.files.launch(order.turn()), order, order.environment());
    Shim.install(shop.files).start(order.turn(), shop.files.folder(order.turn()));
    Reports.await(() -> shop.files.exit(order.turn()).isPresent(), "the late shim's record");
    assertThat(folder.resolve("ran")).doesNotExist();
  }

  @Test
  void a_process_of_another_boot_is_lost_even_if_its_numbers_live() throws IOException {
    var turn = shop.turn("rebooted");
    var self = ProcessTable.seen(ProcessHandle.current().pid()).orElseThrow();
    crashedAfterOpening(turn, OTHER_BOOT);
    assertThat(shop.files.claim(turn)).isTrue();
    spool(turn, ".process", processRecord(self.pid(), self.start(), OTHER_BOOT) + "end\n");

    shop.restart();

    assertThat(shop.reports.await(turn, Report.Lost.class).reason())
        .isEqualTo("turn: the machine was restarted while it ran");
  }

  @Test
  void a_pid_that_is_somebody_elses_by_now_is_never_signalled() throws IOException {
    var stranger = new ProcessBuilder("sleep", "600").start();
    try {
      var turn = shop.turn("reused");
      var seen = ProcessTable.seen(stranger.pid()).orElseThrow();
      assertThat(shop.files.claim(turn)).isTrue();
      spool(turn, ".process", processRecord(seen.pid(), seen.start() - 1, Shim.boot()) + "end\n");
      shop.restart();

      shop.reports.await(turn, Report.Lost.class);
      shop.worker.sweep(turn);

      assertThat(shop.reports.await(turn, Report.Swept.class).killed()).isZero();
      assertThat(stranger.isAlive()).isTrue();
    } finally {
      stranger.destroyForcibly();
    }
  }

  @Test
  void a_torn_process_record_is_lost_not_believed() throws IOException {
    var turn = shop.turn("torn");
    assertThat(shop.files.claim(turn)).isTrue();
    spool(turn, ".process", "pid 1\nstart 1\n");
    shop.restart();

    assertThat(shop.reports.await(turn, Report.Lost.class).reason())
        .isEqualTo("turn: its process record is torn");
  }

  @Test
  void an_exit_record_that_did_not_reach_the_spool_is_found() throws IOException {
    var turn = shop.turn("unspooled");
    assertThat(shop.files.claim(turn)).isTrue();
    spool(turn, ".process", processRecord(4_000_000, 1, Shim.boot()) + "end\n");
    Files.writeString(
        shop.files.folder(turn).resolve("exit.new"), Fields.write(Map.of("status", "9")));

    shop.restart();

    assertThat(shop.reports.exit(turn).outcome()).isEqualTo(new Outcome.Exited(9));
  }

  private void crashedAfterOpening(TurnId turn, String boot) throws IOException {
    shop.files.open(turn, new TurnFiles.Opening(boot, Bytes.mebibytes(1)));
  }

  private void spool(TurnId turn, String suffix, String text) throws IOException {
    Files.writeString(shop.files.spool().resolve(turn + suffix), text);
  }

  private static String processRecord(long pid, long start, String boot) {
    return "pid %d\nstart %d\nboot %s\nshim 4000001\nshim-start 1\n".formatted(pid, start, boot);
  }
}
