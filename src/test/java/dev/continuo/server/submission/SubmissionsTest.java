package dev.continuo.server.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.continuo.Given;
import dev.continuo.blob.Blobs;
import dev.continuo.engine.Quarantine;
import dev.continuo.engine.Recorded;
import dev.continuo.engine.RetentionCommand;
import dev.continuo.engine.Row;
import dev.continuo.operation.Plans.Compiled;
import dev.continuo.operation.Plans.Submission;
import dev.continuo.operation.Plans.Submitted;
import dev.continuo.journal.Reader;
import dev.continuo.journal.RowQuery;
import dev.continuo.plan.Problem;
import dev.continuo.question.QuestionCommand;
import dev.continuo.question.QuestionPart;
import dev.continuo.run.Counts;
import dev.continuo.run.Run;
import dev.continuo.run.RunEvent;
import dev.continuo.run.RunSpec;
import dev.continuo.run.RunState;
import dev.continuo.task.RunId;
import dev.continuo.task.TakenOver;
import dev.continuo.task.Task;
import dev.continuo.task.TaskEvent;
import dev.continuo.task.TaskSpec;
import dev.continuo.task.Text;
import dev.continuo.task.Work;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plan of more tasks than one command carries. */
class SubmissionsTest {
  private static final int TASKS = 1_200;
  private static final int MANY = 100_000;

  @TempDir Path folder;
  private final Rows rows = new Rows();
  private Submissions submissions;

  @BeforeEach
  void open() {
    submissions = new Submissions(Blobs.open(folder.resolve("blobs")), rows);
  }

  @Test
  void the_rest_of_a_large_plan_is_what_was_cut_off() {
    var submission = compile(Optional.empty());

    var all = submissions.tasks(submission.command().spec().plan());
    assertThat(all).hasSize(TASKS);
    assertThat(submission.command().tasks()).isEqualTo(all.subList(0, 500));
    assertThat(submission.command().spec().total()).isEqualTo(TASKS);
  }

  @Test
  void what_is_taken_over_stays_so_whatever_becomes_of_the_earlier_run() {
    var plan = compile(Optional.empty());
    var given = rows.run(plan, index -> index % 3 == 0 || index > 1_000);

    var submission = compile(Optional.ofNullable(rows.run));
    var first = submissions.tasks(submission.command().spec().plan());
    assertThat(submission.takenOver()).isEqualTo(taken(first)).isEqualTo(533);
    assertThat(submission.command().tasks()).isEqualTo(first.subList(0, 500));

    for (int index = 0; index < TASKS; index++) {
      given.and(new TaskEvent.Succeeded(Given.RUN.task(index)));
    }
    assertThat(submissions.tasks(submission.command().spec().plan())).isEqualTo(first);
  }

  @Test
  void the_tasks_of_a_large_plan_are_kept_for_its_run_once_and_read_again_later() {
    var plan = compile(Optional.empty()).command().spec().plan();

    var kept = submissions.tasks(plan);
    var readAgain = submissions.tasks(plan);

    assertThat(readAgain).isEqualTo(kept).isNotSameAs(kept);
  }

  @Test
  void the_rest_of_a_large_plan_is_fed_with_the_inputs_that_it_was_given() {
    var plan =
        IntStream.range(0, 600)
            .mapToObj(
                i ->
                    "  t%d: {run: [x, '${{ inputs.version }}', '${{ inputs.level }}']}"
                        .formatted(i))
            .collect(
                Collectors.joining(
                    "\n", "inputs: {version: {}, level: {default: info}}\ntasks:\n", ""));

    var command = compile(plan, Map.of("version", "1.2")).command();
    var all = submissions.tasks(command.spec().plan());

    assertThat(command.spec().inputs()).isEqualTo(Map.of("version", "1.2", "level", "info"));
    assertThat(command.spec().env()).containsEntry("INPUT_VERSION", "1.2");
    assertThat(command.tasks()).isEqualTo(all.subList(0, 500));
    assertThat(all.getLast().work()).isEqualTo(new Work.Command(List.of("x", "1.2", "info")));
  }

  @Test
  void the_rest_of_a_plan_is_fed_from_the_plans_that_it_used_whatever_became_of_them()
      throws IOException {
    var some =
        IntStream.range(0, 300)
            .mapToObj(i -> "t" + i + ": {run: ['${{ inputs.word }}']}")
            .collect(Collectors.joining(", ", "inputs: {word: {}}\ntasks: {", "}"));
    write("ci/some.yaml", some);
    var command =
        compile(
                "tasks: {a: {uses: ci/some.yaml, with: {word: x}},"
                    + " b: {needs: a, uses: ci/some.yaml, with: {word: y}}}",
                Map.of())
            .command();

    write("ci/some.yaml", "tasks: {other: {run: other}}");
    var all = submissions.tasks(command.spec().plan());

    assertThat(all).hasSize(602);
    assertThat(command.spec().work()).isEqualTo(600);
    assertThat(command.tasks()).isEqualTo(all.subList(0, 500));
    assertThat(all.get(600))
        .isEqualTo(submissions.tasks(command.spec().plan()).get(600))
        .extracting(TaskSpec::name, TaskSpec::work)
        .containsExactly("b/t299", new Work.Command(List.of("y")));
  }

  @Test
  void a_plan_is_read_again_with_the_configuration_that_it_was_accepted_with() throws IOException {
    write(".continuo/config.yaml", "parallelism: {max_parallel_tasks: 3}");
    write(".continuo/agent-mapping.yaml", "backend: Senior Engineer");
    write(".continuo/agents/senior-engineer.yml", "name: senior-engineer\ncommand: [senior]\n");
    var command = compile("tasks: {x: {tags: backend, prompt: p}}", Map.of()).command();

    write(".continuo/agent-mapping.yaml", "backend: Nobody At All");

    assertThat(command.spec().parallel()).isEqualTo(3);
    assertThat(submissions.tasks(command.spec().plan())).isEqualTo(command.tasks());
  }

  @Test
  void a_task_of_too_many_files_for_one_agent_is_refused_and_no_plan_again_that_was_accepted()
      throws IOException {
    write(".continuo/agents/coder.yml", "name: coder\ncommand: [coder]\n");
    for (int i = 0; i < 14; i++) {
      write("src/" + i + ".c", "");
    }
    var plan = "tasks: {x: {agent: coder, prompt: p, files: src/**}}";
    rows.run(compile(plan, Map.of()), _ -> false);

    write("src/14.c", "");

    var refused = (Compiled.Bad<Submission>) submissions.compile(submitted(plan));
    assertThat(refused.problems())
        .extracting(Problem::code, Problem::line, Problem::hint)
        .containsExactly(
            tuple(
                "packet_too_large",
                "plan: task `x`: 15+ files for one agent, at most 14 are allowed: ❌ MUST decompose"
                    + " into 2-3 task packets",
                "divide it, or name fewer `files`; `packets` of `.continuo/config.yaml` allows"
                    + " more"));
    var again =
        new Submitted(
            null,
            "plan",
            folder,
            new TreeMap<>(),
            new TreeMap<>(),
            Optional.ofNullable(rows.run),
            Optional.empty());
    assertThat(submissions.compile(again)).isInstanceOf(Compiled.Good.class);
    write(".continuo/config.yaml", "packets: {max_files: 15}");
    assertThat(submissions.compile(submitted(plan))).isInstanceOf(Compiled.Good.class);
  }

  private Submitted submitted(String plan) {
    return new Submitted(
        plan, "plan", folder, new TreeMap<>(), new TreeMap<>(), Optional.empty(), Optional.empty());
  }

  private void write(String path, String text) throws IOException {
    var file = folder.resolve(path);
    Files.createDirectories(file.resolveSibling("."));
    Files.writeString(file, text);
  }

  @Test
  void a_plan_that_is_run_again_is_fed_with_what_it_is_given_now() {
    var plan =
        IntStream.range(0, 600)
            .mapToObj(i -> "  t%d: {run: [x, '${{ inputs.a }}', '${{ inputs.b }}']}".formatted(i))
            .collect(Collectors.joining("\n", "inputs: {a: {}, b: {}}\ntasks:\n", ""));
    rows.run(compile(plan, Map.of("a", "old", "b", "kept")), _ -> false);

    var again =
        new Submitted(
            null,
            "plan",
            folder,
            new TreeMap<>(),
            new TreeMap<>(Map.of("a", "new")),
            Optional.ofNullable(rows.run),
            Optional.empty());
    var spec = ((Compiled.Good<Submission>) submissions.compile(again)).command().command().spec();

    assertThat(spec.inputs()).isEqualTo(Map.of("a", "new", "b", "kept"));
    assertThat(submissions.tasks(spec.plan())).isEqualTo(submissions.tasks(spec.plan()));
    assertThat(submissions.tasks(spec.plan()).getLast().work())
        .isEqualTo(new Work.Command(List.of("x", "new", "kept")));
  }

  @Test
  void what_was_answered_is_not_asked_again_whatever_becomes_of_the_earlier_run()
      throws IOException {
    write(".continuo/agents/ada.yml", "name: ada\ncommand: [x]\n");
    write(".continuo/agent-mapping.yaml", "a: Ada\n");
    write(".continuo/config.yaml", "specialist_routing: {fallback_behavior: ask_user}");
    var plan =
        IntStream.range(0, 600)
            .mapToObj(i -> "  t%d: {run: x}".formatted(i))
            .collect(
                Collectors.joining("\n", "tasks:\n", "\n  ask: {prompt: p}\n  too: {prompt: q}\n"));
    var first = compile(plan, Map.of()).command().spec();
    var given = rows.run(first, submissions.tasks(first.plan()));
    given.when(new QuestionCommand.Answer(Given.RUN.task(600), 1)).reply();
    given.and(new TaskEvent.Succeeded(Given.RUN.task(600)));

    var again =
        new Submitted(
            plan,
            "plan.yaml",
            folder,
            new TreeMap<>(),
            new TreeMap<>(),
            Optional.ofNullable(rows.run),
            Optional.empty());
    var spec = ((Compiled.Good<Submission>) submissions.compile(again)).command().command().spec();
    var fed = submissions.tasks(spec.plan());
    given.when(new QuestionCommand.Answer(Given.RUN.task(601), 1)).reply();

    assertThat(fed.get(600).part(TakenOver.class)).isPresent();
    assertThat(fed.get(600).work())
        .isEqualTo(new Work.Agent("ada", List.of("x"), new Text.Inline("p")));
    assertThat(QuestionPart.unanswered(fed.get(601))).isTrue();
    assertThat(submissions.tasks(spec.plan())).isEqualTo(fed);
  }

  @Test
  void a_hundred_thousand_tasks_are_submitted_with_the_first_of_them() {
    var plan =
        IntStream.range(0, MANY)
            .mapToObj(i -> "  t" + i + ": {run: x}")
            .collect(Collectors.joining("\n", "tasks:\n", ""));

    var command = compile(plan, Map.of()).command();

    assertThat(command.spec().total()).isEqualTo(MANY);
    assertThat(command.tasks()).hasSize(500);
    assertThat(submissions.tasks(command.spec().plan())).hasSize(MANY);
  }

  private Submission compile(String plan, Map<String, String> inputs) {
    var submitted =
        new Submitted(
            plan,
            "plan.yaml",
            folder,
            new TreeMap<>(),
            new TreeMap<>(inputs),
            Optional.empty(),
            Optional.empty());
    return ((Compiled.Good<Submission>) submissions.compile(submitted)).command();
  }

  private static int taken(List<TaskSpec> tasks) {
    return (int) tasks.stream().filter(task -> task.part(TakenOver.class).isPresent()).count();
  }

  private Submission compile(Optional<Run> from) {
    var plan =
        IntStream.range(0, TASKS)
            .mapToObj(index -> "  task-" + index + ": {run: echo " + index + "}")
            .collect(Collectors.joining("\n", "tasks:\n", "\n"));
    var compiled =
        submissions.compile(
            new Submitted(
                plan,
                "plan.yaml",
                folder,
                new TreeMap<>(),
                new TreeMap<>(),
                from,
                Optional.empty()));
    assertThat(compiled).isInstanceOf(Compiled.Good.class);
    return ((Compiled.Good<Submission>) compiled).command();
  }

  /** One run of which some tasks have succeeded. */
  private static final class Rows implements Reader {
    private Given given = Given.nothing();
    private @Nullable Run run;

    Given run(Submission plan, IntPredicate succeeded) {
      given = Given.nothing().and(new RunEvent.Submitted(Given.RUN, plan.command().spec()));
      for (int i = 0; i < TASKS; i++) {
        var script = new Work.Script(new Text.Inline("echo " + i));
        given.and(new TaskEvent.Submitted(Given.RUN.task(i), TaskSpec.of("task-" + i, script)));
        given.and(
            succeeded.test(i)
                ? new TaskEvent.Succeeded(Given.RUN.task(i))
                : new TaskEvent.Cancelled(Given.RUN.task(i), "enough"));
      }
      given.and(new RunEvent.Ended(Given.RUN, RunState.Verdict.CANCELLED, "enough"));
      run = given.runs.get(Given.RUN);
      return given;
    }

    /** One of these tasks, which have not begun. */
    Given run(RunSpec spec, List<TaskSpec> tasks) {
      given = Given.nothing().and(new RunEvent.Submitted(Given.RUN, spec));
      for (int i = 0; i < tasks.size(); i++) {
        given.and(new TaskEvent.Submitted(Given.RUN.task(i), tasks.get(i)));
      }
      run = given.runs.get(Given.RUN);
      return given;
    }

    @Override
    public List<Task> tasks(RunId of, int index, int max) {
      return given.tasks.of(of).tailMap(of.task(index)).values().stream().limit(max).toList();
    }

    @Override
    public <R extends Row> RowQuery.Page<R> rows(RowQuery<?, R> query) {
      throw new UnsupportedOperationException();
    }

    @Override
    public <R extends Row> Optional<R> first(RowQuery<?, R> query) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<Quarantine> quarantines() {
      return List.of();
    }

    @Override
    public Counts counts(RunId of) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<RetentionCommand.Forget> expired(Instant now, int max) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<Recorded> events(long after, int max) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<Recorded> events(RunId of, long after, int max) {
      throw new UnsupportedOperationException();
    }

    @Override
    public long head() {
      throw new UnsupportedOperationException();
    }

    @Override
    public long floor() {
      throw new UnsupportedOperationException();
    }
  }
}
