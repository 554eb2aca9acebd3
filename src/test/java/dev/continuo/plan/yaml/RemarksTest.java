package dev.continuo.plan.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuo.task.ExpectedPart;
import dev.continuo.task.FilesPart;
import dev.continuo.task.TagsPart;
import dev.continuo.task.TitlePart;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a task says of itself: {@code title}, {@code expected}, {@code tags}, {@code files}. */
class RemarksTest {
  @Test
  void each_of_them_is_a_part_of_the_task() {
    assertThat(Plans.task("title: ' Implement API ', expected: 20m, tags: api, files: src").parts())
        .containsExactly(
            new TitlePart("Implement API"),
            new ExpectedPart(Duration.ofMinutes(20)),
            new TagsPart(List.of("api")),
            new FilesPart(List.of("src")));
    assertThat(Plans.task("tags: [backend, api], files: ['src/**/*.java', a?c]").parts())
        .containsExactly(
            new TagsPart(List.of("backend", "api")),
            new FilesPart(List.of("src/**/*.java", "a?c")));
    assertThat(Plans.task("priority: low").parts()).isEmpty();
  }

  @Test
  void they_change_nothing_of_what_a_task_does() {
    var plain = Plans.task("env: {}");
    assertThat(plain.doesTheSameAs(Plans.task("title: t, expected: 1m, tags: a, files: b")))
        .isTrue();
    assertThat(plain.doesTheSameAs(Plans.task("secrets: A"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/etc/passwd", "../a", "a/../b", "..", "a/..", "a{b,c}", "a\\\\b", "a\\tb"})
  void a_glob_stays_below_the_project_and_has_no_braces(String glob) {
    assertThat(Plans.problems("tasks: {x: {run: a, files: \"" + glob + "\"}}"))
        .startsWith("glob_invalid plan.yaml:1:28: task `x`: `files` is not a glob, found `");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "a/", "..a", "a../b", "**", "*", "app/[id]/page.tsx", "größer 1"})
  void most_paths_are_globs(String glob) {
    assertThat(Plans.task("files: '" + glob + "'").part(FilesPart.class))
        .contains(new FilesPart(List.of(glob)));
  }

  @Test
  void a_glob_has_at_most_300_characters() {
    assertThat(Plans.task("files: " + "a".repeat(300)).parts()).hasSize(1);
    assertThat(Plans.problems("tasks: {x: {run: a, files: " + "a".repeat(301) + "}}"))
        .startsWith("glob_invalid ");
  }

  @Test
  void every_mistake_is_named() {
    assertThat(
            Plans.problems(
                """
                tasks:
                  a: {run: x, files: "src/{a,b}.java"}
                  b: {run: x, files: [a, /b, a]}
                  c: {run: x, tags: [api, api]}
                  d: {run: x, tags: "api, web"}
                  e: {run: x, expected: 20}
                  f: {run: x, title: "two\\nlines"}
                """))
        .isEqualTo(
            """
            glob_invalid plan.yaml:2:22: task `a`: `files` is not a glob, found `src/{a,b}.java`, must be a path below the project of at most 300 characters, in which `*`, `?` and `**` stand for parts of it
              hint: write a glob of its own for each of the words in braces
            element_duplicate plan.yaml:3:22: task `b`: `files` has `a` twice
              hint: remove one of the two
            glob_invalid plan.yaml:3:26: task `b`: element 2 of `files` is not a glob, found `/b`, must be a path below the project of at most 300 characters, in which `*`, `?` and `**` stand for parts of it
              hint: write it as seen from the project, like `src/api/**`
            element_duplicate plan.yaml:4:21: task `c`: `tags` has `api` twice
              hint: remove one of the two
            name_invalid plan.yaml:5:21: task `d`: `tags` is not a name, found `api, web`, must be 1 to 100 letters, digits, `_`, `.` or `-`, not starting with `.` or `-`
              hint: write several names as `[api, web]`
            duration_without_unit plan.yaml:6:25: task `e`: `expected` has no unit, found `20`, must be like `90s`, `15m`, `1h30m` or `2d`
              hint: write `20s` for seconds
            name_invalid plan.yaml:7:22: task `f`: `title` is no title, found `two\\nlines`, must be one line of at most 100 characters
              hint: shorten it to one line
            """);
  }

  @Test
  void lists_have_limits() {
    assertThat(Plans.problems("tasks: {x: {run: a, tags: [" + numbered(20) + "]}}")).isEmpty();
    assertThat(Plans.problems("tasks: {x: {run: a, tags: [" + numbered(21) + "]}}"))
        .startsWith("list_too_long ")
        .contains("found 21 elements, must be at most 20");
    assertThat(Plans.problems("tasks: {x: {run: a, files: [" + numbered(100) + "]}}")).isEmpty();
    assertThat(Plans.problems("tasks: {x: {run: a, files: [" + numbered(101) + "]}}"))
        .contains("found 101 elements, must be at most 100");
  }

  private static String numbered(int count) {
    var words = new StringBuilder("w0");
    for (int i = 1; i < count; i++) {
      words.append(", w").append(i);
    }
    return words.toString();
  }
}
