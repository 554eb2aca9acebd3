package dev.continuo.host;

import dev.continuo.engine.Moment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;

/**
 * The clocks of this machine.
 *
 * <p>Awake time is the machine's monotonic clock, which stands still while it sleeps, moved so that
 * it goes on where the log stood. Which way it was moved is kept in a file together with the
 * machine's boot: a server that is started again under the same boot counts the time that it was
 * away, in which the turns went on; after a reboot it does not, for no turn survived that.
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
   * @param boot tells one start of the machine from another
   * @param last the awake time of the log's last event
   */
  public static SystemClock resume(Path file, String boot, Duration last) throws IOException {
    var monotonic = Duration.ofNanos(System.nanoTime());
    if (Files.exists(file)) {
      var kept = Files.readString(file, StandardCharsets.UTF_8).strip().split(" ", -1);
      if (kept.length == 2 && kept[0].equals(boot) && kept[1].matches("-?[0-9]{1,18}")) {
        var offset = Duration.ofNanos(Long.parseLong(kept[1]));
        if (monotonic.plus(offset).compareTo(last) >= 0) {
          return new SystemClock(offset);
        }
      }
    }
    var offset = last.minus(monotonic);
    var draft = file.resolveSibling(file.getFileName() + ".new");
    Files.writeString(draft, boot + " " + offset.toNanos() + "\n", StandardCharsets.UTF_8);
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    return new SystemClock(offset);
  }

  @Override
  public Moment now() {
    return new Moment(
        Instant.ofEpochMilli(System.currentTimeMillis()),
        Duration.ofMillis(Duration.ofNanos(System.nanoTime()).plus(offset).toMillis()),
        chance.nextLong());
  }
}
