package dev.continuo.plan.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.continuo.gate.GatePart;
import dev.continuo.gate.GateSpec;
import dev.continuo.gate.GateSpec.Judge;
import dev.continuo.plan.AgentDefinitions;
import dev.continuo.plan.Plan;
import dev.continuo.plan.Reading;
import dev.continuo.plan.References;
import dev.continuo.run.OnFailure;
import dev.continuo.task.Blame;
import dev.continuo.task.Kind;
import dev.continuo.task.Need;
import dev.continuo.task.Priority;
import dev.continuo.task.Retries;
import dev.continuo.task.SecretPart;
import dev.continuo.task.TaskSpec;
import dev.continuo.task.Text;
import dev.continuo.task.Timeout;
import dev.continuo.task.Timeout.Action;
import dev.continuo.task.Work;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each key of a plan, from the file to the model. */
class GoodPlansTest {
  private static final Work REVIEW =
      new Work.Agent("claude", List.of("claude", "-p"), new Text.Inline("review it"));

  @Test
  void the_smallest_plan_has_defaults_for_everything() {
    var plan = Plans.plan("tasks: {build: {run: make}}");

    assertThat(plan.name()).isEqualTo("plan");
    assertThat(plan.env()).isEmpty();
    assertThat(plan.parallel()).isEqualTo(5);
    assertThat(plan.onFailure()).isEqualTo(OnFailure.PAUSE);
    assertThat(plan.agents()).isEmpty();
    assertThat(plan.tasks())
        .containsExactly(TaskSpec.of("build", new Work.Script(new Text.Inline("make"))));
  }

  @Test
  void the_head_of_a_plan() {
    var plan =
        Plans.plan(
            """
            name: " Nightly build "
            env: {A: 1.10, B: true, C: "", _d: 'x y', E: 0x1F}
            limits: {parallel: 1000}
            on-failure: Cancel
            tasks: {a: {run: x}}
            """);

    assertThat(plan.name()).isEqualTo("Nightly build");
    assertThat(plan.env())
        .containsExactly(
            entry("A", "1.10"),
            entry("B", "true"),
            entry("C", ""),
            entry("E", "0x1F"),
            entry("_d", "x y"));
    assertThat(plan.parallel()).isEqualTo(1000);
    assertThat(plan.onFailure()).isEqualTo(OnFailure.CANCEL);
  }

  @ParameterizedTest
  @CsvSource({"plan.yaml, plan", "../a/nightly.build.yml, nightly.build", ".plan, .plan"})
  void a_plan_without_a_name_has_that_of_its_file(String file, String name) {
    var bytes = "tasks: {a: {run: x}}".getBytes(StandardCharsets.UTF_8);
    assertThat(
            PlanReader.read(bytes, file, References.to(Plans.AGENTS, Plans.CEL), Text.Inline::new))
        .isInstanceOfSatisfying(
            Reading.Good.class, good -> assertThat(good.plan().name()).isEqualTo(name));
  }

  @Test
  void a_task_runs_a_script_or_an_argument_list_or_an_agent() {
    assertThat(works("{run: 'echo $HOME'}"))
        .isEqualTo(new Work.Script(new Text.Inline("echo $HOME")));
    assertThat(works("{run: true}")).isEqualTo(new Work.Script(new Text.Inline("true")));
    assertThat(works("{run: [sleep, 5, '', -1, false]}"))
        .isEqualTo(new Work.Command(List.of("sleep", "5", "", "-1", "false")));
    assertThat(works("{agent: claude, prompt: review it}")).isEqualTo(REVIEW);
  }

  @Test
  void needs_have_three_forms() {
    var plan =
        Plans.plan(
            """
            tasks:
              last: {run: x, needs: {b: ended, a: SUCCEEDED}}
              b: {run: x, needs: a}
              a: {run: x}
              c: {run: x, needs: [a, b]}
              d: {run: x, needs: []}
            """);

    assertThat(plan.tasks()).extracting(TaskSpec::name).containsExactly("a", "b", "last", "c", "d");
    assertThat(plan.tasks())
        .extracting(TaskSpec::needs)
        .containsExactly(
            List.of(),
            List.of(new Need(0, Need.On.SUCCEEDED)),
            List.of(new Need(1, Need.On.ENDED), new Need(0, Need.On.SUCCEEDED)),
            List.of(new Need(0, Need.On.SUCCEEDED), new Need(1, Need.On.SUCCEEDED)),
            List.of());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          env: {}                             | PT15M  | ASK
          timeout: 90s                        | PT90S  | STOP
          timeout: 1ms                        | PT0.001S | STOP
          timeout: 366d                       | PT8784H | STOP
          timeout: 5m, on-timeout: ask      | PT5M   | ASK
          on-timeout: stop                    | PT15M  | STOP
          """)
  void a_time_that_is_given_is_kept(String keys, Duration after, Action action) {
    assertThat(Plans.task(keys).timeout()).isEqualTo(new Timeout(after, action));
  }

  @Test
  void retries_are_a_number_or_a_map() {
    assertThat(Plans.task("retries: 2").retries())
        .isEqualTo(new Retries(2, Duration.ofSeconds(1), Duration.ofMinutes(5)));
    assertThat(Plans.task("retries: {max: 3, delay: 0s, delay-max: 2s}").retries())
        .isEqualTo(new Retries(3, Duration.ZERO, Duration.ofSeconds(2)));
    assertThat(Plans.task("retries: {max: 100, delay: 1h}").retries())
        .isEqualTo(new Retries(100, Duration.ofHours(1), Duration.ofHours(1)));
  }

  @ParameterizedTest
  @CsvSource({
    "urgent, URGENT",
    "CRITICAL, URGENT",
    "Immediate, URGENT",
    "high, HIGH",
    "normal, NORMAL",
    "low, LOW"
  })
  void priorities_have_synonyms(String word, Priority priority) {
    assertThat(Plans.task("priority: " + word).priority()).isEqualTo(priority);
  }

  @ParameterizedTest
  @CsvSource({"., ''", "a, a", "./a//b/, a/b", "a/../b, b", "a/..,''", "...,..."})
  void a_working_folder_is_written_in_its_simplest_form(String written, String read) {
    assertThat(Plans.task("workdir: " + written).workdir()).isEqualTo(read);
  }

  @Test
  void the_other_keys_of_a_task() {
    var task = Plans.task("env: {A: 1}, locks: [z, a], continue-on-error: true");

    assertThat(task.kind()).isEqualTo(Kind.WORK);
    assertThat(task.env()).containsExactly(entry("A", "1"));
    assertThat(task.locks()).containsExactly("a", "z");
    assertThat(task.blame()).isEqualTo(Blame.NOBODY);
    assertThat(Plans.task("locks: db").locks()).containsExactly("db");
    assertThat(Plans.task("continue-on-error: false").blame()).isEqualTo(Blame.RUN);
  }

  @Test
  void gates_are_commands_or_checks() {
    var task =
        Plans.task(
            "gates: [{run: lint}, {name: review, check: {agent: claude, prompt: review it}},"
                + " {check: {run: [verify]}, rounds-max: 0, timeout: 2m}]");

    assertThat(task.part(GatePart.class).orElseThrow().gates())
        .containsExactly(
            new GateSpec(
                "gate-1",
                new Work.Script(new Text.Inline("lint")),
                List.of(),
                Judge.EXIT,
                0,
                Timeout.DEFAULT),
            new GateSpec("review", REVIEW, List.of(), Judge.VERDICT, 3, Timeout.DEFAULT),
            new GateSpec(
                "gate-3",
                new Work.Command(List.of("verify")),
                List.of(),
                Judge.VERDICT,
                0,
                new Timeout(Duration.ofMinutes(2), Action.STOP)));
  }

  @Test
  void secrets_are_names_on_tasks_in_defaults_and_on_gates() {
    var plan =
        Plans.plan(
            """
            defaults: {secrets: NPM_TOKEN}
            tasks:
              a: {run: x}
              b: {run: x, secrets: [A_KEY, NPM_TOKEN], gates: [{run: y, secrets: A_KEY}, {run: z}]}
              c: {run: x, secrets: []}
            """);

    assertThat(plan.tasks().getFirst().part(SecretPart.class))
        .contains(new SecretPart(List.of("NPM_TOKEN")));
    var task = plan.tasks().get(1);
    assertThat(task.part(SecretPart.class)).contains(new SecretPart(List.of("A_KEY", "NPM_TOKEN")));
    assertThat(task.part(GatePart.class).orElseThrow().gates())
        .extracting(GateSpec::secrets)
        .containsExactly(List.of("A_KEY"), List.of());
    assertThat(plan.tasks().get(2).part(SecretPart.class)).isEmpty();
  }

  @Test
  void a_task_overrides_the_defaults_and_adds_to_their_variables() {
    var plan =
        Plans.plan(
            """
            defaults:
              env: {A: default, B: default}
              workdir: sub
              timeout: 5m
              on-timeout: ask
              retries: 1
              priority: low
              locks: db
              continue-on-error: true
              gates: [{run: lint}]
            tasks:
              plain: {run: x}
              special:
                run: x
                env: {B: own, C: own}
                workdir: .
                timeout: 1m
                retries: 0
                priority: high
                locks: []
                continue-on-error: false
                gates: []
            """);
    var plain = plan.tasks().getFirst();
    var special = plan.tasks().getLast();

    assertThat(plain.env()).containsExactly(entry("A", "default"), entry("B", "default"));
    assertThat(plain.workdir()).isEqualTo("sub");
    assertThat(plain.timeout()).isEqualTo(new Timeout(Duration.ofMinutes(5), Action.ASK));
    assertThat(plain.retries().max()).isEqualTo(1);
    assertThat(plain.priority()).isEqualTo(Priority.LOW);
    assertThat(plain.locks()).containsExactly("db");
    assertThat(plain.blame()).isEqualTo(Blame.NOBODY);
    assertThat(plain.parts()).hasSize(1);
    assertThat(special.env())
        .containsExactly(entry("A", "default"), entry("B", "own"), entry("C", "own"));
    assertThat(special.workdir()).isEmpty();
    assertThat(special.timeout()).isEqualTo(new Timeout(Duration.ofMinutes(1), Action.ASK));
    assertThat(special.retries().max()).isZero();
    assertThat(special.priority()).isEqualTo(Priority.HIGH);
    assertThat(special.locks()).isEmpty();
    assertThat(special.blame()).isEqualTo(Blame.RUN);
    assertThat(special.parts()).isEmpty();
  }

  @Test
  void anchors_are_allowed() {
    var plan = Plans.plan("tasks: {a: {run: x, env: &e {A: 1}}, b: {run: x, env: *e}}");
    assertThat(plan.tasks()).allSatisfy(task -> assertThat(task.env()).containsKey("A"));
  }

  @Test
  void only_the_texts_of_good_plans_are_stored() {
    var kept = new ArrayList<String>();
    var good =
        "tasks: {a: {run: script, gates: [{run: lint}]}, b: {agent: claude, prompt: please}}";
    var bad = good + "\nnam: x\n";

    PlanReader.read(
        bad.getBytes(StandardCharsets.UTF_8),
        "p",
        References.to(Plans.AGENTS, Plans.CEL),
        text -> keep(text, kept));
    assertThat(kept).isEmpty();
    PlanReader.read(
        good.getBytes(StandardCharsets.UTF_8),
        "p",
        References.to(Plans.AGENTS, Plans.CEL),
        text -> keep(text, kept));
    assertThat(kept).containsExactlyInAnyOrder("script", "lint", "please");
  }

  @Test
  void a_hundred_thousand_tasks_are_read_in_order() {
    var yaml = new StringBuilder("tasks:\n");
    for (int i = 99_999; i >= 0; i--) {
      yaml.append("  t").append(i).append(": {run: x");
      if (i >= 1000) {
        yaml.append(", needs: [t").append(i - 1000).append(", t").append(i - 999).append(']');
      }
      yaml.append("}\n");
    }
    var plan = Plans.plan(yaml.toString());

    assertThat(plan.tasks()).hasSize(100_000);
    assertOrdered(plan);
  }

  @Test
  void in_any_plan_each_task_stands_behind_what_it_needs() {
    var random = new Random(7);
    for (int i = 0; i < 200; i++) {
      var yaml = random(random);
      var plan = Plans.plan(yaml);
      assertOrdered(plan);
      assertThat(Plans.plan(yaml)).isEqualTo(plan);
    }
  }

  @Test
  void the_agents_as_they_were_can_be_kept_for_a_later_reading() {
    var yaml = "tasks: {a: {agent: claude, prompt: p}}".getBytes(StandardCharsets.UTF_8);
    var first =
        (Reading.Good)
            PlanReader.read(yaml, "p", References.to(Plans.AGENTS, Plans.CEL), Text.Inline::new);
    var kept = AgentDefinitions.of(first.plan().agents());

    assertThat(PlanReader.read(yaml, "p", References.to(kept, Plans.CEL), Text.Inline::new))
        .isEqualTo(first);
  }

  /** Tasks in any order, each with some needs among those of a smaller number. */
  private static String random(Random random) {
    var lines = new ArrayList<String>();
    var count = 1 + random.nextInt(40);
    for (int i = 0; i < count; i++) {
      var needs = new ArrayList<String>();
      for (int j = 0; j < i; j++) {
        if (random.nextInt(6) == 0) {
          needs.add("t" + j + (random.nextBoolean() ? ": ended" : ": succeeded"));
        }
      }
      lines.add(
          random.nextInt(lines.size() + 1),
          "  t%d: {run: x, needs: {%s}}\n".formatted(i, String.join(", ", needs)));
    }
    return "tasks:\n" + String.join("", lines);
  }

  private static void assertOrdered(Plan plan) {
    var tasks = plan.tasks();
    assertThat(IntStream.range(0, tasks.size()))
        .filteredOn(i -> tasks.get(i).needs().stream().anyMatch(need -> need.index() >= i))
        .isEmpty();
  }

  private static Text keep(String text, List<String> kept) {
    kept.add(text);
    return new Text.Inline(text);
  }

  private static Work works(String task) {
    return Plans.plan("tasks: {x: " + task + "}").tasks().getFirst().work();
  }
}
