package dev.continuo.plan.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is wrong with the configuration of a pattern or the tasks for it, word for word. */
class BadPatternsTest {
  private static final String A = "{agent: pytest-test-master}";

  private static void wrong(String config, @Nullable String tasks, String words) {
    assertThat(PatternsTest.read(config, tasks)).isEqualTo(words);
  }

  @Test
  void keys_of_two_patterns() {
    wrong(
        "{max_concurrent: 2, phases: []}",
        null,
        """
        pattern_ambiguous pattern.yaml:1:1: the file has keys of two patterns, found `max_concurrent` of parallel-independent and `phases` of incremental-with-validation
          hint: remove one of the two, or make `stages` of them
        """);
    wrong(
        "{pattern: fan-out-fan-in, max_concurrent: 2}",
        null,
        """
        pattern_ambiguous pattern.yaml:1:11: `pattern` is `fan-out-fan-in`, but key `max_concurrent` is of `parallel-independent`
          hint: remove one of the two
        """);
    wrong(
        "stages: [{name: a, fan_out: {}, primary_agent: x}]",
        null,
        """
        pattern_ambiguous pattern.yaml:1:10: stage 1: has keys of two patterns, found `primary_agent` of primary-with-reviewers and `fan_out` of fan-out-fan-in
          hint: remove one of the two, or make `stages` of them
        """);
  }

  @Test
  void no_pattern_at_all() {
    wrong(
        "parallel_execution: true",
        "tasks: {a: " + A + "}",
        """
        pattern_unknown pattern.yaml:1:1: the file is no configuration of a pattern, must have one of `max_concurrent`, `handoff_artifacts`, `sync_points`, `primary_agent`, `phases`, `fan_out`, `conditional_logic`, `stages`
          hint: write `pattern: NAME`; `continuo pattern list` shows the names
        """);
    wrong(
        "{pattern: parallel, tasks: {a: " + A + "}}",
        null,
        """
        word_unknown pattern.yaml:1:11: `pattern` is unknown, found `parallel`, must be `parallel-independent`, `sequential-handoff`, `parallel-with-sync-points`, `primary-with-reviewers`, `incremental-with-validation`, `fan-out-fan-in`, `conditional-branching` or `combination`
          hint: write it like `pattern: fan-out-fan-in`
        """);
  }

  @Test
  void tasks_that_do_not_fit() {
    wrong(
        "max_concurrent: 2",
        null,
        """
        pattern_tasks_missing pattern.yaml:1:1: pattern `parallel-independent`: has no tasks
          hint: give it some with `--tasks TASKS.yaml`, or under `tasks`
        """);
    wrong(
        "max_concurrent: 2",
        "tasks: {a: " + A + ", b: {agent: pytest-test-master, needs: a}}",
        """
        pattern_need tasks.yaml:1:79: task `b`: needs `a`, which pattern `parallel-independent` does not put before it
          hint: remove it, or write a plan with `needs` instead of the pattern
        """);
    wrong(
        "max_concurrent: 2",
        "tasks: {a: " + A + ", b: {agent: pytest-test-master, needs: c}}",
        """
        need_unknown tasks.yaml:1:79: task `b`: needs an unknown task, found `c`, did you mean `b`?
        """
            .replace(", did you mean `b`?\n", "\n  hint: the plan has `a`, `b`\n"));
    wrong(
        "max_concurrent: 2",
        "tasks: {a: {prompt: x}}",
        """
        key_missing tasks.yaml:1:9: task `a`: key `agent` is missing
          hint: write it like `agent: reviewer`
        """);
    wrong(
        "max_concurrent: 2",
        "{tasks: {a: {agent: pytest-test-master, run: x}}}",
        """
        key_unknown tasks.yaml:1:41: task `a`: unknown key `run`, allowed are `agent`, `prompt`, `needs`, `produces`, `consumes`
          hint: remove it, or write one of these instead
        """);
    wrong(
        "{max_concurrent: 2, tasks: [{name: a, agent: pytest-test-master}, {name: a, agent: pytest-test-master}]}",
        null,
        """
        pattern_task_duplicate pattern.yaml:1:67: task `a` stands twice in the pattern
          hint: give one of the two another name
        """);
  }

  @Test
  void tasks_that_a_pattern_does_not_have() {
    var config = "{primary_agent: comment-cleaner, reviewer_agents: [pytest-test-master]}";
    wrong(
        config,
        "tasks: {primry: {prompt: x}}",
        """
        pattern_task_unknown tasks.yaml:1:9: task `primry`: the pattern has no such task, did you mean `primary`?
        """);
    wrong(
        config,
        "tasks: {other: {prompt: x}}",
        """
        pattern_task_unknown tasks.yaml:1:9: task `other`: the pattern has no such task
          hint: it has `primary`, `pytest-test-master`
        """);
    wrong(
        config,
        "tasks: {primary: {agent: codebase-cleaner}}",
        """
        pattern_agent_differs tasks.yaml:1:26: task `primary`: `agent` is not that of the pattern, found `codebase-cleaner`
          hint: remove it, or write `comment-cleaner`
        """);
    wrong(
        config,
        "tasks: {pytest-test-master: {produces: report}}",
        """
        pattern_need tasks.yaml:1:9: task `pytest-test-master`: only judges another, which alone can have `needs` and `produces`
          hint: remove them
        """);
  }

  @Test
  void artifacts_that_nobody_hands_over() {
    wrong(
        "handoff_artifacts: [schema]",
        "tasks: {a: {agent: pytest-test-master, produces: schemas}}",
        """
        artifact_unknown tasks.yaml:1:9: task `a`: produces `schemas`, which is not among `handoff_artifacts`, did you mean `schema`?
        """);
    wrong(
        "handoff_artifacts: [schema]",
        "tasks: {a: {agent: pytest-test-master, produces: other}}",
        """
        artifact_unknown tasks.yaml:1:9: task `a`: produces `other`, which is not among `handoff_artifacts`
          hint: add it there
        """);
    wrong(
        "handoff_artifacts: [schema]",
        "tasks: {a: {agent: pytest-test-master, produces: schema}, b: {agent: pytest-test-master, consumes: scheme}}",
        """
        artifact_unknown tasks.yaml:1:59: task `b`: consumes `scheme`, which none of its needs produces, did you mean `schema`?
        """);
    wrong(
        "{handoff_artifacts: [schema, schema], tasks: {a: " + A + "}}",
        null,
        """
        artifact_duplicate pattern.yaml:1:21: `handoff_artifacts` has `schema` twice
          hint: remove one of the two
        """);
    wrong(
        "{handoff_artifacts: [schema], parallel_execution: true, tasks: {a: " + A + "}}",
        null,
        """
        pattern_impossible pattern.yaml:1:51: `parallel_execution` is `true`, but what is handed over has to be there first
          hint: write `parallel_execution: false`
        """);
  }

  @Test
  void artifacts_of_plans() {
    assertThat(
            Plans.problems(
                "tasks: {a: {run: x, produces: [y]}, b: {run: x, needs: a, consumes: [z, long.txt]}}"))
        .isEqualTo(
            """
            artifact_unknown plan.yaml:1:69: task `b`: consumes `z`, which none of its needs produces
              hint: name the task that does under `needs`
            artifact_unknown plan.yaml:1:69: task `b`: consumes `long.txt`, which none of its needs produces
              hint: name the task that does under `needs`
            """);
  }

  @Test
  void points_that_nobody_could_pass() {
    wrong(
        "{sync_points: [a, b, c], tasks: {x: " + A + ", y: " + A + "}}",
        null,
        """
        pattern_impossible pattern.yaml:1:15: pattern `parallel-with-sync-points`: has too few tasks for `sync_points`, found 2, must be 3
          hint: one before the first point, the streams, and one after the last point
        """);
    wrong(
        "{sync_points: [a], tasks: {x: " + A + "}}",
        null,
        """
        pattern_impossible pattern.yaml:1:15: pattern `parallel-with-sync-points`: has too few tasks for `sync_points`, found 1, must be 2
          hint: one before the first point, the streams
        """);
    wrong(
        "{parallel_execution: false, sync_points: [a, b, c], tasks: {x: "
            + A
            + ", y: "
            + A
            + ", z: "
            + A
            + "}}",
        null,
        """
        pattern_impossible pattern.yaml:1:42: pattern `parallel-with-sync-points`: has `parallel_execution: false` and a sync point in the middle, `b`, which no stream could pass before the next one has begun
          hint: write `parallel_execution: true`, or remove the point
        """);
    wrong(
        "{sync_points: [a, a], tasks: {x: " + A + ", y: " + A + "}}",
        null,
        """
        sync_point_duplicate pattern.yaml:1:19: element 2 of `sync_points` stands twice, found `a`
          hint: remove one
        """);
    wrong(
        "{stages: [{name: one, max_concurrent: 1, tasks: {t: "
            + A
            + "}}, {name: two, sync_points: [a, b], tasks: {w: "
            + A
            + ", x: "
            + A
            + ", y: "
            + A
            + ", z: "
            + A
            + "}}]}",
        null,
        """
        pattern_impossible pattern.yaml:1:18: pattern `combination`: `max_concurrent: 1` holds for all stages, and 2 streams of one have to run at once
          hint: write `max_concurrent: 2`, or make two plans of them
        """);
  }

  @Test
  void what_is_missing_or_misspelt() {
    wrong(
        "{phases: [{name: a, agent: pytest-test-master}]}",
        null,
        """
        key_missing pattern.yaml:1:11: element 1 of `phases`: key `validator` is missing
          hint: write it like `validator: tester`
        """);
    wrong(
        "{fan_out: {agent: pytest-test-master, tasks: []}, fan_in: {agent: pytest-test-master, task: all}}",
        null,
        """
        text_empty pattern.yaml:1:46: `fan_out`: `tasks` is empty
          hint: write it like `tasks: [api, web]`
        """);
    wrong(
        "{max_concurrent: 0, paralel_execution: true, tasks: {a: " + A + "}}",
        null,
        """
        number_out_of_range pattern.yaml:1:18: `max_concurrent` is out of range, found `0`, must be a whole number from 1 to 1000
          hint: write `1` for the least
        key_unknown pattern.yaml:1:21: unknown key `paralel_execution`, did you mean `parallel_execution`?
        """);
    wrong(
        "{conditional_logic: {analyzer: nobody, branches: [{condition: a, agent: pytest-test-master}]}}",
        null,
        """
        agent_unknown pattern.yaml:1:32: task `analyze`: `agent` is unknown, found `nobody`
          hint: define it in `.continuo/agents/nobody.yml`
        """);
  }
}
