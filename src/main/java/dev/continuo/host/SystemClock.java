package dev.continuo.host;

import dev.continuo.engine.Moment;
import dev.continuo.journal.Journal.Leadership;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.regex.Pattern;

/**
 * The clocks of this machine.
 *
 * <p>Awake time is the machine's monotonic clock, which stands still while it sleeps, moved so that
 * it goes on where the log stood. Which way it was moved is kept in a file of this machine,
 * together with the machine's boot and the leaders that the store knew by then. A server that is
 * started again under the same boot counts the time that it was away, in which the turns went on,
 * as long as nobody else has led the store meanwhile. After a reboot, on another machine or after
 * another leader the clock goes on where the log ended.
 */
public final class SystemClock implements Clock {
  private final Duration offset;
  private final SplittableRandom chance = new SplittableRandom();

  private SystemClock(Duration offset) {
    this.offset = offset;
  }

  /**
   * Takes up the clock that the store knows.
   *
   * @param file where the offset of this boot is kept
   * @param boot tells one start of the machine from another, and from those of other machines
   * @param last the awake time of the log's last event
   */
  public static SystemClock resume(Path file, String boot, Duration last, Leadership leadership)
      throws IOException {
    var monotonic = Duration.ofNanos(System.nanoTime());
    var offset =
        kept(file)
            .filter(it -> it.boot.equals(boot) && it.led(leadership.before()))
            .map(Kept::offset)
            .filter(it -> monotonic.plus(it).compareTo(last) >= 0)
            .orElse(last.minus(monotonic));
    var draft = file.resolveSibling(file.getFileName() + ".new");
    Files.writeString(draft, new Kept(boot, offset, leadership).line(), StandardCharsets.UTF_8);
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    return new SystemClock(offset);
  }

  /** What stands in the file. */
  private record Kept(String boot, Duration offset, Leadership leadership) {
    private static final Pattern LINE =
        Pattern.compile("(\\S+) (-?[0-9]{1,18}) ([0-9]{1,19}) ([0-9]{1,19})");

    /** Whether the store was last written before that server started, or by it. */
    boolean led(long writer) {
      return writer == leadership.own() || writer == leadership.before();
    }

    String line() {
      return "%s %d %d %d\n"
          .formatted(boot, offset.toNanos(), leadership.before(), leadership.own());
    }

    static Optional<Kept> parse(String text) {
      var line = LINE.matcher(text.strip());
      try {
        return line.matches()
            ? Optional.of(
                new Kept(
                    line.group(1),
                    Duration.ofNanos(Long.parseLong(line.group(2))),
                    new Leadership(Long.parseLong(line.group(3)), Long.parseLong(line.group(4)))))
            : Optional.empty();
      } catch (NumberFormatException other) {
        return Optional.empty();
      }
    }
  }

  private static Optional<Kept> kept(Path file) throws IOException {
    return Files.exists(file)
        ? Kept.parse(Files.readString(file, StandardCharsets.UTF_8))
        : Optional.empty();
  }

  @Override
  public Moment now() {
    return new Moment(
        Instant.ofEpochMilli(System.currentTimeMillis()),
        Duration.ofMillis(Duration.ofNanos(System.nanoTime()).plus(offset).toMillis()),
        chance.nextLong());
  }
}
