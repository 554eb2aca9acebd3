package dev.continuo.server.turn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuo.server.output.Mask;
import dev.continuo.task.Exit;
import dev.continuo.task.Result;
import dev.continuo.task.Text;
import dev.continuo.worker.Bytes;
import dev.continuo.worker.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExitsTest {
  @TempDir Path folder;
  private Path output;

  private final Exits exits =
      new Exits(Text.Inline::new, () -> Mask.of(List.of("hush-hush", "12345")));

  @BeforeEach
  void write() throws IOException {
    output = Files.writeString(folder.resolve("output.log"), "bye");
  }

  private Exit exit(Outcome outcome, dev.continuo.worker.Result result) {
    return exits.exit(new dev.continuo.worker.Exit(outcome, Instant.EPOCH, result), output);
  }

  private Exit clean(String json) {
    return exit(new Outcome.Exited(0), new dev.continuo.worker.Result.Text(json));
  }

  @Test
  void an_exit_code_of_zero_is_clean_and_any_other_is_not() {
    var none = new dev.continuo.worker.Result.None();

    assertThat(exit(new Outcome.Exited(0), none))
        .isEqualTo(new Exit(true, "exit code 0", Result.NONE, new Text.Inline("bye")));
    assertThat(exit(new Outcome.Exited(3), none).clean()).isFalse();
    assertThat(exit(new Outcome.Exited(3), none).detail()).isEqualTo("exit code 3");
    assertThat(exit(new Outcome.Signalled(9), none).detail()).isEqualTo("ended by signal 9");
    assertThat(exit(new Outcome.Stopped(), none).detail())
        .isEqualTo("stopped, and nobody saw how it ended");
    assertThat(exit(new Outcome.NeverStarted(), none).detail())
        .isEqualTo("stopped before it started");
  }

  @Test
  void no_secret_comes_into_a_result_its_findings_a_tail_or_a_reason() throws IOException {
    Files.writeString(output, "bye hush-hush");

    var exit =
        exits.exit(
            new dev.continuo.worker.Exit(
                new Outcome.Exited(0),
                Instant.EPOCH,
                new dev.continuo.worker.Result.Text(
                    "{\"verdict\":\"fail\",\"findings\":[\"it is hush-hush\"],\"port\":123456,\"more\":[null,true]}")),
            output);

    assertThat(exit.tail()).isEqualTo(new Text.Inline("bye *********"));
    assertThat(exit.result())
        .isEqualTo(
            new Result(
                new Text.Inline(
                    "{\"verdict\":\"fail\",\"findings\":[\"it is"
                        + " *********\"],\"port\":\"*****6\",\"more\":[null,true]}"),
                "fail",
                List.of("it is *********")));
    assertThat(exits.failure("no `hush-hush`").detail()).isEqualTo("no `*********`");
  }

  /** The parser quotes a piece of what it cannot read, and the mask knows whole secrets only. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "hush-hush",
        "hush-",
        "hush",
        "{\"a\": hush-hush}",
        "{\"a\":\n\n  hush",
        "{\"a\": \"x\" hush-hush",
        "{hush-hush: 1}",
        "{\"a\": 12345hush}",
        "-----BEGIN KEY-----\nhush-hush\nhushes\n-----END KEY-----",
        "{\"a\": \"hushes\n"
      })
  void no_piece_of_a_secret_comes_into_what_is_said_of_a_result_that_is_not_json(String result) {
    assertThat(clean(result).detail())
        .matches("its result is not JSON at line [0-9]+, column [0-9]+");
  }

  @Test
  void no_secret_comes_into_a_result_under_a_key_that_stands_twice() {
    assertThat(clean("{\"a\":\"hush-hush\",\"a\":1}").result().json())
        .isEqualTo(new Text.Inline("{\"a\":1}"));
  }

  @Test
  void a_result_brings_its_verdict_and_findings() {
    var json = "{\"verdict\":\"fail\",\"findings\":[\"too short\",{\"line\":3}],\"more\":1}";

    assertThat(clean(json).result())
        .isEqualTo(new Result(new Text.Inline(json), "fail", List.of("too short", "{\"line\":3}")));
    assertThat(clean(json).clean()).isTrue();
  }

  @Test
  void a_result_that_cannot_be_used_is_never_a_success() {
    assertThat(clean("[1]").detail()).isEqualTo("its result is not a JSON object");
    assertThat(clean("[1]").clean()).isFalse();
    assertThat(clean("{").detail()).isEqualTo("its result is not JSON at line 1, column 2");
    assertThat(
            exit(new Outcome.Exited(0), new dev.continuo.worker.Result.TooLarge(new Bytes(70_000)))
                .detail())
        .isEqualTo("its result has 70000 bytes, at most 65536 are allowed");
    assertThat(
            exit(
                    new Outcome.Exited(4),
                    new dev.continuo.worker.Result.Unreadable("permission denied"))
                .detail())
        .isEqualTo("exit code 4, and its result cannot be read: permission denied");
  }
}
