package dev.continuo.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuo.operation.Http;
import dev.continuo.operation.Plans;
import dev.continuo.plan.yaml.PlanReader;
import dev.continuo.run.RunCommand;
import dev.continuo.task.Text;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plans that keep a processor busy, and what the others notice of them: nothing. */
class HostilePlansTest {
  @TempDir Path folder;

  private static final int CLIENTS = 12;
  private static final int EVENTS = 20_000;

  private static String body(String plan) {
    return TestServer.JSON.writeValueAsString(Map.of("plan", plan, "file", "hostile.yaml"));
  }

  @Test
  void health_is_answered_while_a_turn_sends_the_worst_plans_that_it_can() throws Exception {
    try (var server = new TestServer(folder);
        var clients = Executors.newVirtualThreadPerTaskExecutor()) {
      var run = server.run("a");
      var token = server.turnTokens.tokenFor(server.launch(run, "a"));
      var size = Http.TURN_BYTES_MAX - 1_000;
      var plans =
          List.of(
              "a: " + "x".repeat(size),
              "# " + "x".repeat(size),
              "a: [" + "1,".repeat(EVENTS) + "]",
              "a: 1\n".repeat(EVENTS));
      var answers = new ArrayList<CompletableFuture<HttpResponse<String>>>();
      for (int i = 0; i < CLIENTS; i++) {
        var body = body(plans.get(i % plans.size()));
        answers.add(
            CompletableFuture.supplyAsync(
                () ->
                    server.send(
                        server
                            .request("/v1/runs/" + run + "/tasks")
                            .setHeader("Authorization", "Bearer " + token)
                            .POST(BodyPublishers.ofString(body))),
                clients));
      }

      var healthy = new AtomicInteger();
      Deadline.until(
          () -> {
            healthy.addAndGet(server.get("/health").statusCode() == 200 ? 1 : 0);
            return answers.stream().allMatch(CompletableFuture::isDone);
          },
          "all plans are answered");

      assertThat(healthy.get()).isPositive();
      assertThat(answers)
          .allSatisfy(answer -> assertThat(answer.join().statusCode()).isIn(422, 503))
          .anySatisfy(answer -> assertThat(answer.join().statusCode()).isEqualTo(422));
      for (var answer : answers) {
        var response = answer.join();
        if (response.statusCode() == 503) {
          assertThat(TestServer.tree(response).get("code").asString()).isEqualTo("computing_busy");
          assertThat(response.headers().firstValue("Retry-After")).contains("5");
        }
      }
    }
  }

  @Test
  void a_turn_may_send_less_at_once_than_a_person() throws IOException {
    try (var server = new TestServer(folder)) {
      var run = server.run("a");
      var token = server.turnTokens.tokenFor(server.launch(run, "a"));
      var body = body("#".repeat(Http.TURN_BYTES_MAX));
      var path = "/v1/runs/" + run + "/tasks";

      var response =
          server.send(
              server
                  .request(path)
                  .setHeader("Authorization", "Bearer " + token)
                  .POST(BodyPublishers.ofString(body)));

      assertThat(response.statusCode()).isEqualTo(413);
      assertThat(TestServer.tree(response).get("detail").asString())
          .isEqualTo("body: too large, at most 2097152 bytes are allowed");
      assertThat(TestServer.tree(server.post(path, body)).get("code").asString())
          .isEqualTo("plan_invalid");
      assertThat(Http.PLAN_BYTES_MAX).isGreaterThan(PlanReader.PLAN_BYTES_MAX);
    }
  }

  @Test
  void a_server_stops_computing_for_a_client_that_has_gone() throws Exception {
    var plans = new WaitingPlans();
    try (var server = new TestServer(folder, plans)) {
      var body = server.submission("tasks: {a: {run: echo}}");
      try (var raw = new RawSocket(server.http.port())) {
        raw.send(
            "POST /v1/runs HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                + TestServer.TOKEN
                + "\r\nContent-Length: "
                + body.length()
                + "\r\n\r\n"
                + body);
        assertThat(plans.started.await(20, TimeUnit.SECONDS)).isTrue();
      }

      assertThat(plans.interrupted.await(20, TimeUnit.SECONDS)).isTrue();
      assertThat(server.get("/health").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void a_connection_that_was_watched_serves_its_next_request() throws IOException {
    try (var server = new TestServer(folder);
        var raw = new RawSocket(server.http.port())) {
      var body = server.submission("tasks: {a: {run: echo}}");
      for (int i = 0; i < 3; i++) {
        raw.send(
            "POST /v1/runs HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                + TestServer.TOKEN
                + "\r\nContent-Length: "
                + body.length()
                + "\r\n\r\n"
                + body);
        assertThat(raw.until("}")).contains(" 201 ");
        raw.send("GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n");
        assertThat(raw.until("}")).contains(" 200 ");
      }
    }
  }

  /** Compiles until it is interrupted. */
  private static final class WaitingPlans implements Plans {
    final CountDownLatch started = new CountDownLatch(1);
    final CountDownLatch interrupted = new CountDownLatch(1);

    @Override
    public Compiled<Submission> compile(Submitted submitted) {
      started.countDown();
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException gone) {
        interrupted.countDown();
      }
      throw new CancellationException();
    }

    @Override
    public Compiled<RunCommand.Add> compile(Added added) {
      throw new AssertionError();
    }

    @Override
    public Text keep(String text) {
      throw new AssertionError();
    }
  }
}
