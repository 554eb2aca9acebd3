package dev.continuo.journal.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuo.journal.Child;
import dev.continuo.journal.Core;
import dev.continuo.journal.RandomWork;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledWriterTest {
  private static final int ROUNDS = 5;

  @TempDir private Path folder;

  /** Works without end, and says each sequence number that it was told is durable. */
  static final class Writer {
    private Writer() {}

    public static void main(String[] arguments) {
      try (var store = Store.open(Path.of(arguments[0]))) {
        var work = new RandomWork(Long.parseLong(arguments[1]));
        while (true) {
          var wish = work.next(store.host());
          store.host().submit(wish.command(), wish.key());
          System.out.println(store.host().core().engine().head());
        }
      }
    }
  }

  @Test
  void what_was_told_before_a_kill_is_there_after_it() throws IOException, InterruptedException {
    var chance = new Random(7);
    var file = folder.resolve("store.db");
    long before = 0;
    for (int round = 0; round < ROUNDS; round++) {
      var told = told(file, round, 20 + chance.nextInt(200));

      try (var store = Store.open(file)) {
        var head = store.journal().head().sequence();
        assertThat(head).isGreaterThanOrEqualTo(told).isGreaterThan(before);
        assertThat(store.journal().events(0, 10_000)).hasSize((int) Math.min(head, 10_000));
        before = head;
      }
      Database.durable(file).check();
      assertThat(rebuild(file).verify()).isEmpty();
    }
  }

  /** The last number that a process told before it was killed, some way on. */
  private static long told(Path file, long seed, int lines)
      throws IOException, InterruptedException {
    var process = Child.of(Writer.class, file.toString(), Long.toString(seed));
    long last = 0;
    try (var out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      var line = out.readLine();
      for (int i = 0; line != null; i++) {
        last = Long.parseLong(line);
        if (i == lines) {
          process.toHandle().destroyForcibly(); // the process's own method would close its output
        }
        line = whole(out);
      }
    } finally {
      process.destroyForcibly();
      process.waitFor();
    }
    return last;
  }

  /** The next line, or null when the kill has cut it off. */
  private static @org.jspecify.annotations.Nullable String whole(BufferedReader out)
      throws IOException {
    var line = new StringBuilder();
    for (int next = out.read(); next >= 0; next = out.read()) {
      if (next == '\n') {
        return line.toString();
      }
      line.append((char) next);
    }
    return null;
  }

  private static Rebuild rebuild(Path file) {
    return new Rebuild(
        file,
        () -> {
          var core = Core.fresh();
          return new Rebuild.Core(core.tables(), core.engine(), core.codec());
        });
  }
}
