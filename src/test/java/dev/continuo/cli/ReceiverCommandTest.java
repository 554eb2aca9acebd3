package dev.continuo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReceiverCommandTest extends CommandLineFixture {
  private static final String DONE = "{\"sequence\":9}";

  private static String receiver(String name, String more) {
    return "{\"name\":\""
        + name
        + "\",\"url\":\"https://a/\",\"events\":[\"run-ended\",\"task-failed\"],"
        + "\"secret\":null,"
        + more
        + "}";
  }

  @Test
  void a_receiver_is_added_with_what_it_is_told_and_the_name_of_a_secret() {
    server.on("PUT /v1/receivers/ci", 200, DONE);

    assertThat(type("receiver", "add", "ci", "https://a/"))
        .isEqualTo(new Left(0, "", "receiver `ci` gets all later events\n"));
    assertThat(
            type(
                    "receiver",
                    "add",
                    "ci",
                    "https://a/",
                    "--event",
                    "task-failed",
                    "--event",
                    "run-ended",
                    "--secret",
                    "HOOK")
                .code())
        .isZero();
    assertThat(server.requests())
        .containsExactly(
            "PUT /v1/receivers/ci {\"url\":\"https://a/\",\"events\":[]}",
            "PUT /v1/receivers/ci {\"url\":\"https://a/\","
                + "\"events\":[\"task-failed\",\"run-ended\"],\"secret\":\"HOOK\"}");
  }

  @Test
  void names_that_are_none_are_refused_before_anything_is_asked() {
    assertThat(type("receiver", "add", "A/b", "https://a/"))
        .isEqualTo(
            new Left(
                2,
                "",
                "error: receiver `A/b`: is no name, must be 1 to 40 lower-case letters, digits and"
                    + " `-`, not starting or ending with `-`\n"));
    assertThat(type("receiver").err())
        .isEqualTo(
            """
            error: `receiver`: a command is missing, must be `add`, `list`, `pause`, `resume`, `retry` or `remove`
            hint: `continuo receiver --help` tells of them
            """);
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void a_receiver_is_paused_resumed_retried_and_removed() {
    server.on("POST /v1/receivers/ci/pause", 200, DONE);
    server.on("POST /v1/receivers/ci/resume", 200, DONE);
    server.on("POST /v1/receivers/ci/retry", 200, DONE);
    server.on("DELETE /v1/receivers/ci", 200, DONE);

    assertThat(type("receiver", "pause", "ci").err()).isEqualTo("receiver `ci` is paused\n");
    assertThat(type("receiver", "resume", "ci").err()).isEqualTo("receiver `ci` is active\n");
    assertThat(type("receiver", "retry", "ci").err()).isEqualTo("receiver `ci` is tried now\n");
    assertThat(type("receiver", "remove", "ci").err()).isEqualTo("receiver `ci` is removed\n");
  }

  @Test
  void receivers_are_listed_with_what_is_wrong_with_each() {
    var now = NOW;
    server.on(
        "GET /v1/receivers",
        200,
        "{\"receivers\":["
            + receiver(
                "ci",
                "\"state\":\"active\",\"reason\":\"\",\"waiting\":2,\"missed\":7,\"failures\":3,"
                    + "\"problem\":\"answered 500\",\"retryAt\":\""
                    + now.plusSeconds(240)
                    + "\"")
            + ","
            + receiver(
                "pager",
                "\"state\":\"paused\",\"reason\":\"by ada\",\"waiting\":0,\"missed\":0,"
                    + "\"failures\":0,\"problem\":\"\",\"retryAt\":null")
            + "]}");
    terminal.attached(200, 40);

    assertThat(type("receiver", "list").out())
        .isEqualTo(
            """
            RECEIVER  STATE   WAITING  EVENTS                 URL         DETAIL
            ci        active  2        run-ended task-failed  https://a/  failed 3 times, answered 500; tried again in 4 min; 7 events dropped
            pager     paused  0        run-ended task-failed  https://a/  by ada
            """);
    assertThat(type("receiver", "list", "--json").out()).startsWith("{\"receivers\":[{");
  }

  @Test
  void where_there_is_nothing_that_is_said() {
    server.on("GET /v1/receivers", 200, "{\"receivers\":[]}");
    server.on("GET /v1/deliveries?limit=50", 200, "{\"deliveries\":[],\"next\":null}");

    assertThat(type("receiver", "list").err())
        .isEqualTo("no receivers\nhint: `continuo receiver add NAME URL` adds one\n");
    assertThat(type("deliveries").err())
        .isEqualTo("no deliveries\nhint: `continuo receiver list` shows the receivers\n");
  }

  @Test
  void deliveries_are_listed_with_what_they_are_about() {
    var at = NOW.minusSeconds(90);
    server.on(
        "GET /v1/deliveries?limit=50&receiver=ci&state=waiting",
        200,
        "{\"deliveries\":[{\"receiver\":\"ci\",\"state\":\"waiting\",\"event\":\"task-failed\","
            + "\"run\":\"r-4k2m9q\",\"task\":\"t-4k2m9q00000\",\"name\":\"build\",\"attempts\":2,"
            + "\"at\":\""
            + at
            + "\",\"problem\":\"answered 500\"},"
            + "{\"receiver\":\"ci\",\"state\":\"waiting\",\"event\":\"run-ended\","
            + "\"run\":\"r-4k2m9q\",\"task\":null,\"name\":\"plan\",\"attempts\":0,"
            + "\"at\":\""
            + at
            + "\",\"problem\":\"\"}],\"next\":null}");
    terminal.attached(120, 40);

    assertThat(type("deliveries", "--receiver", "ci", "--state", "waiting").out())
        .isEqualTo(
            """
            RECEIVER  STATE    EVENT        ABOUT          TRIES  AGE         NAME   DETAIL
            ci        waiting  task-failed  t-4k2m9q00000  2      1 min 30 s  build  answered 500
            ci        waiting  run-ended    r-4k2m9q       0      1 min 30 s  plan
            """);
  }
}
