package dev.continuo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user is told when a plan fails, or is none. */
class FailuresIT {
  @TempDir Path folder;
  private Continuo continuo;

  @BeforeEach
  void open() throws IOException {
    continuo = Continuo.in(folder);
  }

  @AfterEach
  void close() {
    continuo.close();
  }

  @Test
  void a_failing_task_is_named_with_its_last_lines_and_its_dependants_never_start()
      throws Exception {
    continuo.write(
        "plan.yaml",
        """
        tasks:
          good: {run: 'true'}
          bad: {needs: good, run: 'echo first; echo last words >&2; exit 3'}
          after: {needs: bad, run: 'touch started'}
          later: {needs: after, run: 'touch started'}
        """);
    continuo.serve();

    var ended = continuo.run("run", "plan.yaml");

    var run = ended.err().substring(4, 12);
    assertThat(ended.err().replaceAll("(?m)^\\d\\d:\\d\\d:\\d\\d ", "TIME "))
        .isEqualTo(
            """
            run RUN: 4 tasks
            TIME good started (attempt 1)
            TIME good succeeded
            TIME bad started (attempt 1)
            TIME bad failed: exit code 3
                first
                last words
            TIME run paused: task `bad` failed: exit code 3
            run RUN is paused and waits for you, 4 tasks: 1 succeeded, 1 failed, 2 waiting
              task bad failed: exit code 3
              never started: after, later
            hint: `continuo logs RUN/bad` shows the output
                  `continuo retry RUN` tries again
                  `continuo cancel RUN` ends the run
            """
                .replace("RUN", run));
    assertThat(ended.out()).isEmpty();
    assertThat(ended.exitCode()).isEqualTo(1);
    assertThat(continuo.file("started")).doesNotExist();
    for (var name : new String[] {"after", "later"}) {
      assertThat(continuo.api().task(run, name).path("turns")).isEmpty();
    }
    assertThat(continuo.run("logs", run + "/bad").out()).isEqualTo("first\nlast words\n");
  }

  @Test
  void each_of_ten_bad_plans_is_refused_word_for_word_and_starts_nothing() throws Exception {
    continuo.write("misspelt.yaml", "tasks:\n  a:\n    run: x\n    need: b\n  b: {run: x}\n");
    continuo.write("unknown.yaml", "tasks:\n  build: {run: x}\n  a: {run: x, needs: biuld}\n");
    continuo.write("cycle.yaml", "tasks:\n  a: {run: x, needs: b}\n  b: {run: x, needs: a}\n");
    continuo.write("empty.yaml", "");
    continuo.write("negative.yaml", "tasks:\n  a: {run: x, timeout: -5s}\n");
    continuo.write("type.yaml", "tasks:\n  a: {run: x, retries: many}\n");
    Files.write(continuo.file("binary.yaml"), new byte[] {(byte) 0x7f, 'E', 'L', 'F', 2, 0});
    continuo.write("twice.yaml", "tasks:\n  a: {run: x}\n  a: {run: y}\n");
    continuo.write("idle.yaml", "tasks:\n  a: {timeout: 5s}\n");

    assertRefused(
        "misspelt.yaml",
        """
        error: misspelt.yaml:4:5: task `a`: unknown key `need`, did you mean `needs`?
        """);
    assertRefused(
        "unknown.yaml",
        """
        error: unknown.yaml:3:22: task `a`: needs an unknown task, found `biuld`, did you mean `build`?
        """);
    assertRefused(
        "cycle.yaml",
        """
        error: cycle.yaml:2:22: task `a`: its needs form a cycle, found `a → b → a`
        ✗ Error: Circular Dependencies Detected
        Cycle found: a → b → a
        Resolution options:
        1. Remove b → a dependency (likely unnecessary)
        2. Split a into two tasks (a-v1, a-v2)
        3. Reorder: Complete a before b
        """);
    assertRefused(
        "empty.yaml",
        """
        error: empty.yaml: the plan is empty
        hint: a plan has at least one task under `tasks`
        """);
    assertRefused(
        "negative.yaml",
        """
        error: negative.yaml:2:24: task `a`: `timeout` is out of range, found `-5s`, must be `1ms` to `366d`
        hint: write `1ms` for the shortest
        """);
    assertRefused(
        "type.yaml",
        """
        error: type.yaml:2:24: task `a`: `retries` has the wrong type, found the text `many`, must be a whole number from 0 to 100
        hint: write it like `retries: 2`
        """);
    assertRefused(
        "binary.yaml",
        """
        error: binary.yaml: not a text, found byte 0x02 at offset 4, must be UTF-8
        hint: name a YAML file, saved as UTF-8
        """);
    assertRefused(
        "twice.yaml",
        """
        error: twice.yaml:3:3: `tasks`: key `a` stands twice, first in line 2
        hint: remove one of the two, or rename it
        """);
    assertRefused(
        "idle.yaml",
        """
        error: idle.yaml:2:3: task `a`: has nothing to do, must have `run`, or `agent` and `prompt`
        hint: `run: make test` runs a command
        """);
    assertRefused(
        "absent.yaml",
        """
        error: absent.yaml: the plan cannot be read, there is no such file
        hint: check the path, it is seen from the folder that you are in
        """);
  }

  private void assertRefused(String plan, String words) throws Exception {
    assertThat(continuo.run("run", plan)).isEqualTo(new Ended(2, "", words));
    assertThat(continuo.home()).doesNotExist();
    assertThat(continuo.belongings().living()).isEmpty();
  }
}
