package dev.continuo.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuo.journal.Journal.Leadership;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SystemClockTest {
  @TempDir Path folder;
  private Path file;

  /** Of a store that nobody else has written to. */
  private static final Leadership ALONE = new Leadership(1, 1);

  @BeforeEach
  void name() {
    file = folder.resolve("clock");
  }

  @Test
  void a_new_store_begins_with_no_awake_time() throws IOException {
    var clock = SystemClock.resume(file, "boot-1", Duration.ZERO, ALONE);

    assertThat(clock.now().awake()).isBetween(Duration.ZERO, Duration.ofMinutes(1));
  }

  @Test
  void under_the_same_boot_the_time_without_a_server_counts() throws IOException {
    var first = SystemClock.resume(file, "boot-1", Duration.ofHours(5), ALONE).now().awake();

    var second = SystemClock.resume(file, "boot-1", Duration.ofHours(5), ALONE).now().awake();

    assertThat(second).isGreaterThanOrEqualTo(first);
    assertThat(Files.readString(file)).startsWith("boot-1 ");
  }

  @Test
  void after_a_reboot_the_clock_goes_on_where_the_log_ended() throws IOException {
    SystemClock.resume(file, "boot-1", Duration.ofHours(5), ALONE);

    var now = SystemClock.resume(file, "boot-2", Duration.ofHours(7), ALONE).now().awake();

    assertThat(now).isBetween(Duration.ofHours(7), Duration.ofHours(7).plusMinutes(1));
    assertThat(Files.readString(file)).startsWith("boot-2 ");
  }

  @Test
  void the_clock_is_never_behind_the_log() throws IOException {
    SystemClock.resume(file, "boot-1", Duration.ofHours(5), ALONE);

    var now = SystemClock.resume(file, "boot-1", Duration.ofHours(9), ALONE).now().awake();

    assertThat(now).isGreaterThanOrEqualTo(Duration.ofHours(9));
  }

  @Test
  void a_file_that_holds_something_else_is_replaced() throws IOException {
    Files.writeString(file, "boot-1 soon");

    var now = SystemClock.resume(file, "boot-1", Duration.ofHours(2), ALONE).now().awake();

    assertThat(now).isBetween(Duration.ofHours(2), Duration.ofHours(2).plusMinutes(1));
  }

  @Test
  void a_server_that_wrote_nothing_makes_no_difference() throws IOException {
    var first = SystemClock.resume(file, "boot-1", Duration.ofHours(5), new Leadership(0, 11));
    SystemClock.resume(file, "boot-1", Duration.ofHours(3), new Leadership(11, 12));

    var third = SystemClock.resume(file, "boot-1", Duration.ofHours(3), new Leadership(11, 13));

    assertThat(third.now().awake())
        .isBetween(first.now().awake().minusSeconds(1), first.now().awake().plusMinutes(1));
  }

  @Test
  void another_machine_goes_on_where_the_log_ended() throws IOException {
    SystemClock.resume(file, "boot-of-one", Duration.ofHours(5), new Leadership(0, 11));
    var elsewhere = folder.resolve("clock-of-another");

    var now =
        SystemClock.resume(
                elsewhere, "boot-of-another", Duration.ofHours(6), new Leadership(11, 12))
            .now()
            .awake();

    assertThat(now).isBetween(Duration.ofHours(6), Duration.ofHours(6).plusMinutes(1));
  }

  @Test
  void a_machine_that_leads_again_does_not_count_the_time_in_which_another_led()
      throws IOException {
    SystemClock.resume(file, "boot-1", Duration.ofHours(9), new Leadership(0, 11));

    // the other one, whose log is behind this machine's own clock, was number 12
    var now =
        SystemClock.resume(file, "boot-1", Duration.ofHours(6), new Leadership(12, 13))
            .now()
            .awake();

    assertThat(now).isBetween(Duration.ofHours(6), Duration.ofHours(6).plusMinutes(1));
  }
}
