package dev.continuo.plan.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuo.plan.Problem;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The mistakes that everybody makes, with every word that they are told. */
class BadPlansTest {
  @TempDir Path temp;

  @Test
  void a_misspelt_key() {
    assertThat(
            Plans.problems(
                """
                tasks:
                  build: {run: make}
                  api:
                    run: make api
                    need: build
                """))
        .isEqualTo(
            """
            key_unknown plan.yaml:5:5: task `api`: unknown key `need`, did you mean `needs`?
            """);
  }

  @Test
  void a_misspelt_key_is_not_missing_too() {
    assertThat(
            Plans.problems(
                """
                tasks:
                  a: {rnu: make}
                  b: {agnet: claude, prompt: hi}
                  c: {agent: claude, promt: hi}
                  d: {run: x, gates: [{chekc: {run: y}}]}
                  e: {rubbish: x}
                """))
        .isEqualTo(
            """
            key_unknown plan.yaml:2:7: task `a`: unknown key `rnu`, did you mean `run`?
            key_unknown plan.yaml:3:7: task `b`: unknown key `agnet`, did you mean `agent`?
            key_unknown plan.yaml:4:22: task `c`: unknown key `promt`, did you mean `prompt`?
            key_unknown plan.yaml:5:24: task `d`, gate `gate-1`: unknown key `chekc`, did you mean `check`?
            work_missing plan.yaml:6:3: task `e`: has nothing to do, must have `run`, or `agent` and `prompt`
              hint: `run: make test` runs a command
            key_unknown plan.yaml:6:7: task `e`: unknown key `rubbish`, allowed are `run`, `agent`, `prompt`, `steps`, `uses`, `with`, `needs`, `join`, `if`, `for-each`, `until`, `rounds-max`, `sync-points`, `approval`, `produces`, `consumes`, `env`, `secrets`, `workdir`, `timeout`, `on-timeout`, `retries`, `priority`, `locks`, `resources`, `continue-on-error`, `gates`, `title`, `expected`, `tags`, `files`
              hint: remove it, or write one of these instead
            """);
    assertThat(Plans.problems("task: {a: {run: x}}"))
        .isEqualTo("key_unknown plan.yaml:1:1: unknown key `task`, did you mean `tasks`?\n");
  }

  @Test
  void an_unknown_need() {
    assertThat(
            Plans.problems(
                """
                tasks:
                  build: {run: make}
                  api: {run: make, needs: [biuld]}
                  web: {run: make, needs: [database]}
                """))
        .isEqualTo(
            """
            need_unknown plan.yaml:3:28: task `api`: needs an unknown task, found `biuld`, did you mean `build`?
            need_unknown plan.yaml:4:28: task `web`: needs an unknown task, found `database`
              hint: the plan has `build`, `api`, `web`
            """);
  }

  @Test
  void a_cycle() {
    assertThat(
            Plans.problems(
                """
                tasks:
                  x: {run: a, needs: a}
                  c: {run: a, needs: [a]}
                  a: {run: a, needs: b}
                  b: {run: a, needs: {c: ended}}
                """))
        .isEqualTo(
            """
            needs_cycle plan.yaml:3:23: task `c`: its needs form a cycle, found `c → a → b → c`
              hint: remove one of these needs, else none of the tasks could ever start
            """);
  }

  @Test
  void an_empty_file() {
    var empty =
        """
        plan_empty plan.yaml: the plan is empty
          hint: a plan has at least one task under `tasks`
        """;
    assertThat(Plans.problems("")).isEqualTo(empty);
    assertThat(Plans.problems("# nothing but words\n")).isEqualTo(empty);
    assertThat(Plans.problems("---\n~\n...\n")).isEqualTo(empty);
  }

  @Test
  void a_negative_timeout() {
    assertThat(
            Plans.problems(
                """
                tasks:
                  a: {run: x, timeout: -5s}
                  b: {run: x, timeout: -5}
                """))
        .isEqualTo(
            """
            duration_out_of_range plan.yaml:2:24: task `a`: `timeout` is out of range, found `-5s`, must be `1ms` to `366d`
              hint: write `1ms` for the shortest
            duration_out_of_range plan.yaml:3:24: task `b`: `timeout` is out of range, found `-5`, must be `1ms` to `366d`
              hint: write `1ms` for the shortest
            """);
  }

  @Test
  void values_of_the_wrong_type() {
    assertThat(
            Plans.problems(
                """
                tasks:
                  a: {run: {x: y}}
                  b: {run: 42}
                  c: {run: x, retries: many}
                  d: {run: x, continue-on-error: yes}
                  e: {run: x, locks: {a: b}}
                  f: {run: x, timeout: [1]}
                  g: {run: x, timeout: ~}
                  h: {run: x, needs: ~}
                  i:
                  j: 5
                  k: {run: x, env: [a]}
                  l: {run: x, gates: lint}
                  m: {run: x, gates: [lint]}
                  n: {run: x, retries: [1]}
                  o: {run: x, gates: [{check: lint}]}
                  p: {run: x, workdir: [a]}
                  q: {agent: claude, prompt: 5}
                  r: {run: x, priority: true}
                """))
        .isEqualTo(
            """
            type_wrong plan.yaml:2:12: task `a`: `run` has the wrong type, found a map, must be a text or a list of texts
              hint: write it like `run: make test` or `run: [make, test]`
            type_wrong plan.yaml:3:12: task `b`: `run` has the wrong type, found the number `42`, must be a text or a list of texts
              hint: write it like `run: make test` or `run: [make, test]`
            type_wrong plan.yaml:4:24: task `c`: `retries` has the wrong type, found the text `many`, must be a whole number from 0 to 100
              hint: write it like `retries: 2`
            type_wrong plan.yaml:5:34: task `d`: `continue-on-error` has the wrong type, found the text `yes`, must be `true` or `false`
              hint: write it like `continue-on-error: true`
            type_wrong plan.yaml:6:22: task `e`: `locks` has the wrong type, found a map, must be a name or a list of names
              hint: write it like `locks: [database]`
            type_wrong plan.yaml:7:24: task `f`: `timeout` has the wrong type, found a list, must be a duration like `90s`, `15m`, `1h30m` or `2d`
              hint: write it like `timeout: 15m`
            type_wrong plan.yaml:8:24: task `g`: `timeout` has the wrong type, found nothing, must be a duration like `90s`, `15m`, `1h30m` or `2d`
              hint: remove it, or write it like `timeout: 15m`
            type_wrong plan.yaml:9:22: task `h`: `needs` has the wrong type, found nothing, must be a name, a list of names or a map of names
              hint: remove it, or write it like `needs: [build, test]`
            type_wrong plan.yaml:10:3: task `i`: has the wrong type, found nothing, must be a map with `run`, or `agent` and `prompt`
              hint: write below its name what it does, like `run: make test`
            type_wrong plan.yaml:11:3: task `j`: has the wrong type, found the number `5`, must be a map with `run`, or `agent` and `prompt`
              hint: write below its name what it does, like `run: make test`
            type_wrong plan.yaml:12:20: task `k`: `env` has the wrong type, found a list, must be a map of variables
              hint: write it like `env: {LEVEL: info}`
            type_wrong plan.yaml:13:22: task `l`: `gates` has the wrong type, found the text `lint`, must be a list of gates
              hint: write it like `gates: [{run: make test}]`
            type_wrong plan.yaml:14:23: task `m`: element 1 of `gates` has the wrong type, found the text `lint`, must be a map with `run` or `check`
              hint: write it like `gates: [{run: make test}]`
            type_wrong plan.yaml:15:24: task `n`: `retries` has the wrong type, found a list, must be a whole number from 0 to 100, or a map with `max`, `delay`, `delay-max`
              hint: write it like `retries: 2`
            type_wrong plan.yaml:16:31: task `o`, gate `gate-1`: `check` has the wrong type, found the text `lint`, must be a map with `run`, or `agent` and `prompt`
              hint: write it like `check: {run: ./review.sh}`
            type_wrong plan.yaml:17:24: task `p`: `workdir` has the wrong type, found a list, must be a path below the project
              hint: write it like `workdir: web/app`
            type_wrong plan.yaml:18:30: task `q`: `prompt` has the wrong type, found the number `5`, must be a text
              hint: write it like `prompt: Review the last commit.`
            word_unknown plan.yaml:19:25: task `r`: `priority` is unknown, found `true`, must be `urgent`, `high`, `normal` or `low`
              hint: write it like `priority: high`
            """);
  }

  @Test
  void a_binary_file() {
    assertThat(Plans.problems(new byte[] {'a', ':', 0, 1}))
        .isEqualTo(
            """
            plan_not_text plan.yaml: not a text, found byte 0x00 at offset 2, must be UTF-8
              hint: name a YAML file, saved as UTF-8
            """);
    assertThat(Plans.problems(new byte[] {'a', ':', ' ', (byte) 0xFF, (byte) 0xFE}))
        .isEqualTo(
            """
            plan_not_text plan.yaml: not a text, found byte 0xff at offset 3, must be UTF-8
              hint: name a YAML file, saved as UTF-8
            """);
    assertThat(Plans.problems(new byte[] {'a', (byte) 0xC3})).contains("byte 0xc3 at offset 1");
  }

  @Test
  void a_duplicate_key() {
    assertThat(
            Plans.problems(
                """
                tasks:
                  a: {run: x}
                  a: {run: y}
                  b:
                    run: x
                    run: y
                    env: {A: 1, A: 2}
                    needs: {a: ended, a: succeeded}
                """))
        .isEqualTo(
            """
            key_duplicate plan.yaml:3:3: `tasks`: key `a` stands twice, first in line 2
              hint: remove one of the two, or rename it
            key_duplicate plan.yaml:6:5: task `b`: key `run` stands twice, first in line 5
              hint: remove one of the two, or rename it
            key_duplicate plan.yaml:7:17: task `b`, `env`: key `A` stands twice, first in line 7
              hint: remove one of the two, or rename it
            key_duplicate plan.yaml:8:23: task `b`, `needs`: key `a` stands twice, first in line 8
              hint: remove one of the two, or rename it
            """);
  }

  @Test
  void nothing_to_run() {
    assertThat(
            Plans.problems(
                """
                tasks:
                  a: {}
                  b: {agent: claude}
                  c: {prompt: hi}
                  d: {run: x, agent: claude, prompt: y}
                  e: {run: x, prompt: y}
                  f: {run: []}
                  g: {run: " "}
                  h: {run: ["", x]}
                """))
        .isEqualTo(
            """
            work_missing plan.yaml:2:3: task `a`: has nothing to do, must have `run`, or `agent` and `prompt`
              hint: `run: make test` runs a command
            key_missing plan.yaml:3:3: task `b`: key `prompt` is missing
              hint: write it like `prompt: Review the last commit.`
            work_missing plan.yaml:4:3: task `c`: has nothing to do, must have `run`, or `agent` and `prompt`
              hint: say who gets the prompt, like `agent: reviewer`
            work_ambiguous plan.yaml:5:3: task `d`: has both `run` and `agent`, must have one of them
              hint: remove one, or make two tasks of them
            prompt_without_agent plan.yaml:6:3: task `e`: has a `prompt` but no `agent`
              hint: remove `prompt`, or write `agent` instead of `run`
            text_empty plan.yaml:7:12: task `f`: `run` is empty
              hint: write it like `run: make test` or `run: [make, test]`
            text_empty plan.yaml:8:12: task `g`: `run` is empty
              hint: write it like `run: make test` or `run: [make, test]`
            text_empty plan.yaml:9:13: task `h`: element 1 of `run` is empty
              hint: write it like `run: make test` or `run: [make, test]`
            """);
  }

  @Test
  void a_file_that_cannot_be_read() throws IOException {
    assertThat(unreadable(temp.resolve("absent.yaml")).line())
        .isEqualTo("as/typed.yaml: the plan cannot be read, there is no such file");
    assertThat(unreadable(temp.resolve("absent.yaml")).hint())
        .isEqualTo("check the path, it is seen from the folder that you are in");
    assertThat(unreadable(temp).hint()).isEqualTo("name a file");
    assertThat(unreadable(temp).line())
        .isEqualTo("as/typed.yaml: the plan cannot be read, it is a folder");
    assertThat(unreadable(temp).code()).isEqualTo("plan_unreadable");
    var plan = Files.writeString(temp.resolve("good.yaml"), "tasks: {a: {run: x}}");
    assertThat(PlanFile.open(plan, "good.yaml"))
        .isInstanceOfSatisfying(
            PlanFile.Opened.class,
            opened -> assertThat(opened.bytes()).asString().isEqualTo("tasks: {a: {run: x}}"));
  }

  @Test
  void a_file_that_is_too_large() throws IOException {
    var file = temp.resolve("large.yaml");
    try (var large = new RandomAccessFile(file.toFile(), "rw")) {
      large.setLength(PlanReader.PLAN_BYTES_MAX + 1L);
    }
    var told = "the plan is too large, found 33554433 bytes, must be at most 33554432";

    assertThat(unreadable(file).line()).isEqualTo("as/typed.yaml: " + told);
    assertThat(Plans.problems(new byte[PlanReader.PLAN_BYTES_MAX + 1]))
        .isEqualTo(
            "plan_too_large plan.yaml: " + told + "\n  hint: divide it into several plans\n");
  }

  @Test
  void of_many_problems_the_first_twenty_are_told() {
    var yaml = new StringBuilder("tasks:\n");
    for (int i = 0; i < 25; i++) {
      yaml.append("  t").append(i).append(": {run: x, timeout: 5}\n");
    }
    assertThat(Plans.problems(yaml.toString()))
        .contains("plan.yaml:21:26: task `t19`")
        .doesNotContain("t20")
        .endsWith("and 5 more\n");
  }

  private static Problem unreadable(Path file) {
    return ((PlanFile.Unreadable) PlanFile.open(file, "as/typed.yaml")).problem();
  }
}
