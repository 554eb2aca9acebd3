package dev.continuo.worker;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(View.class)
final class RestartTest extends WorkshopFixture {

  private static final String OTHER_BOOT = "00000000-0000-0000-0000-000000000000";

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
    Reports.await(() -> shop.records.of(turn).end().isPresent(), "an exit record");

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
  void a_stopped_turn_without_a_shim_is_killed_and_was_stopped() {
    var turn = shop.launch("shimless-stop", "echo $$ >pid; exec sleep 600");
    shop.reports.await(turn, Report.Launched.class);
    long pid = shop.pid("pid");
    Workshop.kill(shop.shim(turn));

    shop.worker.sweep(turn);
    shop.reports.await(turn, Report.Swept.class);

    assertThat(Workshop.lives(pid)).isFalse();
    assertThat(shop.reports.exit(turn).outcome()).isEqualTo(new Outcome.Stopped());
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
    crashedAfterOpening(order.turn(), boot());
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

  /** After a power failure not even the claim need be on the disk. */
  @Test
  void a_turn_that_is_wanted_and_left_no_trace_is_lost_in_the_first_start_after_the_machines()
      throws IOException {
    var order = shop.script("traceless", "echo x >>ran");
    shop.worker.reconcile(Set.of());
    Reports.await(() -> Files.exists(lastBoot()), "a note of this boot");
    Files.writeString(lastBoot(), OTHER_BOOT);
    shop.restart();

    shop.worker.reconcile(Set.of(order.turn()));
    Reports.await(() -> Files.readString(lastBoot()).equals(boot()), "a note of this boot");
    shop.restart();
    shop.worker.reconcile(Set.of(order.turn()));
    shop.launch(order);

    assertThat(shop.reports.await(order.turn(), Report.Lost.class).reason())
        .isEqualTo(
            "turn: the machine was restarted before it was known whether the turn had begun");
    assertThat(folder.resolve("ran")).doesNotExist();
  }

  @Test
  void a_turn_that_is_wanted_in_a_folder_without_a_note_of_any_boot_is_lost() throws IOException {
    var order = shop.script("traceless", "echo x >>ran");
    Files.deleteIfExists(lastBoot());
    shop.restart();

    shop.worker.reconcile(Set.of(order.turn()));
    shop.launch(order);

    assertThat(shop.reports.await(order.turn(), Report.Lost.class).reason())
        .isEqualTo(
            "turn: the machine was restarted before it was known whether the turn had begun");
    assertThat(folder.resolve("ran")).doesNotExist();
  }

  private Path lastBoot() {
    return shop.files.root().resolve("boot");
  }

  @Test
  void a_claim_without_a_process_is_lost_and_a_late_shim_cannot_run_it() throws Exception {
    var order = shop.script("claimed", "echo x >>ran");
    crashedAfterOpening(order.turn(), boot());
    assertThat(shop.files.claim(order.turn())).isTrue();
    shop.restartImpatiently();

    var lost = shop.reports.await(order.turn(), Report.Lost.class);

    assertThat(lost.reason()).isEqualTo("turn: its command did not start within 1 s");
    assertThat(shop.records.of(order.turn()).gate()).isInstanceOf(Gate.Barred.class);
    assertThat(shop.reports.of(order.turn(), Report.Launched.class)).isEmpty();
    assertThatALateShimDoesNotRunIt(order);

    shop.worker.settled(order.turn());
    shop.worker.sweep(order.turn());
    shop.reports.await(order.turn(), Report.Swept.class);
    assertThatALateShimDoesNotRunIt(order);
  }

  /** One that had been held up between its claim and its gate. */
  private void assertThatALateShimDoesNotRunIt(Order order) throws Exception {
    Files.delete(shop.files.folder(order.turn()).resolve("claim"));
    LaunchFile.write(shop.files, boot(), order, order.environment());
    var shell = Shim.install(shop.files, view.platform()).begin();
    shell.getOutputStream().write((order.turn() + "\n").getBytes(US_ASCII));
    shell.getOutputStream().close();
    assertThat(shell.waitFor(10, TimeUnit.SECONDS)).isTrue();
    Reports.await(() -> shims().isEmpty(), "the end of the late shim");
    assertThat(folder.resolve("ran")).doesNotExist();
  }

  /** The worker's own shell is not begun in these tests. */
  private List<ProcessHandle> shims() {
    return ProcessHandle.allProcesses()
        .filter(
            it ->
                it.info().arguments().stream()
                    .flatMap(Arrays::stream)
                    .anyMatch(word -> word.equals(shop.files.turns().toString())))
        .toList();
  }

  @Test
  void a_process_of_another_boot_is_lost_even_if_its_numbers_live() throws IOException {
    var turn = shop.turn("rebooted");
    var self = view.processes().seen(ProcessHandle.current().pid()).orElseThrow();
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
      var seen = view.processes().seen(stranger.pid()).orElseThrow();
      assertThat(shop.files.claim(turn)).isTrue();
      spool(turn, ".process", processRecord(seen.pid(), seen.start() - 1, boot()) + "end\n");
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
    shop.restartImpatiently();

    assertThat(shop.reports.await(turn, Report.Lost.class).reason())
        .isEqualTo("turn: its process record is torn");
  }

  @Test
  void half_a_record_of_an_exit_is_not_believed() throws IOException {
    var turn = shop.turn("half");
    assertThat(shop.files.claim(turn)).isTrue();
    spool(turn, ".process", processRecord(4_000_000, 1, boot()) + "end\nstatus 0\nsignalled");

    shop.restart();

    assertThat(shop.reports.await(turn, Report.Lost.class).reason())
        .isEqualTo("turn: its shim was killed, nobody saw how the command ended");
  }

  /**
   * The end is appended whatever became of the beginning, as on a disk that was full for a moment.
   */
  @Test
  void an_exit_behind_half_a_beginning_is_not_believed() throws IOException {
    var beginning = processRecord(4_000_000, 1, boot());
    var end = "status 0\nsignalled no\ntime 1\nend\n";
    var turns = new ArrayList<TurnId>();
    for (int length = "pid 4\n".length(); length < beginning.length(); length++) {
      var turn = shop.turn("behind-" + length);
      assertThat(shop.files.claim(turn)).isTrue();
      spool(turn, ".process", beginning.substring(0, length) + end);
      turns.add(turn);
    }

    shop.restartImpatiently();

    for (var turn : turns) {
      assertThat(shop.reports.await(turn, Report.Lost.class).reason())
          .isEqualTo("turn: its process record is torn");
    }
  }

  @Test
  void a_turn_of_another_boot_that_is_stopped_is_lost_for_it_may_have_run() throws IOException {
    var turn = shop.turn("stopped-before-boot");
    crashedAfterOpening(turn, OTHER_BOOT);
    shop.restart();

    shop.worker.stop(turn, Duration.ZERO);

    assertThat(shop.reports.await(turn, Report.Lost.class).reason())
        .isEqualTo(
            "turn: the machine was restarted before it was known whether the turn had begun");
    assertThat(shop.reports.of(turn, Report.Exited.class)).isEmpty();
  }

  /** The shell of the worker before may get to it as late as that. */
  @Test
  void a_turn_that_a_shim_has_claimed_meanwhile_is_not_refused() throws IOException {
    var order = shop.order("overtaken", "./no-such-program");
    crashedAfterOpening(order.turn(), boot());
    shop.restartImpatiently();
    assertThat(shop.files.claim(order.turn())).isTrue();

    shop.launch(order);

    shop.reports.await(order.turn(), Report.Lost.class);
    assertThat(shop.reports.of(order.turn(), Report.Refused.class)).isEmpty();
  }

  @Test
  void a_turn_that_is_refused_cannot_be_claimed_by_a_shim_that_comes_late() throws IOException {
    var order = shop.order("refused-late", "./no-such-program");
    crashedAfterOpening(order.turn(), boot());
    shop.restartImpatiently();

    shop.launch(order);
    shop.reports.await(order.turn(), Report.Refused.class);

    assertThat(shop.files.claim(order.turn())).isFalse();
  }

  private void crashedAfterOpening(TurnId turn, String boot) throws IOException {
    shop.files.createFolder(turn);
    Files.writeString(shop.files.open(turn), LaunchFile.head(boot));
  }

  private String boot() throws IOException {
    return view.processes().boot();
  }

  private void spool(TurnId turn, String suffix, String text) throws IOException {
    Files.writeString(shop.files.spool().resolve(turn + suffix), text);
  }

  private String processRecord(long pid, long start, String boot) {
    return "pid %d\nstart %s\nboot %s\nshim 4000001\nhome 4000002\noutput 1048576\n"
        .formatted(pid, view.recorded(start), boot);
  }
}
