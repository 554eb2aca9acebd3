package dev.continuo.journal.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.continuo.engine.Actor;
import dev.continuo.engine.Recorded;
import dev.continuo.journal.Core;
import dev.continuo.journal.StoreRefused;
import dev.continuo.run.RunEvent;
import dev.continuo.task.RunId;
import dev.continuo.task.TaskEvent;
import dev.continuo.task.Timeout;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class CodecTest {
  private final Codec codec = Core.fresh().codec();
  private final RunId run = new RunId(1);

  @Test
  void what_says_nothing_is_left_out() {
    var failed = codec.entry(new TaskEvent.Failed(run.task(0), ""));

    assertThat(failed.body()).isEqualTo("{\"task\":\"%s\"}".formatted(run.task(0)));
    assertThat(codec.event(failed)).isEqualTo(new TaskEvent.Failed(run.task(0), ""));
  }

  @Test
  void times_come_back_to_the_nanosecond() {
    var odd = new Timeout(Duration.ofSeconds(5, 1), Timeout.Action.ASK);
    var whole = new Timeout(Duration.ofSeconds(5), Timeout.Action.ASK);

    assertThat(codec.write(Timeout.class, odd)).contains("5000.000001");
    assertThat(codec.write(Timeout.class, whole)).contains(":5000,");
    assertThat(codec.read(Timeout.class, codec.write(Timeout.class, odd))).isEqualTo(odd);
    for (var text : new String[] {"2026-03-01T10:00:00Z", "1969-12-31T23:59:59.000000001Z"}) {
      assertThat(codec.read(Instant.class, '"' + text + '"')).isEqualTo(Instant.parse(text));
    }
  }

  @Test
  void a_line_of_the_archive_comes_back() {
    var event = new RunEvent.Paused(run, dev.continuo.run.RunState.Cause.PERSON, ",\"body\":{");
    var entry = codec.entry(event);
    var actor = new Actor(Actor.Kind.PERSON, ",\"body\":");
    var at = Instant.parse("2026-03-01T10:00:00.5Z");
    var envelope =
        new Codec.Envelope(7, at, Duration.ofNanos(9), actor, 3, entry.type(), entry.version());

    var line = codec.line(envelope, entry.body());

    assertThat(line).doesNotContain("\n").endsWith("}}");
    assertThat(codec.recorded(line))
        .isEqualTo(new Recorded(7, at, Duration.ofNanos(9), actor, 3, event));
  }

  @Test
  void a_newer_version_is_refused_with_both_versions() {
    var entry = new Codec.Entry("run.resumed", 4, "{\"run\":\"" + run + "\"}");

    assertThatThrownBy(() -> codec.event(entry))
        .isInstanceOf(StoreRefused.class)
        .hasMessage(
            "entry `run.resumed`: written by a newer version of this program, found version `4`,"
                + " must be at most `1`");
  }

  @Test
  void versions_begin_with_one() {
    var entry = new Codec.Entry("run.resumed", 0, "{\"run\":\"" + run + "\"}");

    assertThatThrownBy(() -> codec.event(entry))
        .isInstanceOf(StoreRefused.class)
        .hasMessage(
            "entry `run.resumed`: cannot be read, found version 0, must be what this program wrote");
  }

  @Test
  void an_unknown_type_is_refused() {
    assertThatThrownBy(() -> codec.event(new Codec.Entry("mail.sent", 1, "{}")))
        .isInstanceOf(StoreRefused.class)
        .hasMessage(
            "entry `mail.sent`: written by a newer version of this program, found version `1`,"
                + " must be at most `none of it`");
  }

  @Test
  void what_was_tampered_with_is_refused_and_never_guessed() {
    assertRefused("{\"run\":\"" + run + "\",\"extra\":1}", "an unknown `extra`");
    assertRefused("{}", "no `run`");
    assertRefused("{\"run\":\"r-ILO\"}", "an unexpected `r-ILO` at character 7");
    assertRefused("{\"run\":\"" + run + "\",\"run\":\"" + run + "\"}", "`run` twice");
    assertRefused("{\"run\":\"" + run + "\"} 1", "an unexpected `1` at character 19");
    assertRefused("{\"run\":", "no JSON: Unexpected end-of-input within/between Object entries");
    assertRefused("", "an unexpected end");
  }

  private void assertRefused(String body, String found) {
    assertThatThrownBy(() -> codec.event(new Codec.Entry("run.resumed", 1, body)))
        .isInstanceOf(StoreRefused.class)
        .hasMessage(
            "entry `run.resumed`: cannot be read, found "
                + found
                + ", must be what this program wrote");
  }

  @Test
  void an_old_version_is_lifted_step_by_step() {
    var lifts =
        Lifts.NONE
            .with(
                "task.failed",
                1,
                tree ->
                    ((ObjectNode) tree).put("why", tree.path("cause").asString()).without("cause"))
            .with(
                "task.failed",
                2,
                tree ->
                    ((ObjectNode) tree).put("reason", tree.path("why").asString()).without("why"));
    var newer = Core.fresh(lifts).codec();
    var failed = new TaskEvent.Failed(run.task(0), "no disk");

    var first = "{\"task\":\"%s\",\"cause\":\"no disk\"}".formatted(run.task(0));
    var second = first.replace("cause", "why");

    assertThat(newer.event(new Codec.Entry("task.failed", 1, first))).isEqualTo(failed);
    assertThat(newer.event(new Codec.Entry("task.failed", 2, second))).isEqualTo(failed);
    assertThat(newer.entry(failed).version()).isEqualTo(3);
  }

  @Test
  void a_lift_from_another_version_than_the_newest_is_a_bug() {
    assertThatThrownBy(() -> Lifts.NONE.with("task.failed", 2, tree -> tree))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("bug: `task.failed` has version 1, no lift from 2");
  }
}
