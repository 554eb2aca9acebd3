package dev.continuo.server.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.continuo.Given;
import dev.continuo.delivery.Deliver;
import dev.continuo.delivery.DeliveryCommand;
import dev.continuo.delivery.DeliveryCommand.Answer;
import dev.continuo.delivery.DeliveryEvent;
import dev.continuo.delivery.DeliveryId;
import dev.continuo.delivery.Fact;
import dev.continuo.delivery.Receiver;
import dev.continuo.engine.Caller;
import dev.continuo.engine.Command;
import dev.continuo.engine.Moment;
import dev.continuo.task.Text;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Deliveries to real receivers, decided by the real engine. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class WebhooksTest {
  private static final Instant NOW = Instant.ofEpochSecond(1_900_000_000);
  private static final Post.Patience SHORT =
      new Post.Patience(Duration.ofSeconds(5), Duration.ofSeconds(1));
  private static final Post.Patience LONG =
      new Post.Patience(Duration.ofSeconds(20), Duration.ofSeconds(40));

  private final Given given = Given.nothing();
  private final ExecutorService loop = Executors.newSingleThreadExecutor();
  private final BlockingQueue<DeliveryCommand.Report> reports = new LinkedBlockingQueue<>();
  private final Map<String, String> secrets = new TreeMap<>();
  private final List<AutoCloseable> open = new ArrayList<>();
  private Webhooks webhooks = webhooks(LONG);
  private Instant wall = Given.WALL;
  private int facts;

  @AfterEach
  void close() throws Exception {
    webhooks.close();
    for (var each : open) {
      each.close();
    }
    loop.shutdownNow();
  }

  private Webhooks webhooks(Post.Patience patience) {
    return new Webhooks(
        given.features.deliveries(),
        (command, _) ->
            loop.execute(
                () -> {
                  handle(command);
                  reports.add((DeliveryCommand.Report) command);
                }),
        loop,
        WebhooksTest::read,
        name -> Optional.ofNullable(secrets.get(name)),
        () -> NOW,
        patience);
  }

  private static String read(Text text) {
    return switch (text) {
      case Text.Inline(var value) -> value;
      case Text.Stored _ -> throw new UncheckedIOException(new IOException("gone"));
    };
  }

  private FakeReceiver receiver(String name, Optional<String> secret) throws Exception {
    var receiver = new FakeReceiver();
    open.add(receiver);
    added(name, receiver.url(), secret);
    return receiver;
  }

  private FakeReceiver receiver() throws Exception {
    return receiver("ci", Optional.empty());
  }

  private void added(String name, String url, Optional<String> secret) throws Exception {
    var kinds = List.of(Fact.Kind.values());
    onLoop(() -> given.and(new DeliveryEvent.ReceiverAdded(name, url, kinds, secret)));
  }

  private void onLoop(Runnable act) throws Exception {
    loop.submit(act).get();
  }

  private Moment moment() {
    return new Moment(wall, Duration.ofMinutes(1), 7);
  }

  private void handle(Command command) {
    given.engine.handle(command, Caller.ENGINE, moment());
    committed();
  }

  private void committed() {
    for (var next = given.engine.wake(moment()); next.isPresent(); ) {
      if (next.get() instanceof dev.continuo.engine.Answer.Absent(var home)) {
        given.tables.admit(home);
      }
      next = given.engine.wake(moment());
    }
    var effects = given.engine.batch().effects();
    given.engine.committed();
    effects.forEach(effect -> webhooks.release((Deliver) effect));
  }

  private void tell(Fact.Kind kind, Text result, String reason) throws Exception {
    var task = Given.RUN.task(facts++);
    var status = kind == Fact.Kind.TASK_SUCCEEDED ? "succeeded" : "failed";
    var of =
        kind == Fact.Kind.RUN_ENDED
            ? Optional.<dev.continuo.task.TaskId>empty()
            : Optional.of(task);
    onLoop(
        () ->
            handle(
                new DeliveryCommand.Note(
                    new Fact(kind, Given.RUN, of, "build", status, result, reason))));
  }

  private void tell() throws Exception {
    tell(Fact.Kind.TASK_SUCCEEDED, new Text.Inline("{\"tests\":12}"), "");
  }

  /** The calendar goes on, as far as any back-off. */
  private void anHourLater() throws Exception {
    onLoop(
        () -> {
          wall = wall.plus(Duration.ofHours(1));
          committed();
        });
  }

  private Answer reported() throws InterruptedException {
    return Objects.requireNonNull(reports.poll(30, TimeUnit.SECONDS), "no report").answer();
  }

  private static Answer failed(String problem) {
    return new Answer.Failed(problem, Optional.empty());
  }

  @Test
  void a_task_is_told_in_exactly_four_fields_and_the_rest_in_headers() throws Exception {
    var receiver = receiver();
    tell();
    var got = receiver.take();
    assertThat(got.body())
        .isEqualTo(
            "{\"task_id\":\""
                + Given.RUN.task(0)
                + "\",\"status\":\"succeeded\",\"result\":{\"tests\":12},"
                + "\"timestamp\":\"2030-01-01T00:00:00Z\"}");
    assertThat(got.path()).isEqualTo("/hook");
    assertThat(got.header("content-type")).isEqualTo("application/json");
    assertThat(got.header("webhook-id")).matches("msg_[0-9a-z]+_1");
    assertThat(got.header("webhook-timestamp")).isEqualTo("1900000000");
    assertThat(got.header("webhook-signature")).isNull();
    assertThat(got.header("continuo-event")).isEqualTo("task-succeeded");
    assertThat(got.header("continuo-run")).isEqualTo(Given.RUN.toString());
    assertThat(got.header("continuo-skipped")).isEqualTo("0");
    assertThat(reported()).isEqualTo(new Answer.Acknowledged());
  }

  @Test
  void what_is_told_without_a_result_says_why() throws Exception {
    var receiver = receiver();
    tell(Fact.Kind.TASK_FAILED, Text.EMPTY, "exit code 1");
    assertThat(receiver.take().body())
        .contains("\"status\":\"failed\",\"result\":{\"reason\":\"exit code 1\"}");
    tell(Fact.Kind.RUN_ENDED, Text.EMPTY, "2 tasks failed");
    assertThat(receiver.take().body())
        .startsWith("{\"run_id\":\"" + Given.RUN + "\",\"status\":\"failed\",")
        .contains("\"result\":{\"reason\":\"2 tasks failed\"}");
    tell(Fact.Kind.TASK_SUCCEEDED, new Text.Inline("no JSON"), "");
    assertThat(receiver.take().body()).contains("\"result\":\"no JSON\"");
    tell(Fact.Kind.TASK_SUCCEEDED, Text.EMPTY, "");
    assertThat(receiver.take().body()).contains("\"result\":{}");
  }

  @Test
  void a_message_is_signed_over_its_id_its_time_and_its_body() throws Exception {
    secrets.put("HOOK", "whsec_" + Base64.getEncoder().encodeToString("a key".getBytes(UTF_8)));
    secrets.put("RAW", "just a text");
    var encoded = receiver("encoded", Optional.of("HOOK"));
    var raw = receiver("raw", Optional.of("RAW"));
    tell();
    var got = encoded.take();
    assertThat(got.header("webhook-signature")).isEqualTo(signature("a key", got));
    got = raw.take();
    assertThat(got.header("webhook-signature")).isEqualTo(signature("just a text", got));
  }

  private static String signature(String key, FakeReceiver.Got got) throws Exception {
    var mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key.getBytes(UTF_8), "HmacSHA256"));
    var content =
        got.header("webhook-id") + "." + got.header("webhook-timestamp") + "." + got.body();
    return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(content.getBytes(UTF_8)));
  }

  @Test
  void nothing_is_sent_unsigned_when_the_secret_cannot_be_used() throws Exception {
    var receiver = receiver("ci", Optional.of("HOOK"));
    tell();
    assertThat(reported()).isEqualTo(failed("secret `HOOK` is not set"));
    secrets.put("HOOK", "whsec_???");
    anHourLater();
    assertThat(reported()).isEqualTo(failed("secret `HOOK` has no Base64 key after `whsec_`"));
    assertThat(receiver.untouched()).isTrue();
  }

  @Test
  void two_failures_are_followed_by_the_same_message_until_it_is_acknowledged() throws Exception {
    var receiver = receiver().then(500).then(503);
    tell();
    tell();
    var first = receiver.take();
    assertThat(reported()).isEqualTo(failed("answered 500"));
    anHourLater();
    var second = receiver.take();
    assertThat(reported()).isEqualTo(failed("answered 503"));
    anHourLater();
    var third = receiver.take();
    assertThat(reported()).isEqualTo(new Answer.Acknowledged());

    assertThat(List.of(second.header("webhook-id"), third.header("webhook-id")))
        .containsOnly(first.header("webhook-id"));
    assertThat(List.of(second.body(), third.body())).containsOnly(first.body());
    assertThat(receiver.take().header("webhook-id")).endsWith("_2");
  }

  @Test
  void a_receiver_that_hangs_holds_up_no_other() throws Exception {
    var over = new CountDownLatch(1);
    var slow = receiver("slow", Optional.empty()).then(_ -> awaited(over));
    var quick = receiver("quick", Optional.empty());
    tell();
    slow.take();
    quick.take();
    tell();
    quick.take();
    assertThat(reported()).isEqualTo(new Answer.Acknowledged());
    assertThat(reported()).isEqualTo(new Answer.Acknowledged());
    over.countDown();
  }

  @Test
  void a_receiver_that_does_not_answer_in_time_has_failed() throws Exception {
    webhooks.close();
    webhooks = webhooks(SHORT);
    var over = new CountDownLatch(1);
    receiver().then(_ -> awaited(over));
    tell();
    assertThat(reported()).isEqualTo(failed("no answer within 1 s"));
    over.countDown();
  }

  private static void awaited(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void a_redirect_is_not_followed() throws Exception {
    var receiver =
        receiver()
            .then(
                exchange -> {
                  exchange.getResponseHeaders().add("location", "/elsewhere");
                  exchange.sendResponseHeaders(302, -1);
                });
    tell();
    receiver.take();
    assertThat(reported()).isEqualTo(failed("answered 302, a redirect, which is not followed"));
    assertThat(receiver.untouched()).isTrue();
  }

  @Test
  void a_receiver_that_is_gone_is_paused() throws Exception {
    receiver().then(410);
    tell();
    assertThat(reported()).isEqualTo(new Answer.Gone());
    onLoop(
        () ->
            assertThat(
                    Objects.requireNonNull(given.features.deliveries().receivers().get("ci"))
                        .stand())
                .isEqualTo(new Receiver.Stand.Paused("", "answered 410 Gone")));
  }

  @Test
  void a_long_answer_is_broken_off_and_counts_all_the_same() throws Exception {
    webhooks.close();
    webhooks = webhooks(SHORT);
    var over = new CountDownLatch(1);
    receiver()
        .then(
            exchange -> {
              exchange.sendResponseHeaders(200, 0);
              var chunk = new byte[Drain.ANSWER_BYTES_MAX];
              for (int i = 0; i < 1_000; i++) {
                exchange.getResponseBody().write(chunk);
              }
            })
        .then(
            exchange -> {
              exchange.sendResponseHeaders(200, 10);
              exchange.getResponseBody().write(1);
              exchange.getResponseBody().flush();
              awaited(over);
            });
    tell();
    assertThat(reported()).isEqualTo(new Answer.Acknowledged());
    tell();
    assertThat(reported()).isEqualTo(new Answer.Acknowledged());
    over.countDown();
  }

  @Test
  void a_receiver_says_for_how_long_it_is_to_be_left_alone() throws Exception {
    var receiver = receiver();
    for (var said :
        Map.of(
                "120", Optional.of(Duration.ofMinutes(2)),
                "Sun, 17 Mar 2030 17:51:40 GMT", Optional.of(Duration.ofMinutes(5)),
                "Tue, 17 Mar 2020 17:51:40 GMT", Optional.of(Duration.ZERO),
                "soon", Optional.<Duration>empty())
            .entrySet()) {
      receiver.then(
          exchange -> {
            exchange.getResponseHeaders().add("retry-after", said.getKey());
            exchange.sendResponseHeaders(429, -1);
          });
      tell();
      anHourLater();
      assertThat(reported())
          .as(said.getKey())
          .isEqualTo(new Answer.Failed("answered 429", said.getValue()));
      anHourLater();
      assertThat(reported()).isEqualTo(new Answer.Acknowledged());
    }
  }

  @Test
  void a_receiver_that_cannot_be_reached_says_so() throws Exception {
    int free;
    try (var socket = new ServerSocket(0)) {
      free = socket.getLocalPort();
    }
    added("ci", "http://127.0.0.1:" + free + "/", Optional.empty());
    tell();
    assertThat(reported()).isEqualTo(failed("no connection"));
    added("port", "http://127.0.0.1:99999/", Optional.empty());
    tell();
    assertThat(reported()).isInstanceOf(Answer.Failed.class);
  }

  @Test
  void a_result_that_cannot_be_read_is_a_failure_that_backs_off() throws Exception {
    var receiver = receiver();
    tell(Fact.Kind.TASK_SUCCEEDED, new Text.Stored("0".repeat(64), 2_000, "{"), "");
    assertThat(reported()).isEqualTo(failed("the result of the task cannot be read"));
    assertThat(receiver.untouched()).isTrue();
  }

  @Test
  void what_was_under_way_when_a_server_ended_is_sent_again_with_the_same_id() throws Exception {
    var over = new CountDownLatch(1);
    var receiver = receiver().then(_ -> awaited(over));
    tell();
    var first = receiver.take();
    webhooks.close();
    assertThat(reports).isEmpty();

    webhooks = webhooks(LONG);
    onLoop(() -> webhooks.release(new Deliver(new DeliveryId("ci", 1), 1)));
    assertThat(receiver.take().header("webhook-id")).isEqualTo(first.header("webhook-id"));
    assertThat(reported()).isEqualTo(new Answer.Acknowledged());
    over.countDown();
  }

  @Test
  void what_no_row_wants_any_more_is_not_sent() throws Exception {
    var receiver = receiver();
    onLoop(() -> webhooks.release(new Deliver(new DeliveryId("ci", 9), 1)));
    tell();
    assertThat(receiver.take().header("webhook-id")).endsWith("_1");
    assertThat(receiver.untouched()).isTrue();
  }
}
