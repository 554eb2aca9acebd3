package dev.continuo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuo.server.delivery.FakeReceiver;
import org.junit.jupiter.api.Test;

/** The packaged program tells a real receiver what happens, whatever happens to the program. */
class DeliveryIT extends SharedServer {
  @Test
  void a_receiver_that_fails_once_is_told_in_order_by_the_server_after_a_kill() throws Exception {
    try (var receiver = new FakeReceiver().then(500)) {
      var added =
          continuo.run(
              "receiver",
              "add",
              "ci",
              receiver.url(),
              "--event",
              "task-succeeded",
              "--event",
              "run-ended");
      assertThat(added.err()).isEqualTo("receiver `ci` gets all later events\n");
      var run = api().submit("tasks: {a: {run: 'true'}}");
      var first = receiver.take();

      kill();
      serve();
      var again = receiver.take();
      var last = receiver.take();

      assertThat(again.header("webhook-id")).isEqualTo(first.header("webhook-id"));
      assertThat(again.body()).isEqualTo(first.body()).contains("\"status\":\"succeeded\"");
      assertThat(last.header("continuo-event")).isEqualTo("run-ended");
      assertThat(last.body()).startsWith("{\"run_id\":\"" + run + "\"");
      Until.holds(
          "both are delivered",
          () -> continuo.run("deliveries", "--state", "delivered").out().lines().count() == 3);
      assertThat(continuo.run("receiver", "remove", "ci").err())
          .isEqualTo("receiver `ci` is removed\n");
    }
  }
}
