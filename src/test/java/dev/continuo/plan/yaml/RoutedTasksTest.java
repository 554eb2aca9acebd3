package dev.continuo.plan.yaml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.continuo.gate.GatePart;
import dev.continuo.gate.GateSpec;
import dev.continuo.plan.AgentDefinitions;
import dev.continuo.plan.ConfigurationFiles;
import dev.continuo.plan.InputValues;
import dev.continuo.plan.Neighbours;
import dev.continuo.plan.Plan;
import dev.continuo.plan.Reading;
import dev.continuo.plan.References;
import dev.continuo.question.QuestionPart;
import dev.continuo.routing.Assignment;
import dev.continuo.task.RoutedPart;
import dev.continuo.task.TaskSpec;
import dev.continuo.task.Text;
import dev.continuo.task.Timeout;
import dev.continuo.task.Work;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the configuration of a project makes of its plans. */
class RoutedTasksTest {
  private static final String CONFIG = ".taskorchestrator/config.yaml";
  private static final String MAPPING = ".taskorchestrator/agent-mapping.yaml";

  private final Map<String, String> files = new TreeMap<>();
  private final Map<String, String> agents = new TreeMap<>();

  @BeforeEach
  void write() {
    files.put(CONFIG, ConfigurationTest.literal("config.yaml"));
    files.put(MAPPING, ConfigurationTest.literal("agent-mapping.yaml"));
    agents.put(
        "implementation-specialist",
        "name: implementation-specialist\ncommand: [claude, --model, '{model}', -p]\nmodel: usual\n");
    agents.put("senior-engineer", "name: senior-engineer\ncommand: [senior]\n");
  }

  private References references() {
    return new References(
        AgentDefinitions.of(new TreeMap<>(agents)),
        ConfigurationFiles.of(new TreeMap<>(files)),
        InputValues.NONE,
        Plans.CEL);
  }

  private String problems(String yaml) {
    return Plans.problems(yaml.getBytes(UTF_8), references());
  }

  private Plan plan(String yaml) {
    assertThat(problems(yaml)).isEmpty();
    var reading =
        PlanReader.read(yaml.getBytes(UTF_8), "plan.yaml", references(), Text.Inline::new);
    return ((Reading.Good) reading).plan();
  }

  private TaskSpec task(String keys) {
    return plan("tasks: {x: {" + keys + "}}").tasks().getFirst();
  }

  @Test
  void a_task_without_an_agent_is_given_the_one_that_its_tags_call_for() {
    var task = task("tags: [api, bug], prompt: fix it");

    assertThat(task.work())
        .isEqualTo(new Work.Agent("senior-engineer", List.of("senior"), new Text.Inline("fix it")));
    assertThat(task.part(RoutedPart.class))
        .contains(
            new RoutedPart(
                "Senior Engineer",
                "Sonnet",
                List.of("bug"),
                "matched `bug` in `.taskorchestrator/agent-mapping.yaml`"));
  }

  @Test
  void a_task_that_names_its_agent_keeps_it_whatever_its_tags() {
    var task = task("agent: senior-engineer, tags: backend, prompt: p");

    assertThat(((Work.Agent) task.work()).name()).isEqualTo("senior-engineer");
    assertThat(task.part(RoutedPart.class)).isEmpty();
  }

  @Test
  void a_script_needs_nobody() {
    assertThat(task("run: make, tags: backend").part(RoutedPart.class)).isEmpty();
  }

  @Test
  void the_model_is_that_of_the_tier_else_that_of_the_definition() {
    assertThat(command(task("tags: backend, prompt: p")))
        .containsExactly("claude", "--model", "usual", "-p");

    files.put(".continuo/config.yaml", "models: {HAIKU: claude-haiku-4-5}");

    assertThat(command(task("tags: backend, prompt: p")))
        .containsExactly("claude", "--model", "claude-haiku-4-5", "-p");
    assertThat(command(task("agent: implementation-specialist, prompt: p")))
        .containsExactly("claude", "--model", "usual", "-p");
  }

  private static List<String> command(TaskSpec task) {
    return ((Work.Agent) task.work()).arguments();
  }

  @Test
  void a_model_that_nobody_names_is_refused() {
    agents.put(
        "implementation-specialist",
        "name: implementation-specialist\ncommand: [claude, '--model={model}']\n");

    assertThat(
            problems(
                "tasks: {x: {tags: backend, prompt: p}, y: {agent: implementation-specialist,"
                    + " prompt: p}}"))
        .isEqualTo(
            """
            model_unknown plan.yaml:1:9: task `x`: its agent, Implementation Specialist (Haiku), takes a model, and tier `Haiku` has none
              hint: write `model: NAME` in its definition, or `models: {Haiku: NAME}` in `.continuo/config.yaml`
            model_unknown plan.yaml:1:51: task `y`: `agent` takes a model, and nothing says which
              hint: write `model: NAME` in its definition
            """);
  }

  @Test
  void a_specialist_without_a_definition_is_refused() {
    assertThat(problems("tasks: {x: {tags: planning, prompt: p}}"))
        .isEqualTo(
            """
            agent_unknown plan.yaml:1:9: task `x`: its agent, Planning Specialist (Sonnet), is unknown, found `planning-specialist`
              hint: define it in `.continuo/agents/planning-specialist.yml`
            """);
  }

  @Test
  void the_default_specialist_does_what_is_left_and_that_is_noted() {
    var plan =
        plan(
            """
            tasks:
              one: {title: Optimize performance, tags: [optimization, performance], prompt: p}
              two: {prompt: p}
              three: {tags: backend, prompt: p}
            """);

    assertThat(plan.notes())
        .containsExactly(
            "Task: Optimize performance",
            "Tags: optimization, performance (no domain match)",
            "No specialist matched. Using fallback: Implementation Specialist (default)",
            "Task: two",
            "Tags: none (no domain match)",
            "No specialist matched. Using fallback: Implementation Specialist (default)",
            "Note: Consider adding more specific tags:",
            "- For DB: database, query-optimization",
            "- For frontend: frontend, ui-performance",
            "- For backend: backend, api-optimization");
    assertThat(plan.tasks().getFirst().part(RoutedPart.class))
        .contains(
            new RoutedPart(
                "Implementation Specialist",
                "",
                List.of(),
                "no tag matched, `default_specialist`"));
  }

  @Test
  void of_many_tasks_that_the_default_does_the_first_are_noted() {
    var yaml = new StringBuilder("tasks:\n");
    for (int i = 0; i < 7; i++) {
      yaml.append("  t%d: {prompt: p}\n".formatted(i));
    }

    assertThat(plan(yaml.toString()).notes()).hasSize(5 * 3 + 1 + 4).contains("and 2 more tasks");
  }

  @Test
  void a_person_is_asked_who_does_what_no_tag_calls_for() {
    ask();

    var plan =
        plan(
            """
            tasks:
              one: {title: Optimize performance, tags: [optimization, performance], prompt: p}
              two: {prompt: q}
            """);

    assertThat(plan.notes())
        .containsExactly(
            "Task: Optimize performance",
            "Tags: optimization, performance (no domain match)",
            "No specialist matched by tags.",
            "Which specialist should handle this task?",
            "1. Backend Engineer",
            "2. Frontend Developer",
            "3. Senior Engineer (complex)",
            "Task: two",
            "Tags: none (no domain match)",
            "No specialist matched by tags.",
            "Which specialist should handle this task?",
            "1. Backend Engineer",
            "2. Frontend Developer",
            "3. Senior Engineer (complex)");
    var one = plan.tasks().getFirst();
    assertThat(one.work()).isEqualTo(new Work.Unassigned(new Text.Inline("p")));
    assertThat(Assignment.of(one)).isEmpty();
    assertThat(QuestionPart.answered(one, 3).work())
        .isEqualTo(new Work.Agent("senior-engineer", List.of("senior"), new Text.Inline("p")));
    assertThat(Assignment.of(QuestionPart.answered(one, 3)))
        .contains(
            new Assignment(
                "Senior Engineer", "complex", List.of(), "no tag matched, chosen by a person"));
    assertThat(plan.agents())
        .containsOnlyKeys("backend-engineer", "frontend-developer", "senior-engineer");
  }

  private void ask() {
    files.put(CONFIG, "specialist_routing: {fallback_behavior: ask_user}");
    files.put(
        MAPPING,
        """
        backend: Backend Engineer
        frontend: Frontend Developer
        complex: Senior Engineer (complex)
        """);
    agents.put("backend-engineer", "name: backend-engineer\ncommand: [backend]\n");
    agents.put("frontend-developer", "name: frontend-developer\ncommand: [frontend]\n");
  }

  @Test
  void a_choice_without_a_definition_is_refused_once() {
    ask();
    agents.remove("frontend-developer");

    assertThat(problems("tasks: {x: {tags: fast, prompt: p}, y: {prompt: p}}"))
        .isEqualTo(
            """
            agent_unknown plan.yaml:1:9: task `x`: its choice 2, Frontend Developer, is unknown, found `frontend-developer`
              hint: define it in `.continuo/agents/frontend-developer.yml`
            """);
  }

  @Test
  void a_person_is_not_asked_without_choices_or_with_too_many() {
    files.put(CONFIG, "specialist_routing: {fallback_behavior: ask_user}");
    files.remove(MAPPING);

    assertThat(problems("tasks: {x: {tags: [fast, small], prompt: p}}"))
        .isEqualTo(
            """
            specialist_undecided plan.yaml:1:9: task `x`: no specialist matched by its tags `fast`, `small`, and the project's mapping names nobody who could handle it
              hint: write `agent: NAME` in the task, or a row in the project's mapping
            """);

    var rows = new StringBuilder();
    for (int i = 0; i <= QuestionPart.OPTIONS_MAX; i++) {
      rows.append("tag-%d: Agent %d\n".formatted(i, i));
    }
    files.put(MAPPING, rows.toString());

    assertThat(problems("tasks: {x: {prompt: p}}"))
        .isEqualTo(
            """
            specialist_undecided plan.yaml:1:9: task `x`: has no tags that a specialist could be found by, and 101 specialists could handle it, at most 100 can be asked about
              hint: write `agent: NAME` in the task, or a tag that the project's mapping has
            """);
  }

  @Test
  void without_a_fallback_nobody_is_guessed() {
    files.remove(CONFIG);

    assertThat(problems("tasks: {x: {tags: [fast], prompt: p}}"))
        .isEqualTo(
            """
            specialist_undecided plan.yaml:1:9: task `x`: no specialist matched by its tags `fast`, and no `fallback_behavior` says who handles it
              hint: write `agent: NAME` in the task, or a tag that the project's mapping has
            """);
  }

  @Test
  void in_a_project_without_a_mapping_a_prompt_needs_an_agent() {
    files.clear();

    assertThat(problems("tasks: {x: {tags: [backend], prompt: p}}"))
        .isEqualTo(
            """
            work_missing plan.yaml:1:9: task `x`: has nothing to do, must have `run`, or `agent` and `prompt`
              hint: say who gets the prompt, like `agent: reviewer`
            """);
  }

  @Test
  void a_wrong_configuration_is_told_with_the_plan() {
    files.put(CONFIG, "paralelism: {}");

    assertThat(problems("tasks: {x: {run: make}}"))
        .isEqualTo(
            "key_unknown .taskorchestrator/config.yaml:1:1: unknown key `paralelism`, did you mean"
                + " `parallelism`?\n");
  }

  /** The plan's limit, that of the project, the most that the project allows, and what holds. */
  @ParameterizedTest
  @CsvSource({
    "0, 0, 0, 5",
    "0, 4, 0, 4",
    "8, 4, 0, 8",
    "0, 4, 3, 3",
    "0, 0, 3, 3",
    "3, 0, 3, 3",
    "4, 0, 3, 3",
    "2, 4, 3, 2"
  })
  void of_all_limits_of_a_run_the_smallest_holds(int own, int usual, int most, int holds) {
    files.clear();
    files.put(
        CONFIG,
        (usual == 0 ? "" : "parallelism: {max_parallel_tasks: " + usual + "}\n")
            + (most == 0 ? "" : "limits: {max_agents: " + most + "}\n"));

    var plan =
        plan((own == 0 ? "" : "limits: {parallel: " + own + "}\n") + "tasks: {x: {run: make}}");

    assertThat(plan.parallel()).isEqualTo(holds);
    assertThat(plan.notes())
        .isEqualTo(
            own > most && most > 0
                ? List.of(
                    ".taskorchestrator/config.yaml: `max_agents` is 3, less than"
                        + " `limits.parallel`, and holds")
                : List.of());
  }

  @Test
  void batches_wait_to_be_launched_where_neither_the_plan_nor_its_project_launches_them() {
    files.put(CONFIG, "parallelism: {auto_launch: false}");
    var two = "tasks: {a: {run: x}, b: {run: y, needs: a}}";

    assertThat(plan(two).tasks()).extracting(TaskSpec::name).containsExactly("a", "batch/2", "b");
    assertThat(plan("auto-launch: true\n" + two).tasks()).hasSize(2);
    var added =
        PlanReader.readAdded(
            two.getBytes(UTF_8), "p", references(), Text.Inline::new, new Behind(2));
    assertThat(((Reading.Good) added).plan().tasks()).hasSize(2);
  }

  private record Behind(int first) implements Neighbours {
    @Override
    public OptionalInt find(String name) {
      return OptionalInt.empty();
    }
  }

  @Test
  void hooks_become_gates_of_all_tasks() {
    files.put(
        CONFIG,
        ConfigurationTest.literal("config.yaml").replace("enabled: false", "enabled: true"));
    files.put(".continuo/hooks/run_tests", "");
    files.put(".taskorchestrator/hooks/validate_summary", "");

    assertThat(gates("run: make"))
        .isEqualTo(
            new GatePart(
                List.of(
                    hook("testing", ".continuo/hooks/run_tests"),
                    hook("completion", ".taskorchestrator/hooks/validate_summary")),
                List.of("completion")));
    assertThat(gates("run: make, workdir: web/app").gates())
        .extracting(GateSpec::work)
        .containsExactly(
            new Work.Command(List.of("../../.continuo/hooks/run_tests")),
            new Work.Command(List.of("../../.taskorchestrator/hooks/validate_summary")));
    assertThat(gates("run: make, gates: [{name: completion, run: check}]"))
        .satisfies(
            part -> {
              assertThat(part.gates())
                  .extracting(GateSpec::name)
                  .containsExactly("completion", "testing");
              assertThat(part.advisory()).isEmpty();
            });
  }

  @Test
  void a_task_has_no_more_gates_than_are_allowed_with_those_of_its_project() {
    files.put(
        CONFIG,
        ConfigurationTest.literal("config.yaml").replace("enabled: false", "enabled: true"));
    files.put(".continuo/hooks/run_tests", "");
    files.put(".continuo/hooks/validate_summary", "");

    assertThat(problems(gated(48))).isEmpty();
    assertThat(problems(gated(49)))
        .isEqualTo(
            """
            list_too_long plan.yaml:1:12: task `x`: has too many gates, found 51 with those of the project, must be at most 50
              hint: leave some out
            """);
  }

  private static String gated(int gates) {
    return "tasks: {x: {run: a, gates: ["
        + String.join(", ", Collections.nCopies(gates, "{run: b}"))
        + "]}}";
  }

  private GatePart gates(String keys) {
    return task(keys).part(GatePart.class).orElseThrow();
  }

  private static GateSpec hook(String name, String path) {
    return new GateSpec(
        name, new Work.Command(List.of(path)), List.of(), GateSpec.Judge.EXIT, 0, Timeout.DEFAULT);
  }
}
