package dev.continuo.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What every view of a machine's processes must show; the tests of turns say the rest. */
final class ProcessesTest {

  private static final long SELF = ProcessHandle.current().pid();

  @ParameterizedTest
  @EnumSource(View.class)
  void a_process_is_seen_alone_as_it_is_seen_among_all(View view) {
    var alone = view.processes().seen(SELF).orElseThrow();
    var amongAll = view.processes().table().living(SELF, alone.start()).orElseThrow();

    assertThat(alone.parent()).isEqualTo(ProcessHandle.current().parent().orElseThrow().pid());
    assertThat(List.of(alone.parent(), alone.group(), alone.session()))
        .containsExactly(amongAll.parent(), amongAll.group(), amongAll.session());
  }

  @ParameterizedTest
  @EnumSource(View.class)
  void a_process_that_is_not_there_is_not_seen(View view) {
    assertThat(view.processes().seen(4_000_001)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(View.class)
  void a_marker_in_the_environment_is_found_and_one_that_is_an_argument_is_not(View view)
      throws IOException {
    var carries = sleep("CONTINUO_MARKER", "t-carries.1.1-00", "sleep", "600");
    var names =
        sleep("OTHER", "x", "sh", "-c", "read -r _", "sh", "CONTINUO_MARKER=t-carries.1.1-00");
    try {
      long start = view.processes().seen(carries.pid()).orElseThrow().start();
      Reports.await(() -> !carrying(view, start).isEmpty(), "a marker");

      assertThat(carrying(view, start)).containsExactly(carries.pid());
      assertThat(carrying(view, start + 2)).isEmpty();
    } finally {
      carries.destroyForcibly();
      names.destroyForcibly();
    }
  }

  private static Process sleep(String name, String value, String... words) throws IOException {
    var builder = new ProcessBuilder(words);
    builder.environment().put(name, value);
    return builder.start();
  }

  private static List<Long> carrying(View view, long since) {
    return view
        .processes()
        .markers(view.processes().table(), since)
        .carrying("t-carries.1.1-00")
        .stream()
        .map(ProcessTable.Seen::pid)
        .toList();
  }

  @ParameterizedTest
  @EnumSource(View.class)
  void the_boot_is_the_same_each_time_and_needs_no_quotes(View view) throws IOException {
    assertThat(view.processes().boot())
        .isEqualTo(view.processes().boot())
        .matches("[A-Za-z0-9-]{8,}");
  }

  @Test
  void a_boot_is_told_by_the_first_command_that_answers() throws IOException {
    var dialect =
        new PsProcesses.Dialect(
            List.of("ps"),
            List.of(
                List.of("no-such-program"),
                List.of("true"),
                List.of("echo", "{ sec = 1795616000, usec = 0 }")));

    assertThat(new PsProcesses(dialect).boot()).isEqualTo("-sec-1795616000-usec-0-");
  }

  @ParameterizedTest
  @CsvSource({
    "Wed Nov 25 14:24:08 2026, 1795616648",
    "Sun Nov  1 00:00:00 2026, 1793491200",
  })
  void a_start_is_read_as_ps_writes_it(String written, long seconds) {
    assertThat(new PsProcesses(PsProcesses.Dialect.MACOS).start(written)).isEqualTo(seconds);
  }

  @Test
  void linux_and_macos_are_seen_in_their_own_way_and_others_refused() throws IOException {
    assertThat(Processes.of("Linux")).isInstanceOf(ProcProcesses.class);
    assertThat(Processes.of("Mac OS X")).isInstanceOf(PsProcesses.class);
    assertThatThrownBy(() -> Processes.of("Windows 11"))
        .isInstanceOf(IOException.class)
        .hasMessage("worker: turns cannot be run on `Windows 11`, only on Linux and macOS");
  }
}
