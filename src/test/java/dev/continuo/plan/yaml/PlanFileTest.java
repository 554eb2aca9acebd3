package dev.continuo.plan.yaml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.continuo.task.TaskSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Paths that lead to no plan; each is told at once, and none is waited for. */
class PlanFileTest {
  private static final String NO_FILE =
      "x.yaml: the plan cannot be read, it is a device or a pipe | name a file";

  @TempDir Path temp;

  @Test
  @Timeout(60)
  void a_device_has_no_end() {
    assertThat(told(Path.of("/dev/zero"))).isEqualTo(NO_FILE);
    assertThat(told(Path.of("/dev/null"))).isEqualTo(NO_FILE);
  }

  @Test
  @Timeout(60)
  void a_pipe_has_perhaps_no_writer() throws Exception {
    var pipe = temp.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();

    assertThat(told(pipe)).isEqualTo(NO_FILE);
    assertThat(InputsFile.open(pipe, "x.yaml"))
        .isInstanceOfSatisfying(
            InputsFile.Bad.class,
            bad ->
                assertThat(bad.problem().line())
                    .isEqualTo("x.yaml: the inputs cannot be read, it is a device or a pipe"));
  }

  @Test
  void a_link_that_leads_to_itself_is_told() throws IOException {
    var a = Files.createSymbolicLink(temp.resolve("a"), temp.resolve("b"));
    Files.createSymbolicLink(temp.resolve("b"), a);

    assertThat(told(a))
        .startsWith("x.yaml: the plan cannot be read, Too many levels of symbolic links")
        .endsWith(" | name a file");
  }

  @Test
  void a_link_counts_as_what_it_leads_to() throws IOException {
    var plan = Files.writeString(temp.resolve("plan"), "tasks: {a: {run: x}}");
    var link = Files.createSymbolicLink(temp.resolve("link"), plan);
    var lost = Files.createSymbolicLink(temp.resolve("lost"), temp.resolve("nowhere"));

    assertThat(PlanFile.open(link, "x.yaml"))
        .isInstanceOfSatisfying(
            PlanFile.Opened.class, opened -> assertThat(opened.bytes()).hasSize(20));
    assertThat(told(lost)).contains("there is no such file");
  }

  @Test
  void a_file_of_somebody_else_is_told() {
    var denied = new AccessDeniedException("plan.yaml");

    assertThat(Disk.reason(denied)).isEqualTo("permission is denied");
    assertThat(Disk.hint(denied)).isEqualTo("ask its owner for it, or `chmod u+r` it");
  }

  @Test
  void what_utf_16_looks_like_is_told_as_bytes() {
    var plan = "tasks: {a: {run: x}}";
    assertThat(Plans.problems(plan.getBytes(StandardCharsets.UTF_16)))
        .isEqualTo(
            """
            plan_not_text plan.yaml: not a text, found byte 0x00 at offset 2, must be UTF-8
              hint: name a YAML file, saved as UTF-8
            """);
    assertThat(Plans.problems(plan.getBytes(StandardCharsets.UTF_16LE)))
        .contains("found byte 0x00 at offset 1");
  }

  @Test
  void lines_may_end_as_on_windows() {
    var plan = "tasks:\r\n  a:\r\n    run: |\r\n      x\r\n      y\r\n  b: {rnu: z}\r\n";

    assertThat(Plans.problems(plan))
        .isEqualTo("key_unknown plan.yaml:6:7: task `b`: unknown key `rnu`, did you mean `run`?\n");
    assertThat(Plans.problems(plan.replace("rnu", "run"))).isEmpty();
  }

  @Test
  void words_and_numbers_may_be_names() {
    var plan =
        Plans.plan(
            """
            tasks:
              no: {run: x}
              yes: {run: x, needs: no}
              on: {run: x, needs: [no, yes], locks: off}
              1: {run: x}
              007: {run: x, needs: 1}
              1.0: {run: x, needs: {007: ended}}
              true: {run: x, needs: [1.0]}
            """);

    assertThat(plan.tasks())
        .extracting(TaskSpec::name)
        .containsExactly("no", "yes", "on", "1", "007", "1.0", "true");
    assertThat(Plans.problems("tasks: {null: {run: x}}"))
        .isEqualTo(
            """
            key_not_text plan.yaml:1:9: `tasks`: a key must be a name, found nothing
              hint: write a name before the `:`
            """);
  }

  @Test
  void a_name_of_a_million_letters_is_told_in_short() {
    assertThat(Plans.problems("tasks: {? %s : {run: x}}".formatted("n".repeat(1_000_000))))
        .startsWith("name_invalid plan.yaml:1:11: a task has no valid name, found `nnn")
        .hasSizeLessThan(400);
  }

  @Test
  void values_are_counted_however_short_they_are() {
    var plan = ("tasks: [" + "x,".repeat(TreeReader.VALUES_MAX) + "]").getBytes(UTF_8);

    assertThat(Plans.problems(plan))
        .isEqualTo(
            """
            yaml_too_many_values plan.yaml:1:8000003: too many values, must be at most 4000000
              hint: divide the file, or put lists into files that the tasks read
            """);
  }

  private static String told(Path file) {
    var problem = ((PlanFile.Unreadable) PlanFile.open(file, "x.yaml")).problem();
    return problem.line() + " | " + problem.hint();
  }
}
