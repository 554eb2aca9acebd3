package dev.continuo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** People who submit plans, one after the other, and repeat what was not answered. */
final class TortureClients implements AutoCloseable {
  private static final int CLIENTS = 2;
  private static final int OPEN_TASKS_MAX = 40;
  private static final int PAUSE_MS_MAX = 250;

  /**
   * Says that it starts, whether another process of the same task lives, leaves a child in a
   * session of its own behind, works, and says that it is done.
   */
  private static final String TASK =
      """
      t=$CONTINUO_TASK
      other=$(cat "pid/$t" 2>/dev/null) && case $(ps -o stat= -p "$other") in
        '' | Z*) ;;
        *) echo "$t" >>overlaps ;;
      esac
      echo $$ >"pid/$t"
      echo "$t" >>starts
      setsid sleep 600 &
      sleep "$1"
      echo "$t" >>ends
      """;

  /** What is done while nobody asks anything of the server. */
  interface Meanwhile {
    void run() throws Exception;
  }

  private final Continuo continuo;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch finished = new CountDownLatch(1);
  private final ReentrantReadWriteLock asking = new ReentrantReadWriteLock();
  private final Phaser asked = new Phaser(1);
  private final Map<String, String> acknowledged = new ConcurrentHashMap<>();
  private final AtomicInteger submitted = new AtomicInteger();
  private final AtomicLong highest = new AtomicLong();
  private final AtomicInteger repeated = new AtomicInteger();
  private final CountDownLatch gone = new CountDownLatch(CLIENTS);

  TortureClients(Continuo continuo, long seed) {
    this.continuo = continuo;
    for (int client = 0; client < CLIENTS; client++) {
      var name = "client-" + client + "-";
      var random = new Random(seed * CLIENTS + client);
      var _ = threads.submit(() -> submit(name, random));
    }
  }

  /** Puts what the plans run into the project. */
  static void prepare(Continuo continuo) throws IOException {
    continuo.write("task.sh", TASK);
    continuo.write("agent.sh", TASK);
    continuo.write("pid/none", "");
    continuo.write(
        ".continuo/agents/fixture.yml", "name: fixture\ncommand: [sh, agent.sh, \"{prompt}\"]\n");
  }

  private static String plan(Random random) {
    var plan = new StringBuilder("on-failure: continue\n");
    plan.append("defaults: {retries: {max: 50, delay: 50ms, delay-max: 100ms}}\ntasks:\n");
    var tasks = 1 + random.nextInt(4);
    for (int i = 0; i < tasks; i++) {
      var seconds = "0." + random.nextInt(1, 9);
      var work =
          random.nextInt(3) == 0
              ? "agent: fixture, prompt: '" + seconds + "'"
              : "run: [sh, task.sh, '" + seconds + "']";
      var needs = i > 0 && random.nextBoolean() ? ", needs: t" + (i - 1) : "";
      plan.append("  t").append(i).append(": {").append(work).append(needs).append("}\n");
    }
    return plan.toString();
  }

  private Void submit(String name, Random random) throws Exception {
    try {
      for (int i = 0; !finished.await(random.nextInt(PAUSE_MS_MAX), TimeUnit.MILLISECONDS); i++) {
        if (open() < OPEN_TASKS_MAX) {
          untilAnswered(name + i, plan(random));
        }
      }
    } finally {
      gone.countDown();
    }
    return null;
  }

  /** How many tasks were submitted and are not done; those done again after a loss count less. */
  private int open() throws IOException {
    return submitted.get() - continuo.lines("ends").size();
  }

  private void untilAnswered(String key, String plan) throws Exception {
    for (int tries = 0; !answered(key, plan); tries++) {
      if (tries == 0) {
        repeated.incrementAndGet();
      }
    }
  }

  private boolean answered(String key, String plan) throws Exception {
    asking.readLock().lock();
    asked.register();
    try {
      var api = continuo.api();
      asking.readLock().unlock();
      var answer = api.submit(key, plan);
      if (answer.status() == 503 || answer.status() == 504) {
        return false;
      }
      assertThat(answer.status()).as(() -> answer.json().toString()).isEqualTo(201);
      highest.accumulateAndGet(answer.json().path("sequence").asLong(), Math::max);
      acknowledged.put(key, answer.json().path("run").asString());
      submitted.addAndGet((int) plan.lines().filter(line -> line.startsWith("  t")).count());
      return true;
    } catch (IOException killed) {
      return false;
    } finally {
      if (asking.getReadHoldCount() > 0) {
        asking.readLock().unlock();
      }
      asked.arriveAndDeregister();
    }
  }

  /** Does something while no new request begins. */
  void pause(Meanwhile meanwhile) throws Exception {
    asking.writeLock().lock();
    try {
      meanwhile.run();
    } finally {
      asking.writeLock().unlock();
    }
  }

  /** Returns when every request that was begun has had its answer, or learnt that there is none. */
  void awaitAnswers() {
    asked.arriveAndAwaitAdvance();
  }

  /** The runs whose submission was answered, by its key. */
  Map<String, String> acknowledged() {
    return acknowledged;
  }

  /** The highest sequence number that a client knows. */
  long highestAcknowledged() {
    return highest.get();
  }

  /** How many submissions were made more than once. */
  int repeated() {
    return repeated.get();
  }

  /** Submits no more, and returns when all that was submitted is answered. */
  void finish() throws InterruptedException {
    finished.countDown();
    gone.await();
  }

  @Override
  public void close() {
    finished.countDown();
    threads.shutdownNow();
  }
}
