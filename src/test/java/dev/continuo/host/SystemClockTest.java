package dev.continuo.host;

import static org.assertj.core.api.Assertions.assertThat;

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

  @BeforeEach
  void name() {
    file = folder.resolve("clock");
  }

  @Test
  void a_new_store_begins_with_no_awake_time() throws IOException {
    var clock = SystemClock.resume(file, "boot-1", Duration.ZERO);

    assertThat(clock.now().awake()).isBetween(Duration.ZERO, Duration.ofMinutes(1));
  }

  @Test
  void under_the_same_boot_the_time_without_a_server_counts() throws IOException {
    var first = SystemClock.resume(file, "boot-1", Duration.ofHours(5)).now().awake();

    var second = SystemClock.resume(file, "boot-1", Duration.ofHours(5)).now().awake();

    assertThat(second).isGreaterThanOrEqualTo(first);
    assertThat(Files.readString(file)).startsWith("boot-1 ");
  }

  @Test
  void after_a_reboot_the_clock_goes_on_where_the_log_ended() throws IOException {
    SystemClock.resume(file, "boot-1", Duration.ofHours(5));

    var now = SystemClock.resume(file, "boot-2", Duration.ofHours(7)).now().awake();

    assertThat(now).isBetween(Duration.ofHours(7), Duration.ofHours(7).plusMinutes(1));
    assertThat(Files.readString(file)).startsWith("boot-2 ");
  }

  @Test
  void the_clock_is_never_behind_the_log() throws IOException {
    SystemClock.resume(file, "boot-1", Duration.ofHours(5));

    var now = SystemClock.resume(file, "boot-1", Duration.ofHours(9)).now().awake();

    assertThat(now).isGreaterThanOrEqualTo(Duration.ofHours(9));
  }

  @Test
  void a_file_that_holds_something_else_is_replaced() throws IOException {
    Files.writeString(file, "boot-1 soon");

    var now = SystemClock.resume(file, "boot-1", Duration.ofHours(2)).now().awake();

    assertThat(now).isBetween(Duration.ofHours(2), Duration.ofHours(2).plusMinutes(1));
  }
}
