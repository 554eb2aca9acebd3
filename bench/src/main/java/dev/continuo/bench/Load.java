package dev.continuo.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What was busy between two moments: the processor, the disk, and the busiest thread of a process.
 */
final class Load {
  /** From here on a thing is called saturated. */
  private static final double SATURATED = 0.85;

  private static final double TICKS_PER_SECOND = 100;

  private record Seen(
      long nanos, double busy, double all, long diskMillis, Map<String, Long> threads) {}

  private final long pid;
  private final Path disk;
  private final Seen begin;

  private Load(long pid, Path disk) {
    this.pid = pid;
    this.disk = disk;
    this.begin = look();
  }

  /** Begins to watch the process {@code pid}, and the disk that {@code folder} is on. */
  static Load begin(long pid, Path folder) {
    return new Load(pid, Machine.disk(folder));
  }

  static Load begin(Path folder) {
    return begin(ProcessHandle.current().pid(), folder);
  }

  /** The processor time of this whole process. */
  static long processorNanos() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }

  /** What was busy since the beginning, the saturated in bold. */
  String told() {
    var end = look();
    var seconds = (end.nanos - begin.nanos) / 1e9;
    var processor = (end.busy - begin.busy) / Math.max(1, end.all - begin.all);
    var disk = (end.diskMillis - begin.diskMillis) / 1000.0 / seconds;
    var name = "";
    var ticks = 0L;
    for (var thread : end.threads.entrySet()) {
      var used = thread.getValue() - begin.threads.getOrDefault(thread.getKey(), 0L);
      if (used > ticks) {
        ticks = used;
        name = thread.getKey().substring(thread.getKey().indexOf(' ') + 1);
      }
    }
    var one = ticks / TICKS_PER_SECOND / seconds;
    var text =
        share("processor", processor)
            + ", "
            + share("thread `" + name + "`", one)
            + ", "
            + share("disk", disk);
    var alone = one < SATURATED && disk < SATURATED && one + disk >= SATURATED + 0.05;
    return alone ? text + " (**that thread and its disk by turns**)" : text;
  }

  private static String share(String what, double share) {
    var text = String.format(Locale.ROOT, "%s %.0f %%", what, share * 100);
    return share >= SATURATED ? "**" + text + "**" : text;
  }

  private Seen look() {
    try {
      var times = Files.readAllLines(Path.of("/proc/stat")).getFirst().split("\\s+");
      double all = 0;
      for (int i = 1; i <= 8; i++) {
        all += Double.parseDouble(times[i]);
      }
      var idle = Double.parseDouble(times[4]) + Double.parseDouble(times[5]);
      return new Seen(System.nanoTime(), all - idle, all, diskMillis(), threads());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private long diskMillis() throws IOException {
    var stat = Path.of("/sys/class/block", disk.getFileName().toString(), "stat");
    return Files.exists(stat) ? Long.parseLong(Files.readString(stat).strip().split("\\s+")[9]) : 0;
  }

  private Map<String, Long> threads() {
    var threads = new HashMap<String, Long>();
    var tasks = Path.of("/proc", Long.toString(pid), "task").toFile().list();
    for (var id : tasks == null ? new String[0] : tasks) {
      try {
        var stat = Files.readString(Path.of("/proc", Long.toString(pid), "task", id, "stat"));
        var name = stat.substring(stat.indexOf('(') + 1, stat.lastIndexOf(')'));
        var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        threads.put(id + " " + name, Long.parseLong(fields[11]) + Long.parseLong(fields[12]));
      } catch (IOException ended) {
        // a thread may end while it is looked at
      }
    }
    return threads;
  }
}
