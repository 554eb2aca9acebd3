package dev.continuo.simulation;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Runs lives from the command line; {@code scripts/simulate} calls it.
 *
 * <p>{@code --seed N} lives one life and shows all of it; {@code --lives N} lives so many, the
 * seeds from 0 split among the cores, and tells what they went through. Ends with 1 when an
 * invariant broke, when a life was not lived, or when many lives never met a fault, a command or a
 * refusal.
 */
public final class Simulate {
  private static final int EXERCISED_LIVES_MIN = 2_000;
  private static final int PROGRESS_LIVES = 50_000;

  private Simulate() {}

  public static void main(String[] arguments) throws InterruptedException {
    if (arguments.length == 2 && arguments[0].equals("--seed")) {
      System.exit(one(Long.parseLong(arguments[1])));
    }
    if (arguments.length == 2 && arguments[0].equals("--lives")) {
      System.exit(many(Long.parseLong(arguments[1])));
    }
    System.err.println("usage: scripts/simulate [--seed N | --lives N]");
    System.exit(2);
  }

  private static int one(long seed) {
    var broken = new Lives(Assembly::new).live(seed, Integer.MAX_VALUE);
    System.out.println(
        broken.map(Lives.Broken::told).orElse("seed " + seed + " breaks no invariant"));
    return broken.isPresent() ? 1 : 0;
  }

  private static int many(long lives) throws InterruptedException {
    var begun = System.nanoTime();
    var cores = Runtime.getRuntime().availableProcessors();
    var broken = new AtomicReference<Optional<Lives.Broken>>(Optional.empty());
    var done = new AtomicLong();
    var workers =
        java.util.stream.IntStream.range(0, cores).mapToObj(_ -> new Lives(Assembly::new)).toList();
    var threads =
        java.util.stream.IntStream.range(0, cores)
            .mapToObj(
                core ->
                    Thread.ofPlatform()
                        .start(() -> range(workers.get(core), core, cores, lives, broken, done)))
            .toList();
    for (var thread : threads) {
      thread.join();
    }
    var seconds = (System.nanoTime() - begun) / 1e9;
    System.out.printf(
        "%,d lives in %.0f s, %,.0f lives/s on %d cores%n",
        done.get(), seconds, done.get() / seconds, cores);
    var all = merged(workers);
    print(all);
    broken.get().map(Lives.Broken::told).ifPresent(System.out::println);
    var missing = lives < EXERCISED_LIVES_MIN ? List.<String>of() : all.neverExercised();
    missing.forEach(what -> System.out.println("never exercised: " + what));
    // a thread that died of a bug of the simulation itself has told it, and has left its lives out
    var left = broken.get().isPresent() ? 0 : lives - done.get();
    if (left != 0) {
      System.out.printf("%,d of %,d lives were not lived%n", left, lives);
    }
    return broken.get().isPresent() || !missing.isEmpty() || left != 0 ? 1 : 0;
  }

  private static void range(
      Lives lives,
      long first,
      int step,
      long end,
      AtomicReference<Optional<Lives.Broken>> broken,
      AtomicLong done) {
    for (long seed = first; seed < end && broken.get().isEmpty(); seed += step) {
      var found = lives.live(seed);
      if (found.isPresent()) {
        broken.compareAndSet(Optional.empty(), found);
      }
      var count = done.incrementAndGet();
      if (count % PROGRESS_LIVES == 0) {
        System.out.printf("%,d lives%n", count);
      }
    }
  }

  private static Lives merged(List<Lives> workers) {
    var all = new Lives(Assembly::new);
    workers.forEach(worker -> all.exercised().add(worker.exercised()));
    return all;
  }

  private static void print(Lives lives) {
    print("faults", lives, Fault.class);
    print("commands", lives, Class.class);
    print("refusals", lives, dev.continuo.engine.Refusal.class);
  }

  private static void print(String title, Lives lives, Class<?> kind) {
    System.out.println(title + ":");
    lives
        .exercised()
        .all(kind)
        .forEach((name, count) -> System.out.printf("  %-36s %,12d%n", name, count));
  }
}
