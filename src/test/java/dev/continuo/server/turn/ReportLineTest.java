package dev.continuo.server.turn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuo.server.output.Mask;
import dev.continuo.server.turn.ReportLine.Word;
import dev.continuo.task.Blocker;
import dev.continuo.task.Remedy;
import dev.continuo.task.Text;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a turn says of itself: by its last line, or by its result. */
class ReportLineTest {
  private final Exits exits = new Exits(Text.Inline::new, () -> Mask.of(List.of("hush-hush")));

  @Test
  void the_last_line_that_is_not_blank_is_the_report() {
    assertThat(ReportLine.of("work\n[BLOCKED] t1 - no key\n\n"))
        .contains(new ReportLine(Word.BLOCKED, "no key"));
    assertThat(ReportLine.of("[IN_PROGRESS] build the api - half - way"))
        .contains(new ReportLine(Word.IN_PROGRESS, "half - way"));
    assertThat(ReportLine.of("[FAILED] all of it"))
        .contains(new ReportLine(Word.FAILED, "all of it"));
    assertThat(ReportLine.of("[DONE] t1 - done")).contains(new ReportLine(Word.DONE, "done"));
  }

  @Test
  void any_other_line_is_none() {
    assertThat(ReportLine.of("[BLOCKED] t1 - no key\nbye")).isEmpty();
    assertThat(ReportLine.of("he said [FAILED] t1 - x")).isEmpty();
    assertThat(ReportLine.of("[blocked] t1 - x")).isEmpty();
    assertThat(ReportLine.of("[BLOCKED]")).isEmpty();
    assertThat(ReportLine.of("")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "external, EXTERNAL",
    "External Dependency, EXTERNAL",
    "technical-issue, TECHNICAL",
    "missing_information, INFORMATION",
    "moon, REPORTED",
    "'', REPORTED"
  })
  void a_blocker_is_meant_by_these_words(String word, Blocker blocker) {
    assertThat(Blocker.of(word)).isEqualTo(blocker);
  }

  private static Optional<JsonNode> said(String json) {
    return Optional.of(JsonMapper.builder().build().readTree(json));
  }

  @Test
  void a_task_is_blocked_by_its_result_or_by_its_line() {
    var line = Optional.of(new ReportLine(Word.BLOCKED, "no key"));
    assertThat(exits.blocked(Optional.empty(), line))
        .contains(new Remedy.Block("reported", "no key"));
    assertThat(exits.blocked(said("{\"blocker\":\"external\"}"), line))
        .contains(new Remedy.Block("external", "no key"));
    assertThat(
            exits.blocked(
                said("{\"blocked\":\"no hush-hush\",\"blocker\":\"technical\"}"), Optional.empty()))
        .contains(new Remedy.Block("technical", "no *********"));
  }

  @Test
  void what_says_nothing_of_it_is_not_blocked() {
    var done = Optional.of(new ReportLine(Word.DONE, "done"));
    assertThat(exits.blocked(Optional.empty(), done)).isEmpty();
    assertThat(exits.blocked(said("{\"blocked\":\" \"}"), done)).isEmpty();
    assertThat(exits.blocked(said("{\"blocker\":\"external\"}"), Optional.empty())).isEmpty();
  }
}
