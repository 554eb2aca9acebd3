package dev.continuo.plan.yaml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.continuo.condition.ConditionPart;
import dev.continuo.condition.FollowsPart;
import dev.continuo.expansion.EachPart;
import dev.continuo.plan.ConfigurationFiles;
import dev.continuo.plan.InputValues;
import dev.continuo.plan.Neighbours;
import dev.continuo.plan.Plan;
import dev.continuo.plan.PlanFiles;
import dev.continuo.plan.Reading;
import dev.continuo.plan.References;
import dev.continuo.task.GroupPart;
import dev.continuo.task.JoinPart;
import dev.continuo.task.Kind;
import dev.continuo.task.Need;
import dev.continuo.task.TaskSpec;
import dev.continuo.task.Text;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Plans that stand for a task of another plan. */
class UsesTest {
  private static final String BUILD =
      """
      inputs: {target: {type: choice, options: [debug, release], default: debug}}
      env: {LEVEL: info, TARGET: "${{ inputs.target }}"}
      defaults: {retries: 1}
      tasks:
        compile: {run: 'make "$TARGET"', produces: app.jar}
        lint: {run: make lint, env: {LEVEL: warn}}
        test: {needs: compile, run: [make, test, "${{ inputs.target }}"]}
      """;

  private static Reading read(String plan, Map<String, String> files, InputValues inputs) {
    return PlanReader.read(
        plan.getBytes(UTF_8),
        "plan.yaml",
        new References(Plans.AGENTS, ConfigurationFiles.NONE, inputs, Plans.CEL)
            .using(PlanFiles.of(new TreeMap<>(files))),
        Text.Inline::new);
  }

  private static Plan plan(String plan, Map<String, String> files) {
    assertThat(problems(plan, files)).isEmpty();
    return read(plan, files, InputValues.NONE) instanceof Reading.Good(var good)
        ? good
        : Plans.plan("");
  }

  private static String problems(String plan, Map<String, String> files) {
    return Plans.problems(
        plan.getBytes(UTF_8),
        References.to(Plans.AGENTS, Plans.CEL).using(PlanFiles.of(new TreeMap<>(files))));
  }

  private static String problems(String plan) {
    return problems(plan, Map.of("build.yaml", BUILD));
  }

  private static TaskSpec task(Plan plan, String name) {
    return plan.tasks().stream()
        .filter(task -> task.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError(plan.tasks().stream().map(TaskSpec::name).toList()));
  }

  /** {@code name < needed needed}, a line for each task in order. */
  private static String shape(Plan plan) {
    return plan.tasks().stream()
        .map(
            task ->
                task.name()
                    + task.needs().stream()
                        .map(need -> plan.tasks().get(need.index()).name())
                        .collect(Collectors.joining(" ", " < ", "")))
        .map(String::stripTrailing)
        .map(line -> line.endsWith(" <") ? line.substring(0, line.length() - 2) : line)
        .collect(Collectors.joining("\n", "", "\n"));
  }

  @Test
  void its_tasks_stand_where_the_task_does() {
    var plan =
        plan(
            """
            tasks:
              prepare: {run: ./prepare}
              build: {needs: prepare, uses: ./build.yaml, with: {target: release}, title: Build}
              ship: {needs: build, consumes: app.jar, run: ./ship}
            """,
            Map.of("build.yaml", BUILD));

    assertThat(shape(plan))
        .isEqualTo(
            """
            prepare
            build/compile < prepare
            build/lint < prepare
            build/test < build/compile
            build < build/compile build/lint build/test
            ship < build
            """);
    assertThat(task(plan, "build").kind()).isEqualTo(Kind.SYNC);
    assertThat(task(plan, "build").title()).isEqualTo("Build");
    assertThat(task(plan, "build").part(GroupPart.class))
        .contains(new GroupPart(GroupPart.Form.BY_NAME));
    assertThat(task(plan, "build").needs()).allMatch(need -> need.on() == Need.On.ENDED);
  }

  @Test
  void what_the_plan_says_for_all_its_tasks_holds_inside_and_nowhere_else() {
    var plan =
        plan(
            """
            env: {LEVEL: error, PLACE: here}
            defaults: {retries: 5}
            tasks: {build: {uses: build.yaml, with: {target: release}}, other: {run: x}}
            """,
            Map.of("build.yaml", BUILD));

    assertThat(task(plan, "build/compile").env())
        .isEqualTo(Map.of("INPUT_TARGET", "release", "LEVEL", "info", "TARGET", "release"));
    assertThat(task(plan, "build/lint").env()).containsEntry("LEVEL", "warn");
    assertThat(task(plan, "build/test").work().toString()).contains("make, test, release");
    assertThat(task(plan, "build/test").retries().max()).isEqualTo(1);
    assertThat(task(plan, "other").env()).isEmpty();
    assertThat(task(plan, "other").retries().max()).isEqualTo(5);
  }

  @Test
  void it_may_be_used_often_and_use_others() {
    var files =
        Map.of(
            "build.yaml",
            BUILD,
            "ci/all.yaml",
            """
            inputs: {how: {default: debug}}
            env: {LEVEL: all, MORE: "1"}
            tasks:
              one: {uses: ci/../build.yaml, with: {target: "${{ inputs.how }}"}}
              end: {needs: {one: ended}, run: ./end}
            """);
    var plan =
        plan(
            """
            tasks:
              first: {run: ./first}
              a: {needs: {first: ended}, uses: ./ci/all.yaml}
              b: {needs: a, uses: ./ci/all.yaml, with: {how: release}}
            """,
            files);

    assertThat(shape(plan))
        .isEqualTo(
            """
            first
            a/one/compile < first
            a/one/lint < first
            a/one/test < a/one/compile
            a/one < a/one/compile a/one/lint a/one/test
            a/end < a/one
            a < a/one a/end
            b/one/compile < a
            b/one/lint < a
            b/one/test < b/one/compile
            b/one < b/one/compile b/one/lint b/one/test
            b/end < b/one
            b < b/one b/end
            """);
    assertThat(task(plan, "a/one/compile").needs()).containsExactly(new Need(0, Need.On.ENDED));
    assertThat(task(plan, "b/one/compile").env())
        .isEqualTo(
            Map.of(
                "INPUT_HOW", "release",
                "INPUT_TARGET", "release",
                "LEVEL", "info",
                "MORE", "1",
                "TARGET", "release"));
    assertThat(plan.used()).isEqualTo(files);
  }

  @Test
  void a_join_and_a_condition_stand_before_all_of_them() {
    var plan =
        plan(
            """
            inputs: {deploy: {type: boolean, default: true}}
            tasks:
              a: {run: a}
              b: {run: b}
              build:
                needs: [a, b]
                join: any
                if: inputs.deploy && needs.a.state != "failed"
                uses: build.yaml
            """,
            Map.of("build.yaml", BUILD));

    assertThat(shape(plan))
        .isEqualTo(
            """
            a
            b
            build/.start < a b
            build/compile < build/.start
            build/lint < build/.start
            build/test < build/compile
            build < build/compile build/lint build/test
            """);
    var start = task(plan, "build/.start");
    assertThat(start.kind()).isEqualTo(Kind.SYNC);
    assertThat(start.part(JoinPart.class)).contains(new JoinPart(1));
    assertThat(start.part(ConditionPart.class).map(ConditionPart::expression))
        .contains("inputs.deploy && needs.a.state != \"failed\"");
    assertThat(task(plan, "build/test").part(FollowsPart.class))
        .isEqualTo(Optional.of(new FollowsPart("build/.start")));
    assertThat(task(plan, "build").part(FollowsPart.class)).isEmpty();
  }

  @Test
  void several_needs_are_waited_for_once_and_not_by_each_task() {
    var plan =
        plan(
            """
            tasks:
              a: {run: a}
              b: {run: b}
              build: {needs: {a: succeeded, b: ended}, uses: build.yaml}
            """,
            Map.of("build.yaml", BUILD));

    assertThat(shape(plan)).contains("build/.start < a b\nbuild/compile < build/.start\n");
    assertThat(task(plan, "build/.start").parts()).isEmpty();
    assertThat(task(plan, "build/.start").needs())
        .containsExactly(new Need(0, Need.On.SUCCEEDED), new Need(1, Need.On.ENDED));
  }

  @Test
  void the_same_bytes_give_the_same_tasks_whatever_became_of_the_files() {
    var yaml = "tasks: {a: {uses: build.yaml}, b: {needs: a, uses: build.yaml}}";
    var plan = plan(yaml, Map.of("build.yaml", BUILD, "unused.yaml", "x"));

    assertThat(plan.used()).isEqualTo(Map.of("build.yaml", BUILD));
    assertThat(read(yaml, plan.used(), InputValues.NONE)).isEqualTo(new Reading.Good(plan));
  }

  @Test
  void conditions_inside_speak_of_what_stands_there() {
    var plan =
        plan(
            "tasks: {build: {uses: build.yaml}}",
            Map.of(
                "build.yaml",
                "tasks: {a: {run: a}, b: {needs: a, if: needs.a.result.ok, run: b}}"));

    assertThat(task(plan, "build/b").part(ConditionPart.class).map(ConditionPart::expression))
        .contains("needs.a.result.ok");
  }

  @Test
  void what_is_wrong_inside_is_told_of_its_own_file_and_once() {
    assertThat(
            problems(
                "tasks: {x: {uses: build.yaml}, y: {uses: build.yaml}, z: {needs: w, run: z}}",
                Map.of(
                    "build.yaml",
                    """
                    limits: {parallel: 2}
                    on-failure: cancel
                    tasks:
                      a: {needs: bb, run: a}
                      b: {rnu: b}
                      c: {if: needs.b.result.ok, run: c}
                    """)))
        .isEqualTo(
            """
            key_of_run build.yaml:1:9: `limits` says nothing of a plan that another one uses
              hint: remove it, the plan that is run has its own
            key_of_run build.yaml:2:13: `on-failure` says nothing of a plan that another one uses
              hint: remove it
            need_unknown build.yaml:4:14: task `a`: needs an unknown task, found `bb`, did you mean `b`?
            key_unknown build.yaml:5:7: task `b`: unknown key `rnu`, did you mean `run`?
            condition_need_unknown build.yaml:6:11: task `c`: `if` speaks of a task that this one does not need, found `b`
              hint: name it under `needs` too
            need_unknown plan.yaml:1:66: task `z`: needs an unknown task, found `w`
              hint: the plan has `x`, `y`, `z`
            """);
  }

  @Test
  void circles_are_told_where_they_are() {
    assertThat(
            problems(
                "tasks: {x: {uses: build.yaml}}",
                Map.of("build.yaml", "tasks: {a: {needs: b, run: a}, b: {needs: a, run: b}}")))
        .isEqualTo(
            """
            needs_cycle build.yaml:1:20: task `a`: its needs form a cycle, found `a → b → a`
              hint: remove one of these needs, else none of the tasks could ever start
            """);
    assertThat(problems("tasks: {x: {needs: y, uses: build.yaml}, y: {needs: x, run: y}}"))
        .isEqualTo(
            """
            needs_cycle plan.yaml:1:20: task `x`: its needs form a cycle, found `x → y → x`
              hint: remove one of these needs, else none of the tasks could ever start
            """);
  }

  @Test
  void nobody_outside_needs_a_task_inside() {
    assertThat(problems("tasks: {x: {uses: build.yaml}, y: {needs: x/test, run: y}}"))
        .startsWith("name_invalid plan.yaml:1:43: task `y`: `needs` is not a name, found `x/test`");
    assertThat(problems("tasks: {x: {uses: build.yaml}, y: {needs: test, run: y}}"))
        .isEqualTo(
            """
            need_unknown plan.yaml:1:43: task `y`: needs an unknown task, found `test`
              hint: the plan has `x`, `y`
            """);
  }

  @Test
  void a_plan_cannot_use_itself() {
    assertThat(problems("tasks: {x: {uses: ./plan.yaml}}", Map.of()))
        .isEqualTo(
            """
            uses_cycle plan.yaml:1:19: task `x`: `uses` leads back to a plan that it stands in, found `plan.yaml → plan.yaml`
              hint: remove one of these, else the plan would have no end
            """);
    assertThat(
            problems(
                "tasks: {x: {uses: a.yaml}}",
                Map.of(
                    "a.yaml", "tasks: {y: {uses: b.yaml}}",
                    "b.yaml", "tasks: {z: {uses: a.yaml}}")))
        .isEqualTo(
            """
            uses_cycle b.yaml:1:19: task `z`: `uses` leads back to a plan that it stands in, found `plan.yaml → a.yaml → b.yaml → a.yaml`
              hint: remove one of these, else the plan would have no end
            """);
  }

  @Test
  void plans_stand_at_most_five_deep_in_each_other() {
    var files = new TreeMap<String, String>();
    IntStream.rangeClosed(1, 6)
        .forEach(i -> files.put(i + ".yaml", "tasks: {t: {uses: " + (i + 1) + ".yaml}}"));
    files.put("5.yaml", "tasks: {t: {run: x}}");
    var plan = plan("tasks: {t: {uses: 1.yaml}}", files);
    assertThat(plan.tasks().getFirst().name()).isEqualTo("t/t/t/t/t/t");

    files.put("5.yaml", "tasks: {t: {uses: 6.yaml}}");
    assertThat(problems("tasks: {t: {uses: 1.yaml}}", files))
        .isEqualTo(
            """
            uses_too_deep 5.yaml:1:19: task `t`: `uses` is too deep within other plans, found `plan.yaml → 1.yaml → 2.yaml → 3.yaml → 4.yaml → 5.yaml → 6.yaml`, must be at most 5
              hint: leave one of them out
            """);
  }

  @Test
  void the_file_must_be_a_plan_below_the_project() {
    assertThat(problems("tasks: {x: {uses: other.yaml}}"))
        .isEqualTo(
            """
            uses_unreadable plan.yaml:1:19: task `x`: `uses` names a plan that cannot be read, found `other.yaml`, there is no such file
              hint: a path is seen from the project's folder
            """);
    assertThat(problems("tasks: {x: {uses: ../build.yaml}}"))
        .isEqualTo(
            """
            uses_outside plan.yaml:1:19: task `x`: `uses` leads out of the project, found `../build.yaml`, must be a path below it
              hint: write it as seen from the project, like `uses: ./build.yaml`
            """);
    assertThat(problems("tasks: {x: {uses: build.yaml}}", Map.of("build.yaml", "")))
        .isEqualTo(
            """
            plan_empty build.yaml: the plan is empty
              hint: a plan has at least one task under `tasks`
            """);
    assertThat(problems("tasks: {x: {uses: build.yaml}}", Map.of("build.yaml", "a: [")))
        .startsWith("yaml_syntax build.yaml:1:");
    assertThat(
            problems(
                "tasks: {x: {uses: p.yaml}}",
                Map.of("p.yaml", "primary_agent: a\nreviewer_agents: [b]\n")))
        .isEqualTo(
            """
            uses_pattern plan.yaml:1:19: task `x`: `uses` names the configuration of a pattern, found `p.yaml`
              hint: run it on its own, or write its tasks as a plan
            """);
  }

  @Test
  void a_task_that_is_a_plan_says_little_else() {
    assertThat(
            problems(
                "tasks: {x: {uses: build.yaml, run: make, retries: 1, gates: [{run: y}]}, y: {run: y, with: {a: b}}}"))
        .isEqualTo(
            """
            work_ambiguous plan.yaml:1:36: task `x`: `run` stands beside `uses`, must be one of them
              hint: remove one, or make two tasks of them
            uses_beside plan.yaml:1:51: task `x`: `retries` says nothing of another plan, allowed beside `uses` are `with`, `needs`, `join`, `if`, `title`
              hint: write it into that plan, in a task or under `defaults`
            uses_beside plan.yaml:1:61: task `x`: `gates` says nothing of another plan, allowed beside `uses` are `with`, `needs`, `join`, `if`, `title`
              hint: write it into that plan, in a task or under `defaults`
            with_without_uses plan.yaml:1:92: task `y`: `with` is for a plan, and the task has no `uses`
              hint: name the plan, like `uses: ./build.yaml`, or write `env`
            """);
  }

  @Test
  void what_it_is_given_has_to_be_what_its_inputs_take() {
    var files =
        Map.of(
            "build.yaml",
            """
            inputs:
              target: {type: choice, options: [debug, release]}
              count: {type: number, required: true}
            tasks: {a: {run: a}}
            """);
    assertThat(problems("tasks: {x: {uses: build.yaml, with: {taget: debug}}}", files))
        .isEqualTo(
            """
            input_missing plan.yaml:1:19: task `x`: gives nothing for input `count`, which `build.yaml` requires
              hint: write it like `with: {count: VALUE}`
            input_unknown plan.yaml:1:38: task `x`: gives an unknown input, found `taget`, did you mean `target`?
              hint: `build.yaml` has `count`, `target`
            """);
    assertThat(problems("tasks: {x: {uses: build.yaml, with: {target: relase, count: no}}}", files))
        .isEqualTo(
            """
            input_invalid plan.yaml:1:46: input `target`: is none of its options, found `relase`, did you mean `release`?
            input_invalid plan.yaml:1:61: input `count`: is not a number, found `no`
              hint: write digits, like `3` or `-1.5`
            """);
    assertThat(problems("tasks: {x: {uses: build.yaml, with: {count: '${{ inputs.n }}'}}}", files))
        .isEqualTo(
            """
            input_unknown plan.yaml:1:45: task `x`: input `count` refers to an unknown input, found `n`
              hint: declare it, like `inputs: {version: {type: string}}`
            """);
    assertThat(
            problems(
                "tasks: {x: {uses: a.yaml, with: {b: c}}}",
                Map.of("a.yaml", "tasks: {a: {run: a}}")))
        .contains("hint: `a.yaml` has no inputs");
  }

  @Test
  void what_comes_later_is_not_checked_now() {
    var plan =
        """
        inputs: {n: {type: number, required: true}}
        tasks: {x: {uses: a.yaml, with: {n: "${{ inputs.n }}"}}}
        """;
    var files =
        Map.of(
            "a.yaml",
            """
            inputs: {n: {type: number, required: true}}
            tasks: {x: {uses: b.yaml, with: {n: "${{ inputs.n }}"}}}
            """,
            "b.yaml",
            "{inputs: {n: {type: number, required: true}}, tasks: {a: {run: a}}}");

    assertThat(read(plan, files, new InputValues.Later())).isInstanceOf(Reading.Good.class);
    assertThat(read(plan, files, new InputValues.Given(new TreeMap<>(Map.of("n", "7")))))
        .isInstanceOfSatisfying(
            Reading.Good.class,
            good -> assertThat(task(good.plan(), "x/x/a").env()).isEqualTo(Map.of("INPUT_N", "7")));
  }

  @Test
  void what_multiplies_is_refused() {
    var many =
        IntStream.range(0, 100)
            .mapToObj(i -> "t" + i + ": {uses: %s}")
            .collect(Collectors.joining(", ", "tasks: {", "}"));
    var files =
        Map.of(
            "a.yaml", many.replace("%s", "b.yaml"),
            "b.yaml", many.replace("%s", "c.yaml"),
            "c.yaml", many.replace("{uses: %s}", "{run: " + "x".repeat(10_000) + "}"));
    assertThat(problems(many.replace("%s", "a.yaml"), files))
        .contains("yaml_expansion_too_large")
        .contains("plans that are used make the plan too large, must be at most 64 MiB in full")
        .contains("hint: use them less often, or divide the plan into several");
    assertThat(
            plan(
                    many.replace("t99: {uses: %s}", "t99: {run: x}").replace("%s", "d.yaml"),
                    Map.of("d.yaml", many.replace("{uses: %s}", "{run: x}")))
                .tasks()
                .stream()
                .filter(task -> task.kind() == Kind.WORK))
        .hasSize(9_901);
    var fat =
        "env: {A: %s}\ntasks: {%s}".formatted("x".repeat(100_000), "a: {run: a}, b: {run: b}");
    assertThat(problems(many.replace("%s", "f.yaml"), Map.of("f.yaml", fat))).isEmpty();
    var fatter =
        fat.replace(
            "b: {run: b}",
            IntStream.range(0, 10)
                .mapToObj(i -> "b" + i + ": {run: b}")
                .collect(Collectors.joining(", ")));
    assertThat(problems(many.replace("%s", "f.yaml"), Map.of("f.yaml", fatter)))
        .contains("yaml_expansion_too_large");
  }

  @Test
  void all_files_together_are_as_large_as_one_may_be() {
    var half = ("#" + "x".repeat(1023) + "\n").repeat(17 << 10) + "tasks: {a: {run: a}}";
    assertThat(
            problems(
                "tasks: {a: {uses: a.yaml}, b: {uses: b.yaml}}",
                Map.of("a.yaml", half, "b.yaml", half)))
        .startsWith("plan_too_large b.yaml: the plans that are used are too large, found ")
        .endsWith(
            """
            bytes in all, must be at most 33554432
              hint: divide them into several runs
            """);
  }

  @Test
  void tasks_that_are_added_to_a_run_may_be_plans_too() {
    var there =
        new Neighbours() {
          @Override
          public OptionalInt find(String name) {
            return switch (name) {
              case "there" -> OptionalInt.of(3);
              case "y/lint" -> OptionalInt.of(4);
              default -> OptionalInt.empty();
            };
          }

          @Override
          public int first() {
            return 7;
          }
        };
    var references =
        References.to(Plans.AGENTS, Plans.CEL)
            .using(PlanFiles.of(new TreeMap<>(Map.of("build.yaml", BUILD))));
    Function<String, Reading> add =
        yaml ->
            PlanReader.readAdded(
                yaml.getBytes(UTF_8), "more.yaml", references, Text.Inline::new, there);

    assertThat(add.apply("tasks: {x: {needs: there, uses: build.yaml}}"))
        .isInstanceOfSatisfying(
            Reading.Good.class,
            good ->
                assertThat(good.plan().tasks().stream().map(TaskSpec::needs))
                    .containsExactly(
                        List.of(new Need(3, Need.On.SUCCEEDED)),
                        List.of(new Need(3, Need.On.SUCCEEDED)),
                        List.of(new Need(7, Need.On.SUCCEEDED)),
                        List.of(
                            new Need(7, Need.On.ENDED),
                            new Need(8, Need.On.ENDED),
                            new Need(9, Need.On.ENDED))));
    assertThat(add.apply("tasks: {y: {uses: build.yaml}}"))
        .isInstanceOfSatisfying(
            Reading.Bad.class,
            bad ->
                assertThat(bad.problems().getFirst().line())
                    .isEqualTo(
                        "build.yaml:6:3: task `y/lint`: the run already has a task of this name"));
  }

  @Test
  void lists_of_a_plan_that_is_used_keep_their_places_in_it() {
    var fan =
        """
        tasks:
          hosts: {run: list}
          ping: {for-each: [a, b], run: ping}
          deploy: {needs: hosts, for-each: "${{ needs.hosts.result.hosts }}", run: deploy, env: {A: "${{ item }}"}}
        """;
    var plan =
        plan(
            """
            tasks:
              first: {run: a}
              all: {uses: fan.yaml, needs: first, if: "true"}
              last: {needs: all, run: b}
            """,
            Map.of("fan.yaml", fan));

    assertThat(shape(plan))
        .isEqualTo(
            """
            first
            all/.start < first
            all/hosts < all/.start
            all/ping/1 < all/.start
            all/ping/2 < all/.start
            all/ping < all/ping/1 all/ping/2
            all/deploy < all/hosts
            all < all/hosts all/ping all/deploy
            last < all
            """);
    var each = task(plan, "all/deploy").part(EachPart.class).orElseThrow();
    assertThat(each.task().name()).isEqualTo("all/deploy");
    assertThat(task(plan, "all/deploy").part(FollowsPart.class)).isPresent();
  }
}
