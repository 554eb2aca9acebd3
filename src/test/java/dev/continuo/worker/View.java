package dev.continuo.worker;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * What a worker takes this machine for. The second is the code that runs on macOS, with the options
 * of Linux's {@code ps}.
 */
enum View {
  PROC,
  PS;

  private static final PsProcesses.Dialect LINUX =
      new PsProcesses.Dialect(
          List.of("ps", "axeww"), List.of(List.of("cat", "/proc/sys/kernel/random/boot_id")));

  Processes processes() {
    return switch (this) {
      case PROC -> new ProcProcesses();
      case PS -> new PsProcesses(LINUX);
    };
  }

  Platform platform() {
    return switch (this) {
      case PROC -> new Platform(processes(), Shim.Leave.SETSID);
      case PS -> new Platform(processes(), Shim.Leave.PERL);
    };
  }

  /** A start as a shim records it. */
  String recorded(long start) {
    return switch (this) {
      case PROC -> Long.toString(start);
      case PS ->
          DateTimeFormatter.ofPattern("EEE MMM d HH:mm:ss yyyy", Locale.ROOT)
              .format(LocalDateTime.ofEpochSecond(start, 0, ZoneOffset.UTC));
    };
  }
}
