package dev.continuo.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/** Tortures from the command line: {@code scripts/torture [ROUNDS [SEED]]}. */
public final class TortureReport {
  private static final int PROGRESS_ROUNDS = 10;

  private TortureReport() {}

  /** Ends with 1 when anything was lost, done twice or left alive. */
  public static void main(String[] arguments) throws Exception {
    var rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100;
    var seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : 1;
    var folder = Files.createTempDirectory("torture");
    var done = new AtomicInteger();
    try (var torture = new Torture(folder, seed)) {
      var toll =
          torture.rounds(
              rounds,
              () -> {
                if (done.incrementAndGet() % PROGRESS_ROUNDS == 0) {
                  System.err.printf("%d of %d rounds%n", done.get(), rounds);
                }
              });
      print(rounds, seed, toll);
      System.exit(toll.clean() ? 0 : 1);
    } catch (AssertionError | IOException failure) {
      System.err.println("what was there is kept in " + folder);
      throw failure;
    }
  }

  private static void print(int rounds, long seed, Torture.Toll toll) {
    row("rounds", rounds + ", seed " + seed);
    for (var victim : Torture.Victim.values()) {
      row("killed: " + words(victim), toll.hits().getOrDefault(victim, 0));
    }
    for (var tear : TornWrite.Tear.values()) {
      row("last write: " + words(tear), toll.tears().getOrDefault(tear, 0));
    }
    row("acknowledged runs", toll.acknowledged());
    row("their tasks", toll.tasks());
    row("submissions that had to be repeated", toll.repeated());
    row("lost", toll.lost().size());
    row("done twice although nobody killed it", toll.doubled().size());
    row("two processes of one task at once", toll.overlapping().size());
    row("orphaned processes", toll.orphans().size());
    row("tasks failed after a fourth loss, as documented", toll.givenUp());
    row("recovery, median", percentile(toll, 50) + " ms");
    row("recovery, 95th percentile", percentile(toll, 95) + " ms");
    row("recovery, longest", percentile(toll, 100) + " ms");
    for (var list :
        Arrays.asList(toll.lost(), toll.doubled(), toll.overlapping(), toll.orphans())) {
      list.forEach(System.out::println);
    }
  }

  private static long percentile(Torture.Toll toll, int percent) {
    var all = toll.recovery();
    return all.isEmpty() ? 0 : all.get(Math.max(0, (all.size() * percent + 99) / 100 - 1));
  }

  private static String words(Enum<?> name) {
    return name.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static void row(String what, Object value) {
    System.out.printf("| %s | %s |%n", what, value);
  }
}
