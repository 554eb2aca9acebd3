package dev.continuo.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
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

  private final ExecutorService threads =
      Executors.newFixedThreadPool(
          THREADS, Thread.ofPlatform().name("worker-spawner-", 0).daemon().factory());
  private final TurnFiles files;
  private final Shell shell;
  private final String boot;
  private final String store;
  private final Duration closeMax;

  /**
   * @param store the random part of this store's markers
   * @param closeMax how long a close waits for launches
   */
  Spawner(TurnFiles files, Shell shell, String boot, String store, Duration closeMax) {
    this.files = files;
    this.shell = shell;
    this.boot = boot;
    this.store = store;
    this.closeMax = closeMax;
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
      TurnFiles.write(files.prompt(turn), order.prompt());
      environment.put("CONTINUO_PROMPT", files.prompt(turn).toString());
    }
    if (order.needs() != null) {
      TurnFiles.write(files.needs(turn), order.needs());
      environment.put("CONTINUO_NEEDS", files.needs(turn).toString());
    }
    if (order.expects() != null) {
      TurnFiles.write(files.expects(turn), order.expects());
      Files.createDirectories(files.artifacts(turn));
      environment.put("CONTINUO_ARTIFACTS", files.artifacts(turn).toString());
    }
    LaunchFile.write(files, boot, order, environment);
    if (files.isRecorded(turn)) {
      // stopped meanwhile: nobody reads the order, nor removes it any more
      files.removeOrder(turn);
      return;
    }
    shell.fork(turn);
  }

  /** The shell does not do its work: another one is begun for the next turn. */
  void replaceShell() {
    shell.replace();
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

  /**
   * Returns when no launch is half done. A shell that stands still and reads no more holds up
   * nobody: it is left to itself, and its pipe ends with this process.
   */
  @Override
  public void close() {
    threads.shutdown();
    try {
      if (threads.awaitTermination(closeMax.toNanos(), TimeUnit.NANOSECONDS)) {
        shell.close();
        return;
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    threads.shutdownNow();
  }
}
