package dev.continuo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class BoardTest {
  private static final Instant START = Instant.parse("2026-11-21T12:00:00Z");

  private int sequence;
  private RunPicture run = picture(5);

  private static RunPicture picture(int total) {
    return new RunPicture(
        new RunView(
            Json.read(
                "{\"id\":\"r-000001\",\"total\":%d,\"submittedAt\":\"%s\"}"
                    .formatted(total, START))));
  }

  private static String id(int index) {
    return "t-0000010%04d".formatted(index);
  }

  private void submitted(int index, String name) {
    happens(0, "submitted", index, "{\"spec\":{\"name\":\"" + name + "\",\"kind\":\"work\"}}");
  }

  private void happens(int second, String type, int index, String body) {
    sequence++;
    run.apply(
        new EventView(
            Json.read(
                "{\"sequence\":%d,\"at\":\"%s\",\"type\":\"%s\",\"task\":\"%s\",\"body\":%s}"
                    .formatted(
                        sequence,
                        START.plusSeconds(second),
                        type.contains(".") ? type : "task." + type,
                        id(index),
                        body))));
  }

  private void starts(int second, int index, int attempt) {
    happens(
        second,
        "started",
        index,
        "{\"turn\":{\"attempt\":%d,\"fence\":%d}}".formatted(attempt, attempt));
  }

  private String screen(int columns, int rows, int second) {
    var lines = Board.lines(run, new Board.Size(columns, rows), START.plusSeconds(second));
    assertThat(lines).allMatch(line -> Columns.of(line.text()) < columns);
    assertThat(lines).hasSizeLessThan(rows);
    return text(lines);
  }

  private static String text(List<Line> lines) {
    return lines.stream()
        .map(line -> line.text().stripTrailing() + "\n")
        .collect(Collectors.joining());
  }

  @Test
  void each_task_has_a_line_with_its_state_its_time_and_its_last_words() {
    submitted(0, "build");
    submitted(1, "test");
    submitted(2, "a-name-that-is-too-long-for-a-third");
    submitted(3, "lint");
    submitted(4, "ship");
    starts(1, 0, 1);
    happens(5, "succeeded", 0, "{}");
    starts(2, 1, 2);
    run.said(id(1), id(1) + ".2.2", "[INFO] Running \u001b漢字Test");
    happens(3, "queued", 2, "{}");
    starts(3, 3, 1);
    happens(4, "failed", 3, "{\"reason\":\"exit code 3\"}");

    assertThat(screen(60, 24, 65))
        .isEqualTo(
            """
            ✓ succeeded  build                     4.0 s
            ▸ running    test                  1 min 3 s  attempt 2: […
            · queued     a-name-that-is-too-…
            ✗ failed     lint                      1.0 s  exit code 3
            · pending    ship
            r-000001  ━━━━━━─────────  2/5 tasks  1 min 5 s  1 running…
            """);
  }

  @Test
  void on_a_low_screen_what_moves_and_what_failed_comes_first_and_the_rest_is_counted() {
    run = picture(40);
    for (int i = 0; i < 40; i++) {
      submitted(i, "task-" + i);
    }
    for (int i = 0; i < 8; i++) {
      starts(1, i, 1);
    }
    for (int i = 0; i < 7; i++) {
      happens(2, i == 3 ? "failed" : "succeeded", i, "{\"reason\":\"exit code 1\"}");
    }
    happens(2, "queued", 20, "{}");

    assertThat(screen(80, 8, 3))
        .isEqualTo(
            """
            ▸ running    task-7     2 s
            ✗ failed     task-3   1.0 s  exit code 1
            · queued     task-20
            · pending    task-8
            … and 36 more: 30 pending, 6 succeeded
            r-000001  ━━━─────────────────  7/40 tasks  3 s  1 running, 1 failed
            """);
    assertThat(screen(80, 3, 3))
        .isEqualTo("r-000001  ━━━─────────────────  7/40 tasks  3 s  1 running, 1 failed\n");
    assertThat(screen(30, 2, 3)).isEqualTo("r-000001  ━───────  7/40 tas…\n");
  }

  @Test
  void gates_are_told_of_on_the_line_of_their_task() {
    run = picture(1);
    submitted(0, "build");
    starts(1, 0, 1);
    happens(2, "claimed", 0, "{}");
    happens(2, "gate.check-started", 0, "{\"name\":\"lint\"}");
    happens(
        2,
        "submitted",
        1,
        "{\"spec\":{\"name\":\"build/lint/1\",\"kind\":\"check\",\"subject\":\"" + id(0) + "\"}}");
    starts(2, 1, 1);
    assertThat(run.speaking()).extracting(Watched::name).containsExactly("build/lint/1");
    run.said(id(1), id(1) + ".1.1", "checking");

    assertThat(screen(80, 24, 4))
        .isEqualTo(
            """
            ▸ verifying  build  3 s  gate lint: checking
            r-000001  ────────────────────  0/1 task  4 s  1 verifying
            """);
  }

  @Test
  void what_waits_for_a_person_or_for_its_time_says_so() {
    submitted(0, "a");
    submitted(1, "b");
    submitted(2, "c");
    submitted(3, "d");
    submitted(4, "e");
    starts(1, 0, 1);
    happens(2, "paused", 0, "{\"by\":\"ada\"}");
    starts(1, 1, 1);
    happens(2, "blocked", 1, "{\"reason\":\"3 rounds\"}");
    starts(1, 2, 1);
    happens(2, "retry-planned", 2, "{\"after\":90000}");
    happens(2, "held", 3, "{\"by\":\"ada\"}");
    happens(2, "cancelled", 4, "{\"reason\":\"by ada\"}");

    assertThat(screen(80, 24, 4))
        .isEqualTo(
            """
            ! paused     a  3 s  by ada
            ! blocked    b  3 s  3 rounds
            · pending    c       is tried again in 1 min 30 s
            · pending    d       held by ada
            - cancelled  e       by ada
            r-000001  ━━━━────────────────  1/5 tasks  4 s  1 cancelled, 2 waiting for you
            """);
  }

  @Test
  void a_task_that_goes_on_is_as_it_was() {
    run = picture(1);
    submitted(0, "a");
    starts(1, 0, 1);
    happens(2, "paused", 0, "{\"by\":\"ada\"}");
    happens(3, "resumed", 0, "{}");
    run.said(id(0), id(0) + ".1.1", "again");
    run.said(id(0), id(0) + ".0.1", "of another turn");

    assertThat(screen(80, 24, 4)).startsWith("▸ running    a  3 s  again\n");
  }

  @Test
  void at_the_end_the_tasks_stay_without_the_bar() {
    run = picture(1);
    submitted(0, "a");
    starts(1, 0, 1);
    happens(2, "succeeded", 0, "{}");

    var size = new Board.Size(80, 24);
    assertThat(text(Board.last(run, size, START))).isEqualTo("✓ succeeded  a  1.0 s\n");
  }

  @Test
  void a_task_that_was_read_is_kept_in_step_by_events_and_an_unknown_one_has_its_id() {
    run = picture(3);
    run.meet(
        new TaskView(
            Json.read(
                "{\"id\":\"%s\",\"name\":\"a\",\"kind\":\"work\",\"state\":\"running\",\"attempt\":1,"
                        .formatted(id(0))
                    + "\"turns\":[{\"turn\":\"t.1.1\",\"startedAt\":\"2026-11-21T12:00:01Z\"}]}")));
    assertThat(run.speaking()).extracting(Watched::turn).containsExactly("t.1.1");
    happens(4, "succeeded", 0, "{}");
    happens(4, "queued", 2, "{}");

    assertThat(screen(80, 24, 4))
        .isEqualTo(
            """
            ✓ succeeded  a              3.0 s
            · queued     t-00000100002
            r-000001  ━━━━━━──────────────  1/3 tasks  4 s
            """);
  }

  @Test
  void a_run_of_ten_thousand_tasks_is_drawn_like_a_small_one() {
    run = picture(10_000);
    for (int i = 0; i < 10_000; i++) {
      submitted(i, "task-" + i);
    }

    assertThat(screen(80, 24, 4).lines()).hasSize(22).contains("… and 9980 more: 9980 pending");
  }
}
