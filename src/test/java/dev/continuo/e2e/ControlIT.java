package dev.continuo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Whoever cancels, pauses, retries or limits a task does it to its real processes. */
class ControlIT extends SharedServer {
  private static final String WAITING = "while [ ! -e go ]; do sleep 0.05; done";

  @Test
  void cancel_kills_what_ignores_the_request_only_after_the_grace() throws Exception {
    var run =
        api().submit("tasks: {a: {run: 'trap \"\" TERM; touch up; while :; do sleep 0.1; done'}}");
    var process = api().awaitProcess(run, "a");
    Until.holds("the task ignores the signal", () -> continuo.file("up").toFile().exists());

    var cancelled = continuo.run("cancel", run);
    assertThat(cancelled.err()).isEqualTo("run " + run + " is being cancelled\n");
    var asked = at(run, "task.stop-requested");
    assertThat(Signals.alive(process)).isTrue();

    assertThat(api().over(run)).isEqualTo("cancelled");
    assertThat(Signals.alive(process)).isFalse();
    var ended =
        Instant.parse(api().task(run, "a").path("turns").path(0).path("endedAt").asString());
    assertThat(Duration.between(asked, ended))
        .isBetween(Duration.ofSeconds(9), Duration.ofSeconds(20));
    assertThat(detail(api().task(run, "a"))).isEqualTo("ended by signal 9");
    assertThat(continuo.run("wait", run).exitCode()).isEqualTo(5);
  }

  private Instant at(String run, String type) throws Exception {
    var events = api().events(run);
    return events.stream()
        .filter(event -> event.path("type").asString().equals(type))
        .map(event -> Instant.parse(event.path("at").asString()))
        .findFirst()
        .orElseThrow(() -> new AssertionError(type + " is none of " + events));
  }

  @Test
  void pause_of_a_task_stops_its_processes_and_nothing_else() throws Exception {
    var run =
        api()
            .submit(
                "tasks: {a: {run: 'sleep 600 & echo $! > child; %s'}, b: {run: '%s'}}"
                    .formatted(WAITING, WAITING));
    var process = api().awaitProcess(run, "a");
    var other = api().awaitProcess(run, "b");
    Until.holds("there is a child", () -> continuo.lines("child").size() == 1);
    var child = Long.parseLong(continuo.lines("child").getFirst());

    assertThat(continuo.run("pause", run + "/a").exitCode()).isZero();
    Until.holds(
        "both stand still", () -> Signals.state(process) == 'T' && Signals.state(child) == 'T');
    assertThat(Signals.state(other)).isNotEqualTo('T');
    assertThat(api().state(run, "a")).isEqualTo("paused");
    assertThat(api().state(run, "b")).isEqualTo("running");

    assertThat(continuo.run("resume", run + "/a").exitCode()).isZero();
    Until.holds("both go on", () -> Signals.state(process) != 'T' && Signals.state(child) != 'T');
    continuo.touch("go");
    assertThat(api().over(run)).isEqualTo("succeeded");
    Until.holds("its child is swept", () -> !Signals.alive(child));
  }

  @Test
  void pause_of_a_run_now_stops_all_its_processes() throws Exception {
    var run = api().submit("tasks: {a: {run: '%s'}, b: {run: '%s'}}".formatted(WAITING, WAITING));
    var one = api().awaitProcess(run, "a");
    var other = api().awaitProcess(run, "b");

    assertThat(continuo.run("pause", run, "--now").exitCode()).isZero();
    Until.holds("both stand still", () -> Signals.state(one) == 'T' && Signals.state(other) == 'T');
    assertThat(api().settled(run).path("state").asString()).isEqualTo("paused");

    assertThat(continuo.run("resume", run).exitCode()).isZero();
    continuo.touch("go");
    assertThat(api().over(run)).isEqualTo("succeeded");
  }

  @Test
  void pause_of_a_run_lets_what_runs_go_on_and_starts_nothing() throws Exception {
    var run =
        api().submit("tasks: {a: {run: '%s'}, b: {needs: a, run: 'true'}}".formatted(WAITING));
    var process = api().awaitProcess(run, "a");

    api().act("/v1/runs/" + run + "/pause");
    assertThat(Signals.state(process)).isNotEqualTo('T');
    continuo.touch("go");
    api().awaitTask(run, "a", "succeeded");
    assertThat(api().task(run, "b").path("turns")).isEmpty();

    api().act("/v1/runs/" + run + "/resume");
    assertThat(api().over(run)).isEqualTo("succeeded");
  }

  @Test
  void a_timeout_ends_the_process_and_is_a_failure() throws Exception {
    var run =
        api().submit("tasks: {a: {run: 'echo begun; echo $$ > pid; exec sleep 600', timeout: 2s}}");

    assertThat(api().over(run)).isEqualTo("failed");
    var process = Long.parseLong(continuo.lines("pid").getFirst());
    assertThat(Signals.alive(process)).isFalse();
    var task = api().task(run, "a");
    assertThat(task.path("state").asString()).isEqualTo("failed");
    assertThat(task.path("turns").path(0).path("outcome").asString()).isEqualTo("timed_out");
    assertThat(task.path("tail").asString()).isEqualTo("begun");
  }

  @Test
  void retries_wait_longer_each_time_and_the_last_one_counts() throws Exception {
    var run =
        api()
            .submit(
                """
            tasks:
              a:
                retries: {max: 3, delay: 200ms}
                run: 'echo x >> tries; [ $(wc -l < tries) -eq 3 ]'
            """);

    assertThat(api().over(run)).isEqualTo("succeeded");
    var task = api().task(run, "a");
    assertThat(task.path("failures").asInt()).isEqualTo(2);
    assertThat(task.path("turns").size()).isEqualTo(3);
    assertThat(pause(task, 0)).isGreaterThanOrEqualTo(Duration.ofMillis(100));
    assertThat(pause(task, 1)).isGreaterThanOrEqualTo(Duration.ofMillis(200));
  }

  private static Duration pause(JsonNode task, int turn) {
    var ended = task.path("turns").path(turn).path("endedAt").asString();
    var started = task.path("turns").path(turn + 1).path("startedAt").asString();
    return Duration.between(Instant.parse(ended), Instant.parse(started));
  }

  @Test
  void retry_gives_a_failed_run_another_chance_and_an_ended_one_too() throws Exception {
    var run = api().submit("tasks: {a: {run: 'test -e mended'}, b: {needs: a, run: 'true'}}");
    assertThat(api().settled(run).path("state").asString()).isEqualTo("paused");

    continuo.touch("mended");
    assertThat(continuo.run("retry", run).err()).isEqualTo("run " + run + " is tried again\n");
    assertThat(api().over(run)).isEqualTo("succeeded");

    var other =
        api()
            .submit(
                "{on-failure: cancel, tasks: {a: {run: 'test -e well'}, b: {needs: a, run: 'true'}}}");
    assertThat(api().over(other)).isEqualTo("failed");
    assertThat(api().state(other, "b")).isEqualTo("cancelled");

    continuo.touch("well");
    api().act("/v1/runs/" + other + "/retry");
    assertThat(api().over(other)).isEqualTo("succeeded");
    assertThat(api().state(other, "b")).isEqualTo("succeeded");
  }

  @Test
  void the_same_key_is_the_same_run_and_no_other_plan() throws Exception {
    var plan = "tasks: {a: {run: 'echo x >> log'}}";
    var first = api().submit("a-key", plan);
    var second = api().submit("a-key", plan);
    var other = api().submit("a-key", "tasks: {b: {run: 'true'}}");

    assertThat(second.status()).isEqualTo(201);
    assertThat(second.json().path("run")).isEqualTo(first.json().path("run"));
    assertThat(other.status()).isEqualTo(409);
    assertThat(other.json().path("code").asString()).isEqualTo("idempotency_key_reused");
    assertThat(api().over(first.json().path("run").asString())).isEqualTo("succeeded");
    assertThat(continuo.lines("log")).hasSize(1);
  }
}
