package dev.continuo.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A machine that cannot be looked at for a moment: {@code ps} fails. */
final class BlindTest {

  private static final Pace PACE =
      new Pace(
          Duration.ofMillis(100),
          Duration.ofSeconds(10),
          Duration.ofSeconds(2),
          Duration.ofMillis(50),
          Duration.ofSeconds(30));
  private static final TurnId TURN = new TurnId("t-seen", 1, 1);

  @TempDir Path folder;
  private final Reports reports = new Reports();
  private Path blind;
  private Path asked;
  private LocalWorker worker;

  @BeforeEach
  void start() throws IOException {
    blind = folder.resolve("blind");
    asked = folder.resolve("asked");
    var script =
        "if [ -e '%s' ]; then : >'%s'; exit 1; fi; exec ps axeww \"$@\"".formatted(blind, asked);
    var dialect =
        new PsProcesses.Dialect(
            List.of("sh", "-c", script, "sh"),
            List.of(List.of("cat", "/proc/sys/kernel/random/boot_id")));
    worker =
        new LocalWorker(
            folder.resolve("worker"),
            reports,
            new Platform(new PsProcesses(dialect), Shim.Leave.SETSID),
            PACE);
    worker.start();
  }

  @AfterEach
  void sweep() throws IOException {
    Files.deleteIfExists(blind);
    worker.sweep(TURN);
    reports.await(TURN, Report.Swept.class);
    worker.close();
  }

  private long launched(String script) {
    worker.launch(
        new Order(
            TURN,
            List.of("sh", "-c", script),
            Map.of("PATH", System.getenv("PATH")),
            folder,
            null,
            Limits.DEFAULT));
    return reports.await(TURN, Report.Launched.class).process().pid();
  }

  private void lookInVain(Runnable act) throws IOException {
    Files.createFile(blind);
    act.run();
    Reports.await(() -> Files.exists(asked), "a look in vain");
    Files.delete(blind);
  }

  private static boolean isStopped(long pid) {
    return View.PS.processes().seen(pid).orElseThrow().stopped();
  }

  @Test
  void a_sweep_looks_again() throws IOException {
    launched("exit 0");
    reports.exit(TURN);

    lookInVain(() -> worker.sweep(TURN));

    assertThat(reports.await(TURN, Report.Swept.class).killed()).isZero();
  }

  @Test
  void a_turn_that_is_to_go_on_goes_on_later() throws IOException {
    var pid = launched("exec sleep 600");
    worker.freeze(TURN);
    Reports.await(() -> isStopped(pid), "a frozen turn");

    lookInVain(() -> worker.thaw(TURN));

    Reports.await(() -> !isStopped(pid), "a thawed turn");
  }
}
