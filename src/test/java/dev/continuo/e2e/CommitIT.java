package dev.continuo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The server is killed in the middle of many commits: what it had acknowledged is there. */
class CommitIT extends SharedServer {
  private static final int ROUNDS = 3;
  private static final int CLIENTS = 3;

  /** Tasks of a plan that one command cannot carry; of so many one runs, the others never do. */
  private static final int LARGE = 600;

  private static final int FREE = 30;
  private static final String PLAN = "tasks: {a: {run: [sh, -c, 'echo $CONTINUO_RUN >> log']}}";

  @Test
  void at_random_moments_while_many_submit() throws Exception {
    var random = new Random(7);
    Map<String, String> acknowledged = new ConcurrentHashMap<>();
    var repeated = new ArrayList<String>();
    for (int round = 0; round < ROUNDS; round++) {
      serveAfter(round);
      var enough = 3 + random.nextInt(20);
      repeated.addAll(submitUntilKilled("round-" + round, enough, acknowledged));
    }

    serve();
    for (var key : repeated) {
      var answer = api().submit(key, PLAN);
      assertThat(answer.status()).isEqualTo(201);
      acknowledged.put(key, answer.json().path("run").asString());
    }

    assertThat(acknowledged.values()).doesNotHaveDuplicates();
    for (var run : acknowledged.values()) {
      assertThat(api().over(run)).isEqualTo("succeeded");
    }
    assertThat(continuo.lines("log")).containsExactlyInAnyOrderElementsOf(acknowledged.values());
  }

  /** The first round has the server that is there before each test. */
  private void serveAfter(int rounds) throws IOException {
    if (rounds > 0) {
      serve();
    }
  }

  /** Returns the keys whose submission had no answer. */
  private List<String> submitUntilKilled(String round, int enough, Map<String, String> acknowledged)
      throws Exception {
    var api = api();
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
      kill();
    }
    return new ArrayList<>(unanswered.keySet());
  }

  /** Acknowledged and stopped dead: between the commit and whatever would have come of it. */
  @Test
  void right_after_each_acknowledgement() throws Exception {
    var runs = new ArrayList<String>();
    for (int round = 0; round < ROUNDS; round++) {
      serveAfter(round);
      runs.add(api().submit(PLAN));
      Signals.send("STOP", server().pid());
      kill();
    }

    serve();
    for (var run : runs) {
      assertThat(api().over(run)).isEqualTo("succeeded");
    }
    assertThat(continuo.lines("log")).containsExactlyInAnyOrderElementsOf(runs);
  }

  @Test
  void while_a_plan_is_accepted_that_is_larger_than_one_commit() throws Exception {
    var plan = new StringBuilder("limits: {parallel: 20}\ntasks:\n");
    plan.append("  never: {continue-on-error: true, run: 'exit 1'}\n");
    for (int i = 1; i < LARGE; i++) {
      plan.append("  t").append(i).append(": {run: 'echo $CONTINUO_TASK >> log'");
      plan.append(i % FREE == FREE - 1 ? "}\n" : ", needs: never}\n");
    }
    var run = api().submit(plan.toString());
    kill();
    assertThat(continuo.lines("log")).hasSizeLessThan(LARGE / FREE);

    serve();
    assertThat(api().over(run)).isEqualTo("failed");
    assertThat(continuo.lines("log")).hasSize(LARGE / FREE).doesNotHaveDuplicates();
    var counts = api().run(run).path("counts");
    assertThat(counts.path("succeeded").asInt()).isEqualTo(LARGE / FREE);
    assertThat(counts.path("cancelled").asInt()).isEqualTo(LARGE - LARGE / FREE - 1);
  }
}
