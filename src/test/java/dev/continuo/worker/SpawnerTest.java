package dev.continuo.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

final class SpawnerTest extends WorkshopFixture {

  private static final Duration DEADLINE = Duration.ofSeconds(20);

  /** With the longest names that turns have, so many do not fit into a pipe. */
  private static final int TURNS = 2_000;

  @Test
  void a_shell_that_reads_no_more_does_not_hold_up_the_close() throws Exception {
    var shell = new Shell(Shim.install(shop.files, view.platform()));
    var spawner = new Spawner(shop.files, shell, "boot", "store", Duration.ofMillis(500));
    var turn = new TurnId("x".repeat(100), 1, 1);
    spawner.resend(turn);
    Reports.await(() -> shop.shells().findAny().isPresent(), "a shell");
    shop.stop(shop.shell());
    for (int i = 0; i < TURNS; i++) {
      spawner.resend(turn);
    }

    var closed = CompletableFuture.runAsync(spawner::close);

    try {
      assertThat(closed).succeedsWithin(DEADLINE);
    } finally {
      Reports.await(
          () -> shop.shells().filter(ProcessHandle::destroyForcibly).findAny().isEmpty(),
          "the end of the shells");
    }
  }
}
