package dev.continuo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server is killed in the middle of many commits: what it had acknowledged is there. */
class CommitIT {
  private static final int ROUNDS = 3;
  private static final int CLIENTS = 3;
  private static final int LARGE = 600;
  private static final String PLAN = "tasks: {a: {run: [sh, -c, 'echo $CONTINUO_RUN >> log']}}";

  @TempDir Path folder;
  private Continuo continuo;

  @BeforeEach
  void open() throws IOException {
    continuo = Continuo.in(folder);
  }

  @AfterEach
  void close() {
    continuo.close();
  }

  @Test
  void at_random_moments_while_many_submit() throws Exception {
    var random = new Random(7);
    Map<String, String> acknowledged = new ConcurrentHashMap<>();
    var repeated = new ArrayList<String>();
    for (int round = 0; round < ROUNDS; round++) {
      var server = continuo.serve();
      var enough = 3 + random.nextInt(20);
      repeated.addAll(submitUntilKilled(server, "round-" + round, enough, acknowledged));
    }

    var last = continuo.serve();
    for (var key : repeated) {
      var answer = continuo.api().submit(key, PLAN);
      assertThat(answer.status()).isEqualTo(201);
      acknowledged.put(key, answer.json().path("run").asString());
    }

    assertThat(acknowledged.values()).doesNotHaveDuplicates();
    for (var run : acknowledged.values()) {
      assertThat(continuo.api().over(run)).isEqualTo("succeeded");
    }
    assertThat(continuo.lines("log")).containsExactlyInAnyOrderElementsOf(acknowledged.values());
    Continuo.kill(last);
    continuo.assertNothingRunsAndTheStoreIsSound();
  }

  /** Returns the keys whose submission had no answer. */
  private List<String> submitUntilKilled(
      Process server, String round, int enough, Map<String, String> acknowledged) throws Exception {
    var api = continuo.api();
    var answered = new AtomicInteger();
    var unanswered = new ConcurrentHashMap<String, String>();
    try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int client = 0; client < CLIENTS; client++) {
        var name = round + "-" + client + "-";
        var _ =
            clients.submit(
                () -> {
                  for (int i = 0; unanswered.getOrDefault(name + (i - 1), "").isEmpty(); i++) {
                    try {
                      var answer = api.submit(name + i, PLAN);
                      acknowledged.put(name + i, answer.json().path("run").asString());
                      answered.incrementAndGet();
                    } catch (IOException killed) {
                      unanswered.put(name + i, "unknown");
                    }
                  }
                  return name;
                });
      }
      Until.holds("some are acknowledged", () -> answered.get() >= enough);
      Continuo.kill(server);
    }
    return new ArrayList<>(unanswered.keySet());
  }

  /** Acknowledged and stopped dead: between the commit and whatever would have come of it. */
  @Test
  void right_after_each_acknowledgement() throws Exception {
    var runs = new ArrayList<String>();
    for (int round = 0; round < ROUNDS; round++) {
      var server = continuo.serve();
      runs.add(continuo.api().submit(PLAN));
      Signals.send("STOP", server.pid());
      Continuo.kill(server);
    }

    var last = continuo.serve();
    for (var run : runs) {
      assertThat(continuo.api().over(run)).isEqualTo("succeeded");
    }
    assertThat(continuo.lines("log")).containsExactlyInAnyOrderElementsOf(runs);
    Continuo.kill(last);
    continuo.assertNothingRunsAndTheStoreIsSound();
  }

  @Test
  void while_a_plan_is_accepted_that_is_larger_than_one_commit() throws Exception {
    var plan = new StringBuilder("limits: {parallel: 20}\ntasks:\n");
    for (int i = 0; i < LARGE; i++) {
      plan.append("  t").append(i).append(": {run: [sh, -c, 'echo $CONTINUO_TASK >> log']}\n");
    }
    var first = continuo.serve();
    var run = continuo.api().submit(plan.toString());
    Continuo.kill(first);
    assertThat(continuo.lines("log")).isEmpty();

    var second = continuo.serve();
    assertThat(continuo.api().over(run)).isEqualTo("succeeded");
    assertThat(continuo.lines("log")).hasSize(LARGE).doesNotHaveDuplicates();
    Continuo.kill(second);
    continuo.assertNothingRunsAndTheStoreIsSound();
  }
}
