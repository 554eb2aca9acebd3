package dev.continuo.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Writes orders and hands them to the shell on two platform threads: file and pipe may block, and
 * would hold a virtual thread's carrier.
 */
final class Spawner implements AutoCloseable {

  private static final int THREADS = 2;
  private static final int CLOSE_SECONDS_MAX = 30;

  private final ExecutorService threads =
      Executors.newFixedThreadPool(
          THREADS, Thread.ofPlatform().name("worker-spawner-", 0).daemon().factory());
  private final TurnFiles files;
  private final Shell shell;
  private final String boot;
  private final String store;

  /** {@code store} is the random part of this store's markers. */
  Spawner(TurnFiles files, Shell shell, String boot, String store) {
    this.files = files;
    this.shell = shell;
    this.boot = boot;
    this.store = store;
  }

  String boot() {
    return boot;
  }

  String marker(TurnId turn) {
    return turn + "-" + store;
  }

  /**
   * Launches on one of the threads, and tells there what came of it: refused for this reason, or a
   * shim was asked for.
   */
  void launch(Order order, Consumer<String> refused, Runnable started) {
    threads.execute(
        () -> {
          var refusal = OrderCheck.refusal(order);
          if (refusal.isPresent()) {
            refused.accept(refusal.get());
            return;
          }
          try {
            spawn(order);
            started.run();
          } catch (IOException e) {
            refused.accept("launch: the shim could not be started, " + e.getMessage());
          }
        });
  }

  private void spawn(Order order) throws IOException {
    var turn = order.turn();
    files.createFolder(turn);
    if (files.isClaimed(turn)) {
      return;
    }
    Map<String, String> environment = new LinkedHashMap<>(order.environment());
    environment.put(Markers.VARIABLE, marker(turn));
    environment.put("CONTINUO_RESULT", files.result(turn).toString());
    if (order.prompt() != null) {
      Files.writeString(files.prompt(turn), order.prompt());
      environment.put("CONTINUO_PROMPT", files.prompt(turn).toString());
    }
    if (order.needs() != null) {
      Files.writeString(files.needs(turn), order.needs());
      environment.put("CONTINUO_NEEDS", files.needs(turn).toString());
    }
    LaunchFile.write(files, boot, order, environment);
    shell.fork(turn);
  }

  /** Asks once more for the shim of a turn; nothing comes of it if there was an earlier one. */
  void resend(TurnId turn) {
    try {
      threads.execute(
          () -> {
            try {
              shell.fork(turn);
            } catch (IOException _) {
              // As if it had been lost again: the turn is given up when its time is over.
            }
          });
    } catch (RejectedExecutionException _) {
      // Closed: the next worker launches it.
    }
  }

  /** Returns when no launch is half done. */
  @Override
  public void close() {
    threads.shutdown();
    try {
      if (!threads.awaitTermination(CLOSE_SECONDS_MAX, TimeUnit.SECONDS)) {
        threads.shutdownNow();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    shell.close();
  }
}
