package dev.continuo.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuo.delivery.DeliveryCommand;
import dev.continuo.delivery.DeliveryCommand.Answer;
import dev.continuo.delivery.DeliveryId;
import dev.continuo.delivery.Receiver;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReceiverRoutesTest {
  private static final String URL = "{\"url\":\"https://ci.example/hook\"}";
  private static final String EVENTS =
      "[\"run-ended\",\"task-succeeded\",\"task-failed\",\"task-waits\"]";

  @TempDir Path folder;
  private TestServer server;

  @BeforeEach
  void start() throws IOException {
    server = new TestServer(folder);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void a_receiver_is_added_and_shown_without_the_value_of_its_secret() {
    server.put("/v1/secrets/HOOK", "{\"value\":\"hush-hush\"}");
    added(
        "ci",
        "{\"url\":\"http://localhost:8080/\",\"events\":[\"task-failed\",\"run-ended\"],"
            + "\"secret\":\"HOOK\"}");
    added("all", URL);

    assertThat(server.read("/v1/receivers").toString())
        .isEqualTo(
            "{\"receivers\":[{\"name\":\"all\",\"url\":\"https://ci.example/hook\","
                + "\"events\":"
                + EVENTS
                + ",\"secret\":null,\"state\":\"active\",\"reason\":\"\","
                + "\"since\":\"2026-03-04T05:06:07Z\",\"waiting\":0,\"missed\":0,\"failures\":0,"
                + "\"failingSince\":null,\"problem\":\"\",\"retryAt\":null},"
                + "{\"name\":\"ci\",\"url\":\"http://localhost:8080/\","
                + "\"events\":[\"run-ended\",\"task-failed\"],"
                + "\"secret\":\"HOOK\",\"state\":\"active\",\"reason\":\"\","
                + "\"since\":\"2026-03-04T05:06:07Z\",\"waiting\":0,\"missed\":0,\"failures\":0,"
                + "\"failingSince\":null,\"problem\":\"\",\"retryAt\":null}]}");
  }

  @Test
  void what_is_wrong_with_a_receiver_is_said() {
    refused(
        put("A", URL),
        400,
        "bad_parameter",
        "receiver: `A` is not allowed, " + Receiver.NAME_RULE,
        "");
    for (var url : new String[] {"ftp://a/", "https://ada:secret@a.example/", "here"}) {
      refused(
          put("ci", "{\"url\":\"" + url + "\"}"),
          400,
          "bad_body",
          "body: `url` is `"
              + url
              + "`, must be an `http` or `https` URL without a user name, a password or a fragment",
          "");
    }
    refused(put("ci", "{}"), 400, "bad_body", "body: `url` is missing, must be a text", "");
    refused(
        put("ci", "{\"url\":\"https://a/\",\"events\":[\"task-fails\"]}"),
        400,
        "bad_body",
        "body: `events`: unknown word `task-fails`, did you mean `task-failed`?",
        "");
    refused(
        put("ci", "{\"url\":\"https://a/\",\"events\":\"task-failed\"}"),
        400,
        "bad_body",
        "body: `events` is a text, must be a list of `run-ended`, `task-succeeded`, `task-failed`"
            + " or `task-waits`",
        "");
    refused(
        put("ci", "{\"url\":\"https://a/\",\"secret\":\"HOOK\"}"),
        404,
        "secret_not_found",
        "secret `HOOK`: not set",
        "`continuo secret list` shows those that are");
    added("ci", URL);
    refused(
        put("ci", URL),
        409,
        "receiver_exists",
        "receiver `ci`: already exists, it is active",
        "`continuo receiver remove ci` removes it and withdraws its waiting deliveries");
    refused(
        server.post("/v1/receivers/other/pause", ""),
        404,
        "receiver_not_found",
        "receiver `other`: not found",
        "`continuo receiver list` shows the receivers");
  }

  @Test
  void what_happens_is_listed_as_deliveries_page_by_page_the_newest_first() {
    added("ci", "{\"url\":\"https://a/\",\"events\":[\"run-ended\"]}");
    var first = ended();
    var second = ended();
    waiting(2);

    var page = server.read("/v1/deliveries?limit=1");
    assertThat(page.at("/deliveries/0/run").asString()).isEqualTo(second);
    assertThat(page.at("/deliveries/0/status").asString()).isEqualTo("succeeded");
    assertThat(page.at("/deliveries/0/event").asString()).isEqualTo("run-ended");
    assertThat(page.at("/deliveries/0/id").asString()).isEqualTo("ci.000000000002");
    assertThat(page.at("/deliveries/0/task").isNull()).isTrue();
    var next = server.read("/v1/deliveries?limit=1&after=" + page.get("next").asString());
    assertThat(next.at("/deliveries/0/run").asString()).isEqualTo(first);
    assertThat(next.get("next").isNull()).isTrue();
    assertThat(server.read("/v1/deliveries?state=delivered").get("deliveries")).isEmpty();
    assertThat(server.read("/v1/deliveries?receiver=other").get("deliveries")).isEmpty();
    refused(
        server.get("/v1/deliveries?after=x"),
        400,
        "bad_parameter",
        "parameter `after`: `x` is not allowed, must be the `next` of a page",
        "");
  }

  @Test
  void a_receiver_that_fails_says_why_and_when_it_is_tried_again() {
    added("ci", "{\"url\":\"https://a/\",\"events\":[\"run-ended\"]}");
    ended();
    waiting(1);
    report(new Answer.Failed("answered 500", Optional.of(Duration.ofMinutes(5))));
    var receiver = server.read("/v1/receivers").at("/receivers/0");
    assertThat(receiver.get("state").asString()).isEqualTo("active");
    assertThat(receiver.get("failures").asInt()).isEqualTo(1);
    assertThat(receiver.get("problem").asString()).isEqualTo("answered 500");
    assertThat(receiver.get("failingSince").asString()).isEqualTo("2026-03-04T05:06:07Z");
    assertThat(receiver.get("retryAt").asString()).isEqualTo("2026-03-04T05:11:07Z");

    assertThat(server.post("/v1/receivers/ci/retry", "").statusCode()).isEqualTo(200);
    assertThat(server.read("/v1/receivers").at("/receivers/0/retryAt").isNull()).isTrue();
    refused(
        server.post("/v1/receivers/ci/retry", ""),
        409,
        "receiver_not_waiting",
        "receiver `ci`: not backing off, no delivery waits for a retry",
        "`continuo deliveries --state waiting` lists what waits");
  }

  @Test
  void a_receiver_is_paused_resumed_and_removed() {
    added("ci", URL);
    assertThat(server.post("/v1/receivers/ci/pause", "").statusCode()).isEqualTo(200);
    var receiver = server.read("/v1/receivers").at("/receivers/0");
    assertThat(receiver.get("state").asString()).isEqualTo("paused");
    assertThat(receiver.get("reason").asString()).isEqualTo("by ada");
    assertThat(server.post("/v1/receivers/ci/resume", "").statusCode()).isEqualTo(200);
    assertThat(server.send(server.request("/v1/receivers/ci").DELETE()).statusCode())
        .isEqualTo(200);
    waiting(0);
  }

  /** The fact is noted in one step and becomes a delivery in the next. */
  private void waiting(int count) {
    Deadline.until(
        () -> server.read("/v1/deliveries?state=waiting").get("deliveries").size() == count,
        count + " deliveries wait");
  }

  private String ended() {
    var run = server.run("a");
    server.launch(run, "a");
    server.end(run, "a", true, "");
    return run;
  }

  private void report(Answer answer) {
    server.engine.report(new DeliveryCommand.Report(new DeliveryId("ci", 1), 1, answer));
  }

  private void added(String name, String body) {
    var response = put(name, body);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
  }

  private HttpResponse<String> put(String name, String body) {
    return server.put("/v1/receivers/" + name, body);
  }

  private static void refused(
      HttpResponse<String> response, int status, String code, String detail, String hint) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    var problem = TestServer.tree(response);
    assertThat(problem.get("code").asString()).isEqualTo(code);
    assertThat(problem.get("detail").asString()).isEqualTo(detail);
    assertThat(problem.get("hint").asString()).isEqualTo(hint);
  }
}
