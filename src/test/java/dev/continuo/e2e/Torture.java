package dev.continuo.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Kills whatever can be killed at random moments while people submit plans, and counts what came of
 * it; {@code scripts/torture} calls it.
 */
final class Torture implements AutoCloseable {
  private static final int MOMENT_MS_MAX = 1_500;
  private static final Duration WRITE_MAX = Duration.ofSeconds(2);

  /** What is killed. The worker lives in the server's process. */
  enum Victim {
    SERVER,
    /** The server, and the store's last write is torn as by a power cut. */
    SERVER_AND_LAST_WRITE,
    SHIM,
    COMMAND,
    AGENT,
    /** Server, shims, commands and agents at once. */
    EVERYTHING
  }

  /**
   * What a number of rounds came to.
   *
   * @param hits how often each victim was there to be killed
   * @param tears what power cuts left of the last write
   * @param recovery how long each new server took until it answered, in milliseconds, sorted
   * @param acknowledged runs whose submission was answered
   * @param repeated submissions that were not answered at first
   * @param lost acknowledged runs or tasks that are not there or were not done
   * @param givenUp tasks whose shim was killed more often than the limit of losses allows
   * @param doubled tasks that nobody killed and that were done more than once
   * @param overlapping tasks of which two processes lived at the same time
   * @param orphans processes that were left when all was over
   */
  record Toll(
      Map<Victim, Integer> hits,
      Map<TornWrite.Tear, Integer> tears,
      List<Long> recovery,
      int acknowledged,
      int tasks,
      int repeated,
      List<String> lost,
      int givenUp,
      List<String> doubled,
      List<String> overlapping,
      List<String> orphans) {
    boolean clean() {
      return lost.isEmpty() && doubled.isEmpty() && overlapping.isEmpty() && orphans.isEmpty();
    }
  }

  private final Random random;
  private final Continuo continuo;
  private final TortureClients clients;
  private final Set<String> disturbed = new HashSet<>();
  private final Map<Victim, Integer> hits = new EnumMap<>(Victim.class);
  private final Map<TornWrite.Tear, Integer> tears = new EnumMap<>(TornWrite.Tear.class);
  private final List<Long> recovery = new ArrayList<>();
  private Process server;

  Torture(Path folder, long seed) throws IOException {
    random = new Random(seed);
    continuo = Continuo.in(folder);
    TortureClients.prepare(continuo);
    server = continuo.serve();
    clients = new TortureClients(continuo, seed);
  }

  /** Goes through so many rounds, lets everything come to its end, and counts. */
  Toll rounds(int rounds, Runnable told) throws Exception {
    for (int round = 0; round < rounds; round++) {
      var victims = Victim.values();
      round(victims[round < victims.length ? round : random.nextInt(victims.length)]);
      told.run();
    }
    clients.finish();
    var count = new TortureCount(continuo, clients.acknowledged(), disturbed);
    count.settle();
    var orphans = count.orphans(server.pid());
    server.destroy();
    server.waitFor();
    continuo.assertNothingRunsAndTheStoreIsSound();
    recovery.sort(null);
    return new Toll(
        hits,
        tears,
        recovery,
        clients.acknowledged().size(),
        count.tasks(),
        clients.repeated(),
        count.lost(),
        count.givenUp(),
        count.doubled(),
        count.overlapping(),
        orphans);
  }

  private void round(Victim victim) throws Exception {
    var moment = random.nextInt(MOMENT_MS_MAX);
    server.waitFor(moment, TimeUnit.MILLISECONDS);
    switch (victim) {
      case SERVER, SERVER_AND_LAST_WRITE, EVERYTHING -> restart(victim);
      case SHIM -> killOneOf(victim, TortureProcess.Kind.SHIM);
      case COMMAND -> killOneOf(victim, TortureProcess.Kind.COMMAND);
      case AGENT -> killOneOf(victim, TortureProcess.Kind.AGENT);
    }
  }

  private void restart(Victim victim) throws Exception {
    clients.pause(
        () -> {
          if (victim == Victim.SERVER_AND_LAST_WRITE) {
            awaitWrite();
          }
          server.destroyForcibly().waitFor();
          clients.awaitAnswers();
          switch (victim) {
            case EVERYTHING -> kill(TortureProcess.of(continuo));
            case SERVER_AND_LAST_WRITE -> tears.merge(tear(), 1, Integer::sum);
            case SERVER, SHIM, COMMAND, AGENT -> {}
          }
          var begun = System.nanoTime();
          server = continuo.serve();
          recovery.add(Duration.ofNanos(System.nanoTime() - begun).toMillis());
        });
    hits.merge(victim, 1, Integer::sum);
  }

  /** Returns at the moment in which the store is being written, if there is one soon. */
  private void awaitWrite() throws IOException {
    var log = continuo.home().resolve("store.db-wal");
    var before = Files.getLastModifiedTime(log);
    var deadline = System.nanoTime() + WRITE_MAX.toNanos();
    while (Files.getLastModifiedTime(log).equals(before) && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }
  }

  private TornWrite.Tear tear() throws Exception {
    return new TornWrite(continuo.home().resolve("store.db")).tear(random, this::known);
  }

  /**
   * Whether a client, a process that runs or ran, or a turn's record that is gone shows that the
   * event was committed. What only follows from others in the same commit shows nothing itself.
   */
  private boolean known(TornWrite.Stored event) throws IOException {
    var worker = continuo.home().resolve("worker");
    return switch (event.type()) {
      case "run.submitted", "run.opened", "request.answered", "task.submitted" ->
          event.sequence() <= clients.highestAcknowledged();
      case "task.started" -> Files.exists(worker.resolve("turns").resolve(turn(event)));
      case "task.turn-ended" ->
          !Files.exists(worker.resolve("spool").resolve(turn(event) + ".process"));
      case "task.queued", "task.launched", "task.claimed", "task.succeeded" -> false;
      case "task.retry-planned", "run.end-requested", "run.ended" -> false;
      default -> true;
    };
  }

  private static String turn(TornWrite.Stored event) {
    var turn = Continuo.JSON.readTree(event.body()).path("turn");
    return turn.path("task").asString()
        + "."
        + turn.path("attempt").asString()
        + "."
        + turn.path("fence").asString();
  }

  private void killOneOf(Victim victim, TortureProcess.Kind kind) throws Exception {
    var all = TortureProcess.of(continuo).stream().filter(each -> each.kind() == kind).toList();
    if (!all.isEmpty()) {
      kill(List.of(all.get(random.nextInt(all.size()))));
      hits.merge(victim, 1, Integer::sum);
    }
  }

  private void kill(List<TortureProcess> processes) throws IOException, InterruptedException {
    for (var process : processes) {
      disturbed.add(process.task());
      Signals.send("KILL", process.pid());
    }
  }

  @Override
  public void close() {
    clients.close();
    continuo.close();
  }
}
