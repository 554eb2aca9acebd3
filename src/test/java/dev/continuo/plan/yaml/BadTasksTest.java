package dev.continuo.plan.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What else can be wrong with the keys of a plan and its tasks, word for word. */
class BadTasksTest {
  private static final String NAME_ALLOWED =
      "must be 1 to 100 letters, digits, `_`, `.` or `-`, not starting with `.` or `-`";

  @Test
  void a_plan_has_tasks() {
    assertThat(Plans.problems("name: x"))
        .isEqualTo(
            """
            key_missing plan.yaml:1:1: key `tasks` is missing
              hint: write it like `tasks: {build: {run: make}}`
            """);
    assertThat(Plans.problems("tasks: {}"))
        .isEqualTo(
            """
            tasks_empty plan.yaml:1:8: `tasks` is empty, a plan has at least one task
              hint: write it like `tasks: {build: {run: make}}`
            """);
    assertThat(Plans.problems("tasks: []"))
        .isEqualTo(
            """
            type_wrong plan.yaml:1:8: `tasks` has the wrong type, found a list, must be a map of tasks by name
              hint: write it like `tasks: {build: {run: make}}`
            """);
  }

  @Test
  void the_head_of_a_plan() {
    assertThat(
            Plans.problems(
                """
                name: "a\\nb"
                limits: {parallel: 0, x: 1}
                on-failure: stop
                defaults: {run: x}
                env: 5
                tasks: {a: {run: x}}
                """))
        .isEqualTo(
            """
            name_invalid plan.yaml:1:7: `name` is no title, found `a\\nb`, must be one line of at most 100 characters
              hint: shorten it to one line
            number_out_of_range plan.yaml:2:20: `limits`: `parallel` is out of range, found `0`, must be a whole number from 1 to 1000
              hint: write `1` for the least
            key_unknown plan.yaml:2:23: `limits`: unknown key `x`, allowed are `parallel`
              hint: remove it, or write one of these instead
            word_unknown plan.yaml:3:13: `on-failure` is unknown, found `stop`, must be `pause`, `continue` or `cancel`
              hint: write it like `on-failure: pause`
            key_unknown plan.yaml:4:12: `defaults`: unknown key `run`, allowed are `env`, `secrets`, `workdir`, `timeout`, `on-timeout`, `retries`, `priority`, `locks`, `resources`, `continue-on-error`, `gates`
              hint: remove it, or write one of these instead
            type_wrong plan.yaml:5:6: `env` has the wrong type, found the number `5`, must be a map of variables
              hint: write it like `env: {LEVEL: info}`
            """);
    assertThat(Plans.problems("limits: 5\ndefaults: x\nname: []\ntasks: {a: {run: x}}"))
        .isEqualTo(
            """
            type_wrong plan.yaml:1:9: `limits` has the wrong type, found the number `5`, must be a map with `parallel`
              hint: write it like `limits: {parallel: 4}`
            type_wrong plan.yaml:2:11: `defaults` has the wrong type, found the text `x`, must be a map of task keys
              hint: write it like `defaults: {retries: 1}`
            type_wrong plan.yaml:3:7: `name` has the wrong type, found a list, must be a text
              hint: write it like `name: nightly`
            """);
  }

  @Test
  void keys_of_other_tools_are_translated() {
    assertThat(
            Plans.problems(
                """
                jobs: {}
                tasks: {a: {run: x, depends_on: b, working-directory: c, timeout-minutes: 5}}
                """))
        .isEqualTo(
            """
            key_unknown plan.yaml:1:1: unknown key `jobs`, did you mean `tasks`?
            key_unknown plan.yaml:2:21: task `a`: unknown key `depends_on`, did you mean `needs`?
            key_unknown plan.yaml:2:36: task `a`: unknown key `working-directory`, did you mean `workdir`?
            key_unknown plan.yaml:2:58: task `a`: unknown key `timeout-minutes`, did you mean `timeout`?
            """);
    assertThat(Plans.problems("tasks: {a: {run: x, <<: {}}}"))
        .contains("unknown key `<<`, allowed are `run`, `agent`,")
        .endsWith("\n  hint: merge keys are not available, `defaults` is for what tasks share\n");
  }

  @Test
  void secrets() {
    assertThat(
            Plans.problems(
                "tasks: {a: {run: x, secrets: [A-B, TOKEN, TOKEN]}, b: {run: x, secrets: {T: x}}}"))
        .isEqualTo(
            """
            secret_duplicate plan.yaml:1:30: task `a`: `secrets` has `TOKEN` twice
              hint: remove one of the two
            secret_name_invalid plan.yaml:1:31: task `a`: element 1 of `secrets` is not the name of a secret, found `A-B`, must be 1 to 100 letters, digits and `_`, not starting with a digit or `CONTINUO_`
              hint: write the name alone, `continuo secret set` keeps its value
            type_wrong plan.yaml:1:73: task `b`: `secrets` has the wrong type, found a map, must be a name or a list of names
              hint: write it like `secrets: [NPM_TOKEN]`
            """);
  }

  @Test
  void needs() {
    assertThat(
            Plans.problems(
                """
                tasks:
                  b: {run: x}
                  a: {run: x, needs: [b, b]}
                  c: {run: x, needs: c}
                  d: {run: x, needs: {b: done}}
                  e: {run: x, needs: [[b]]}
                  f: {run: x, needs: "b c"}
                """))
        .isEqualTo(
            """
            need_duplicate plan.yaml:3:26: task `a`: needs `b` twice
              hint: remove one of the two
            need_self plan.yaml:4:22: task `c`: needs itself
              hint: remove it, a task can only need others
            word_unknown plan.yaml:5:26: task `d`, `needs`: `b` is unknown, found `done`, must be `succeeded` or `ended`
              hint: write it like `b: succeeded`
            type_wrong plan.yaml:6:23: task `e`: element 1 of `needs` has the wrong type, found a list, must be a name
              hint: write it like `needs: [build, test]`
            name_invalid plan.yaml:7:22: task `f`: `needs` is not a name, found `b c`, %s
              hint: write several names as `[b, c]`
            """
                .formatted(NAME_ALLOWED));
  }

  @Test
  void a_long_cycle_is_told_in_short_and_each_cycle_once() {
    var yaml = new StringBuilder("tasks:\n  p: {run: x, needs: q}\n  q: {run: x, needs: p}\n");
    for (int i = 0; i < 30; i++) {
      yaml.append("  t%d: {run: x, needs: t%d}\n".formatted(i, (i + 1) % 30));
    }
    yaml.append("  z: {run: x, needs: [q, t3]}\n");
    assertThat(Plans.problems(yaml.toString()))
        .isEqualTo(
            """
            needs_cycle plan.yaml:2:22: task `p`: its needs form a cycle, found `p → q → p`
              hint: remove one of these needs, else none of the tasks could ever start
            needs_cycle plan.yaml:4:23: task `t0`: its needs form a cycle, found `t0 → t1 → t2 → t3 → t4 → (21 more) → t26 → t27 → t28 → t29 → t0`
              hint: remove one of these needs, else none of the tasks could ever start
            """);
  }

  @Test
  void durations() {
    assertThat(
            Plans.problems(
                """
                tasks:
                  a: {run: x, timeout: 30}
                  b: {run: x, timeout: 0s}
                  c: {run: x, timeout: 366d1ms}
                  d: {run: x, timeout: soon}
                  e: {run: x, timeout: 1.5}
                  f: {run: x, on-timeout: kill}
                """))
        .isEqualTo(
            """
            duration_without_unit plan.yaml:2:24: task `a`: `timeout` has no unit, found `30`, must be like `90s`, `15m`, `1h30m` or `2d`
              hint: write `30s` for seconds
            duration_out_of_range plan.yaml:3:24: task `b`: `timeout` is out of range, found `0s`, must be `1ms` to `366d`
              hint: write `1ms` for the shortest
            duration_out_of_range plan.yaml:4:24: task `c`: `timeout` is out of range, found `366d1ms`, must be `1ms` to `366d`
              hint: write `366d` for the longest
            duration_invalid plan.yaml:5:24: task `d`: `timeout` is not a duration, found `soon`, must be like `90s`, `15m`, `1h30m` or `2d`
              hint: write whole numbers with `d`, `h`, `m`, `s` or `ms`, the largest unit first
            duration_invalid plan.yaml:6:24: task `e`: `timeout` is not a duration, found `1.5`, must be like `90s`, `15m`, `1h30m` or `2d`
              hint: write whole numbers with `d`, `h`, `m`, `s` or `ms`, the largest unit first
            word_unknown plan.yaml:7:27: task `f`: `on-timeout` is unknown, found `kill`, must be `ask` or `stop`
              hint: write it like `on-timeout: stop`
            """);
  }

  @Test
  void retries_priority_and_locks() {
    assertThat(
            Plans.problems(
                """
                tasks:
                  a: {run: x, retries: 101}
                  b: {run: x, retries: 1.5}
                  c: {run: x, retries: {max: 2, delay: 5s, delay-max: 1s, dely: 3s}}
                  d: {run: x, retries: {delay: 5s}}
                  e: {run: x, priority: hihg}
                  f: {run: x, locks: [a, a, "b c"]}
                """))
        .isEqualTo(
            """
            number_out_of_range plan.yaml:2:24: task `a`: `retries` is out of range, found `101`, must be a whole number from 0 to 100
              hint: write `100` for the most
            number_out_of_range plan.yaml:3:24: task `b`: `retries` is out of range, found `1.5`, must be a whole number from 0 to 100
              hint: write it in digits alone, without a fraction
            duration_out_of_range plan.yaml:4:55: task `c`, `retries`: `delay-max` is shorter than `delay`
              hint: write at least `5s`
            key_unknown plan.yaml:4:59: task `c`, `retries`: unknown key `dely`, did you mean `delay`?
            key_missing plan.yaml:5:24: task `d`, `retries`: key `max` is missing
              hint: write it like `max: 2`
            word_unknown plan.yaml:6:25: task `e`: `priority` is unknown, found `hihg`, did you mean `high`?
            lock_duplicate plan.yaml:7:22: task `f`: `locks` has `a` twice
              hint: remove one of the two
            name_invalid plan.yaml:7:29: task `f`: element 3 of `locks` is not a name, found `b c`, %s
              hint: write several names as `[b, c]`
            """
                .formatted(NAME_ALLOWED));
    assertThat(Plans.problems("tasks: {a: {run: x, locks: [" + "l,".repeat(101) + "]}}"))
        .isEqualTo(
            """
            list_too_long plan.yaml:1:28: task `a`: `locks` is too long, found 101 elements, must be at most 100
              hint: leave some out, or divide them among several tasks
            """);
  }

  @Test
  void expressions() {
    assertThat(
            Plans.problems(
                """
                tasks:
                  a: {run: "echo ${{ x }}", env: {A: "${{ b }}"}}
                  b: {agent: claude, prompt: "${{ y }}"}
                  c: {run: [echo, "${{ y }}"]}
                """))
        .isEqualTo(
            """
            expression_in_script plan.yaml:2:12: task `a`: `run` has an expression, found `${{`, a value pasted into a script could become a command
              hint: set a variable under `env`, and write `$NAME` in the script
            expression_unavailable plan.yaml:2:38: task `a`: variable `A` has an expression, found `${{`, only `${{ inputs.NAME }}` is available
              hint: write the value itself
            expression_unavailable plan.yaml:3:30: task `b`: `prompt` has an expression, found `${{`, expressions are not available yet
              hint: write the value itself
            expression_unavailable plan.yaml:4:19: task `c`: element 2 of `run` has an expression, found `${{`, only `${{ inputs.NAME }}` is available
              hint: write the value itself
            """);
  }

  @Test
  void variables() {
    assertThat(
            Plans.problems(
                """
                env: {1A: x, A-B: y, CONTINUO_X: z, D: , E: [x]}
                tasks: {a: {run: x}}
                """))
        .isEqualTo(
            """
            env_name_invalid plan.yaml:1:7: variable `1A` has no valid name, must be letters, digits and `_`, not starting with a digit
              hint: write `_1A`
            env_name_invalid plan.yaml:1:14: variable `A-B` has no valid name, must be letters, digits and `_`, not starting with a digit
              hint: write `A_B`
            env_name_reserved plan.yaml:1:22: variable `CONTINUO_X` has a reserved name, `CONTINUO_` is for what every task is told
              hint: write `X`
            type_wrong plan.yaml:1:39: variable `D` has no value
              hint: write `""` for an empty one
            type_wrong plan.yaml:1:45: variable `E` has the wrong type, found a list, must be a text, a number or a truth value
              hint: write it like `env: {LEVEL: info}`
            """);
  }

  @Test
  void a_variable_is_as_long_as_linux_takes_it() {
    var plan = "env: {A: %s}\ntasks: {a: {run: x}}";
    assertThat(Plans.problems(plan.formatted("x".repeat(131_069)))).isEmpty();
    assertThat(Plans.problems(plan.formatted("x".repeat(131_070))))
        .isEqualTo(
            """
            text_too_long plan.yaml:1:10: variable `A` is too long, found 131071 bytes with its name, must be at most 131070
              hint: hand over the name of a file
            """);
  }

  @Test
  void lists_of_variables_and_arguments_have_limits() {
    var variables = new StringBuilder();
    for (int i = 0; i < 1001; i++) {
      variables.append('A').append(i).append(": x, ");
    }
    assertThat(Plans.problems("env: {" + variables + "}\ntasks: {a: {run: x}}"))
        .isEqualTo(
            """
            list_too_long plan.yaml:1:6: `env` is too long, found 1001 variables, must be at most 1000
              hint: put the rest into a file that the tasks read
            """);
    assertThat(Plans.problems("tasks: {a: {run: [" + "x,".repeat(1001) + "]}}"))
        .isEqualTo(
            """
            list_too_long plan.yaml:1:18: task `a`: `run` is too long, found 1001 elements, must be at most 1000
              hint: leave some out, or divide them among several tasks
            """);
    assertThat(Plans.problems("tasks: {a: {run: [x, " + "x".repeat(131_072) + "]}}"))
        .isEqualTo(
            """
            text_too_long plan.yaml:1:22: task `a`: element 2 of `run` is too long, must be at most 131071 bytes
              hint: hand over the name of a file
            """);
  }

  @Test
  void a_name_that_would_steer_a_terminal_is_shown_harmless_wherever_it_is_told() {
    assertThat(
            Plans.problems(
                """
                tasks:
                  "a\\tb\\e[2J": {run: x, needs: [c, c, d]}
                """))
        .isEqualTo(
            """
            name_invalid plan.yaml:2:3: a task has no valid name, found `a\\tbU+001B[2J`, %s
              hint: write `a-b-2J`
            need_unknown plan.yaml:2:33: task `a\\tbU+001B[2J`: needs an unknown task, found `c`
              hint: the plan has `a\\tbU+001B[2J`
            need_duplicate plan.yaml:2:36: task `a\\tbU+001B[2J`: needs `c` twice
              hint: remove one of the two
            need_unknown plan.yaml:2:39: task `a\\tbU+001B[2J`: needs an unknown task, found `d`
              hint: the plan has `a\\tbU+001B[2J`
            """
                .formatted(
                    "must be 1 to 100 letters, digits, `_`, `.` or `-`, not starting with `.` or `-`"));
  }

  @Test
  void names_and_texts_that_cannot_be_used() {
    assertThat(
            Plans.problems(
                """
                tasks:
                  a/b: {run: x}
                  a: {run: "a\\0b"}
                  b: {run: "\\uD800"}
                """))
        .isEqualTo(
            """
            name_invalid plan.yaml:2:3: a task has no valid name, found `a/b`, %s
              hint: write `a-b`
            text_unusable plan.yaml:3:12: task `a`: `run` is no text for a process, found the character NUL
              hint: remove this character
            text_unusable plan.yaml:4:12: task `b`: `run` is no text for a process, found half of a surrogate pair
              hint: remove this character
            """
                .formatted(NAME_ALLOWED));
    assertThat(Plans.problems("tasks: {%s: {run: x}}".formatted("n".repeat(101))))
        .startsWith("name_invalid ");
    assertThat(Plans.problems("tasks: {%s: {run: x}}".formatted("n".repeat(100)))).isEmpty();
  }

  @Test
  void a_working_folder_stays_below_the_project() {
    for (var path : new String[] {"../x", "/x", "a/../../b", "..", "/", "a/b/../../../a"}) {
      assertThat(Plans.problems("tasks: {a: {run: x, workdir: %s}}".formatted(path)))
          .isEqualTo(
              """
              workdir_outside plan.yaml:1:30: task `a`: `workdir` leads out of the project, found `%s`, must be a path below it
                hint: write it as seen from the project, like `workdir: web/app`
              """,
              path);
    }
  }

  @Test
  void gates() {
    assertThat(
            Plans.problems(
                """
                tasks:
                  a:
                    run: x
                    gates:
                      - {run: y, timeout: 5}
                      - {check: {run: z}, run: y}
                      - {name: gate-1, check: {agent: claude}}
                      - {}
                      - {name: b a, check: {prompt: x}, rounds-max: 101, chek: x}
                """))
        .isEqualTo(
            """
            duration_without_unit plan.yaml:5:27: task `a`, gate `gate-1`: `timeout` has no unit, found `5`, must be like `90s`, `15m`, `1h30m` or `2d`
              hint: write `5s` for seconds
            gate_without_work plan.yaml:6:9: task `a`, gate `gate-2`: has both `run` and `check`, must have one of them
              hint: make two gates of them
            gate_name_taken plan.yaml:7:9: task `a`, gate `gate-1`: an earlier gate of the task has this name
              hint: give one of them another `name`
            key_missing plan.yaml:7:31: task `a`, gate `gate-1`, `check`: key `prompt` is missing
              hint: write it like `prompt: Review the last commit.`
            gate_without_work plan.yaml:8:9: task `a`, gate `gate-4`: has nothing to check by, must have `run` or `check`
              hint: `run: make test` passes when it exits with 0
            name_invalid plan.yaml:9:16: task `a`, gate `b a`: `name` is not a name, found `b a`, %s
              hint: write `b-a`
            work_missing plan.yaml:9:28: task `a`, gate `b a`, `check`: has nothing to do, must have `run`, or `agent` and `prompt`
              hint: say who gets the prompt, like `agent: reviewer`
            number_out_of_range plan.yaml:9:53: task `a`, gate `b a`: `rounds-max` is out of range, found `101`, must be a whole number from 0 to 100
              hint: write `100` for the most
            key_unknown plan.yaml:9:58: task `a`, gate `b a`: unknown key `chek`, did you mean `check`?
            """
                .formatted(NAME_ALLOWED));
    assertThat(Plans.problems("tasks: {a: {run: x, gates: [" + "{run: y},".repeat(51) + "]}}"))
        .contains("`gates` is too long, found 51 elements, must be at most 50");
  }
}
