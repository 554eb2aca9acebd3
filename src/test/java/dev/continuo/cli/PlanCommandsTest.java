package dev.continuo.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A look at a plan before it runs: {@code continuo plan …}. */
class PlanCommandsTest extends CommandLineFixture {
  private static final String PLAN =
      """
      name: release
      limits: {parallel: 2}
      tasks:
        T1: {run: x, title: Implement API, expected: 20m, files: [src/api/**, docs/a.md], timeout: 1h}
        T2: {run: x, needs: T1, expected: 10m}
        T3: {run: x, expected: 30m, files: src/api/Cache.java, timeout: 1h}
        T4: {run: x, needs: [T2, T3]}
      """;
  private static final String APART =
      """
      limits: {parallel: %d}
      tasks:
        a: {run: x, files: a.c}
        b: {run: x, files: b.c}
        c: {run: x, files: c.c}
      """;
  private static final String PASSED =
      """
      PASS Subtasks identified and counted
      PASS Independence assessed
      PASS Dependencies documented
      PASS Strategy determined
      PASS Rationale documented
      PASS Shared context conflicts identified
      PASS Worker plan created
      """;

  @Test
  void a_plan_is_explained() throws IOException {
    plan(PLAN);

    assertThat(type("plan", "explain", "plan.yaml"))
        .isEqualTo(
            new Left(
                0,
                """
                release: 4 tasks in 3 batches, at most 2 at once

                BATCH  TASK  EXPECTED  FILES  TOKENS  TITLE
                1      T1    20 min    2+     2K-6K   Implement API
                1      T3    30 min    1      1K-3K
                2      T2    10 min    -      -
                3      T4    -         -      -

                Batch 1, in parallel: T1, T3
                Batch 2: T2
                Batch 3: T4

                Critical path: T1 (Implement API) → T2 → T4, 30 min
                Expected in total: 30 min, one after the other 1 h, saving 50 %
                The same files at the same time: T1 and T3, src/api/** and src/api/Cache.java
                Without a time limit that stops them: T2, T4
                Without an expected duration, counted as 0: T4
                """,
                ""));
    assertThat(server.requests()).allMatch(asked -> asked.startsWith("GET /v1/durations?"));
  }

  @Test
  void a_plan_is_explained_to_programs() throws IOException {
    plan(PLAN);

    assertThat(type("plan", "explain", "plan.yaml", "--json").out())
        .isEqualTo(
            "{\"plan\":\"release\",\"tasks\":4,\"parallel\":2,"
                + "\"batches\":[[\"T1\",\"T3\"],[\"T2\"],[\"T4\"]],"
                + "\"criticalPath\":[\"T1\",\"T2\",\"T4\"],\"criticalPathMs\":1800000,"
                + "\"expectedMs\":1800000,\"sequentialMs\":3600000,\"savingPercent\":50,"
                + "\"sameFiles\":[{\"tasks\":[\"T1\",\"T3\"],"
                + "\"files\":[\"src/api/**\",\"src/api/Cache.java\"]}],"
                + "\"sameFilesFound\":1,\"notCompared\":0,"
                + "\"approvedAtStart\":[],\"approvedAtEnd\":[],"
                + "\"withoutTimeLimit\":[\"T2\",\"T4\"],\"learnt\":[],\"withoutExpected\":[\"T4\"],"
                + "\"estimates\":[{\"task\":\"T1\",\"files\":2,\"atLeast\":true,"
                + "\"tokens\":\"2K-6K\",\"size\":\"ideal\"},{\"task\":\"T3\",\"files\":1,"
                + "\"atLeast\":false,\"tokens\":\"1K-3K\",\"size\":\"ideal\"}]}\n");
  }

  @Test
  void a_plan_says_where_a_person_approves() throws IOException {
    plan(
        """
        tasks:
          a: {run: x, approval: end}
          b: {run: x, approval: [start, end]}
          c: {run: x, needs: a, for-each: "${{ needs.a.result.list }}", approval: start}
        """);

    assertThat(type("plan", "explain", "plan.yaml").out())
        .contains(
            """
            Before its start, a person approves: b, c
            What it has done, a person approves: a, b
            """);
    assertThat(type("plan", "explain", "plan.yaml", "--json").out())
        .contains("\"approvedAtStart\":[\"b\",\"c\"],\"approvedAtEnd\":[\"a\",\"b\"]");
  }

  @Test
  void what_a_plan_does_not_say_is_learnt_from_earlier_runs_where_a_server_answers()
      throws IOException {
    plan("limits: {parallel: 1}\ntasks: {a: {run: x}, b: {run: x, needs: a, expected: 1m}}");
    var question = "GET /v1/durations?project=" + URLEncoder.encode(folder.toString(), UTF_8);
    server.on(
        question,
        200,
        """
        {"durations":[{"task":"a","typicalMs":90000,"attempts":3},\
        {"task":"b","typicalMs":5,"attempts":3},{"task":"other","typicalMs":5,"attempts":1}]}""");

    assertThat(type("plan", "explain", "plan.yaml"))
        .isEqualTo(
            new Left(
                0,
                """
                plan: 2 tasks in 2 batches, at most 1 at once

                BATCH  TASK  EXPECTED    FILES  TOKENS  TITLE
                1      a     1 min 30 s  -      -
                2      b     1 min       -      -

                Batch 1: a
                Batch 2: b

                Critical path: a → b, 2 min 30 s
                Expected in total: 2 min 30 s, one after the other 2 min 30 s, saving 0 %
                Without a time limit that stops them: a, b
                Expected as long as in earlier runs: a
                """,
                ""));
    assertThat(server.requests()).containsExactly(question);
    assertThat(type("plan", "explain", "plan.yaml", "--json").out())
        .contains("\"expectedMs\":150000,", "\"learnt\":[\"a\"],\"withoutExpected\":[]");
  }

  @Test
  void nothing_is_learnt_without_a_server_nor_from_one_that_does_not_know_the_question()
      throws IOException {
    plan("tasks: {a: {run: x}}");
    server.on(
        "GET /v1/durations?project=" + URLEncoder.encode(folder.toString(), UTF_8), 404, "{}");

    var old = type("plan", "explain", "plan.yaml");
    Files.delete(home.resolve("server.json"));

    assertThat(type("plan", "explain", "plan.yaml")).isEqualTo(old);
    assertThat(old.err()).isEmpty();
    assertThat(old.out()).contains("Without an expected duration, counted as 0: a");
  }

  @Test
  void the_guide_shows_what_is_said() throws IOException {
    var guide = Files.readString(Path.of("docs/guides/look-before-you-run.md"));
    Files.writeString(folder.resolve("shop.yaml"), block(guide, "```yaml\n"));

    assertThat(type("plan", "explain", "shop.yaml").out())
        .isEqualTo(block(guide, "$ continuo plan explain shop.yaml\n"));
    assertThat(type("plan", "strategy", "shop.yaml", "--out", "10-plan.md").code()).isZero();
  }

  private static String block(String page, String start) {
    var from = page.indexOf(start) + start.length();
    return page.substring(from, page.indexOf("```", from));
  }

  @Test
  void what_is_not_known_is_not_guessed_and_what_is_too_large_is_named() throws IOException {
    var files = new StringBuilder("f0.c");
    for (int i = 1; i < 15; i++) {
      files.append(", f").append(i).append(".c");
    }
    plan("tasks: {a: {run: x, files: [" + files + "]}}");

    assertThat(type("plan", "explain", "plan.yaml").out())
        .isEqualTo(
            """
            plan: 1 task in 1 batch, at most 5 at once

            BATCH  TASK  EXPECTED  FILES  TOKENS   TITLE
            1      a     -         15     15K-45K

            Batch 1: a

            Critical path: a
            Expected in total: unknown, no task says how long it takes
            Without a time limit that stops them: a
            Without an expected duration, counted as 0: a
            Too large for one agent: a
            """);
  }

  @Test
  void of_many_tasks_the_first_are_told() throws IOException {
    var plan = new StringBuilder("tasks:\n");
    for (int i = 0; i < 41; i++) {
      plan.append("  t%d: {run: x, expected: 1m, timeout: 5m, files: src/**}\n".formatted(i));
    }
    plan(plan.toString());

    assertThat(type("plan", "explain", "plan.yaml").out())
        .contains(
            "\nand 1 more task\n\nBatch 1, in parallel, 5 at once: t0, t1, t2, t3, t4, t5, t6, t7,"
                + " t8, t9 and 31 more\n",
            "\nExpected in total: 9 min, one after the other 41 min, saving 78 %\n",
            "\nThe same files at the same time: t0 and t1, src/**\n",
            "\nand 800 more pairs of tasks\n");
  }

  @Test
  void batches_that_are_kept_are_the_same_batches() throws IOException {
    plan("scheduling: strict-batches\n" + PLAN);

    assertThat(type("plan", "explain", "plan.yaml", "--json").out())
        .contains("\"tasks\":4,", "\"batches\":[[\"T1\",\"T3\"],[\"T2\"],[\"T4\"]]")
        .contains("\"expectedMs\":2400000,");
  }

  @Test
  void a_graph_is_printed_as_whatever_is_wanted() throws IOException {
    plan("tasks: {a: {run: x}, b: {run: x, needs: {a: ended}}}");

    assertThat(type("plan", "graph", "plan.yaml"))
        .isEqualTo(new Left(0, "flowchart TD\n  t0[\"a\"]\n  t1[\"b\"]\n  t0 -.-> t1\n", ""));
    assertThat(type("plan", "graph", "plan.yaml", "--format", "dot").out())
        .startsWith("digraph \"plan\" {\n");
    assertThat(type("plan", "graph", "plan.yaml", "--format", "svg").out())
        .startsWith("<svg xmlns=")
        .endsWith("</svg>\n");
    assertThat(type("plan", "graph", "plan.yaml", "--format", "svgg"))
        .isEqualTo(
            new Left(
                2,
                "",
                """
                error: option `--format`: unknown, found `svgg`, did you mean `svg`?
                hint: `continuo plan graph --help` shows an example
                """));
    assertThat(type("plan", "graph", "plan.yaml", "--format", "picture").err())
        .startsWith(
            "error: option `--format`: unknown, found `picture`, must be `mermaid`, `dot` or `svg`\n");
  }

  @ParameterizedTest
  @CsvSource({"500, 0", "501, 2"})
  void a_picture_has_a_limit(int tasks, int code) throws IOException {
    var plan = new StringBuilder("tasks:\n");
    for (int i = 0; i < tasks; i++) {
      plan.append("  t").append(i).append(": {run: x}\n");
    }
    plan(plan.toString());

    var left = type("plan", "graph", "plan.yaml", "--format", "svg");
    assertThat(left.code()).isEqualTo(code);
    assertThat(left.err())
        .isEqualTo(
            code == 0
                ? ""
                : """
                error: plan: too large for a picture, found 501 tasks, must be at most 500
                hint: `--format dot` has no limit, Graphviz draws it
                """);
    assertThat(type("plan", "graph", "plan.yaml").code()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1  | 0 | 1 file: ✅ Single task packet, proceed
          5  | 0 | 5 files: ✅ Single task packet, proceed
          6  | 0 | 6 files: ⚠️ Single task packet, create decomposition plan
          14 | 0 | 14 files: ⚠️ Single task packet, create decomposition plan
          15 | 1 | 15 files: ❌ MUST decompose into 2-3 task packets
          26 | 1 | 26 files: ❌ MUST decompose into 2-3 task packets
          27 | 1 | 27 files: ❌ MUST decompose into 3+ task packets
          """)
  void a_number_of_files_has_a_size(String files, int code, String says) {
    var left = type("plan", "size", files);

    assertThat(left.code()).isEqualTo(code);
    assertThat(left.out()).startsWith(says + "\n");
  }

  @Test
  void a_project_says_how_many_files_are_too_many() throws IOException {
    Files.createDirectories(folder.resolve(".continuo"));
    Files.writeString(
        folder.resolve(".continuo/config.yaml"), "packets: {ideal_files: 1, max_files: 2}");

    assertThat(type("plan", "size", "2").out())
        .startsWith("2 files: ⚠️ Single task packet, create decomposition plan\n");
    assertThat(type("plan", "size", "3").code()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"8, false", "9, true", "14, true", "15, false"})
  void more_than_eight_files_are_more_than_a_unit_of_work(String files, boolean told) {
    assertThat(type("plan", "size", files).err())
        .isEqualTo(told ? "hint: more than 8 files are more than one unit of work\n" : "");
  }

  @Test
  void files_that_exist_are_counted_each_once() throws IOException {
    for (var name : new String[] {"a", "b", "c"}) {
      Files.writeString(folder.resolve(name), "");
    }

    assertThat(type("plan", "size", "a", "b", "./c", "./a", "none", "."))
        .isEqualTo(
            new Left(
                0,
                """
                3 files: ✅ Single task packet, proceed
                3K-9K tokens to write, of the 25K-32K that an agent has
                """,
                "hint: 2 of 5 are no file, and not counted\n"));
    assertThat(type("plan", "size", "a", "--json").out())
        .isEqualTo(
            "{\"files\":1,\"size\":\"ideal\",\"advice\":\"✅ Single task packet, proceed\","
                + "\"tokens\":\"1K-3K\"}\n");
    assertThat(type("plan", "size", "none", "other"))
        .isEqualTo(
            new Left(
                3,
                "",
                """
                error: files: none of them exists, found `none`
                hint: `continuo plan size N` takes their number
                """));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "007", "1000000000"})
  void a_number_has_its_range(String files) {
    assertThat(type("plan", "size", files))
        .isEqualTo(
            new Left(
                2,
                "",
                "error: files: out of range, found `"
                    + files
                    + "`, must be 1 to 999999999\nhint: `continuo plan size --help` shows an"
                    + " example\n"));
  }

  @Test
  void a_strategy_is_written_down_and_checked_item_by_item() throws IOException {
    plan(APART.formatted(5));

    var left = type("plan", "strategy", "plan.yaml");
    assertThat(left)
        .isEqualTo(
            new Left(
                0,
                """
                ## Execution Strategy Analysis
                ### Subtask Inventory
                1. a - Files: a.c - Independent: yes
                2. b - Files: b.c - Independent: yes
                3. c - Files: c.c - Independent: yes
                ### Independence Assessment
                - Total subtasks: 3
                - Independent: 3
                - Dependencies: none
                - File conflicts: none
                ### Strategy Decision
                **Strategy:** PARALLEL
                **Rationale:** 3+ independent subtasks qualify for parallel execution
                ### Implementation Plan
                **Workers:** 3 workers
                **Launch:** Single message
                **Coordination:** none needed, no files and no locks are shared
                """,
                PASSED));

    assertThat(type("plan", "strategy", "plan.yaml", "--out", "10-plan.md"))
        .isEqualTo(new Left(0, "", "wrote 10-plan.md\n" + PASSED));
    assertThat(folder.resolve("10-plan.md")).hasContent(left.out());
    assertThat(type("plan", "strategy", "--check", "10-plan.md"))
        .isEqualTo(new Left(0, "", PASSED));
    assertThat(type("plan", "strategy", "plan.yaml", "--out", "10-plan.md"))
        .isEqualTo(
            new Left(
                1,
                "",
                """
                error: 10-plan.md: exists already, nothing was written
                hint: name a new file
                """));
    assertThat(type("plan", "strategy", "plan.yaml", "--out", "none/10-plan.md").err())
        .isEqualTo(
            """
            error: none/10-plan.md: cannot be written, found NoSuchFileException
            hint: name a file in a folder that exists
            """);
  }

  @Test
  void an_analysis_with_something_missing_does_not_pass() throws IOException {
    Files.writeString(
        folder.resolve("10-plan.md"),
        "# Plan\n## Execution Strategy Analysis\n### Strategy Decision\n**Strategy:** HYBRID\n");

    assertThat(type("plan", "strategy", "--check", "10-plan.md"))
        .isEqualTo(
            new Left(
                1,
                "",
                """
                FAIL Subtasks identified and counted: the inventory is empty
                FAIL Independence assessed: the inventory has 0, `Independent` says nothing
                FAIL Dependencies documented: `Dependencies` must be filled in, it is nothing
                PASS Strategy determined
                FAIL Rationale documented: `Rationale` must be filled in, it is nothing
                FAIL Shared context conflicts identified: `File conflicts` must be filled in, it is nothing
                FAIL Worker plan created: `Workers` must be a number of workers, it is nothing
                GATE VIOLATION (25-execution-strategy.md)
                """));
    Files.writeString(folder.resolve("10-plan.md"), "# Plan\n");
    assertThat(type("plan", "strategy", "--check", "10-plan.md"))
        .isEqualTo(
            new Left(
                1,
                "",
                """
                error: 10-plan.md: has no analysis, must have `## Execution Strategy Analysis`
                hint: `continuo plan strategy PLAN --out FILE` writes one
                """));
    assertThat(type("plan", "strategy", "--check", "none.md"))
        .isEqualTo(new Left(3, "", "error: none.md: not found, or no file\n"));
    Files.write(folder.resolve("10-plan.md"), new byte[] {(byte) 0xff});
    assertThat(type("plan", "strategy", "--check", "10-plan.md"))
        .isEqualTo(new Left(2, "", "error: 10-plan.md: is not UTF-8\n"));
  }

  @Test
  void one_at_a_time_wants_a_reason() throws IOException {
    plan(APART.formatted(1));

    assertThat(type("plan", "strategy", "plan.yaml"))
        .isEqualTo(
            new Left(
                1,
                "",
                """
                GATE VIOLATION (25-execution-strategy.md)
                error: plan: `limits.parallel: 1` does one task at a time, 3 are independent and must be done in parallel
                hint: raise the limit, or say why not with `--justification TEXT`
                """));
    var left = type("plan", "strategy", "plan.yaml", "--justification", "one test database");
    assertThat(left.code()).isZero();
    assertThat(left.out())
        .contains(
            "**Strategy:** SEQUENTIAL\n**Rationale:** one test database\n",
            "**Workers:** 1 worker\n**Launch:** Sequential\n");
    assertThat(type("plan", "strategy", "plan.yaml", "--justification", "two\nlines").err())
        .isEqualTo(
            """
            error: option `--justification`: must be one line of at most 1000 characters
            hint: name the file that says more
            """);
  }

  @Test
  void the_literal_rule_does_three_in_parallel_whatever_others_need() throws IOException {
    plan(APART.formatted(5) + "  d: {run: x, files: d.c, needs: a}\n");

    assertThat(type("plan", "strategy", "plan.yaml").out()).contains("**Strategy:** HYBRID\n");
    assertThat(type("plan", "strategy", "plan.yaml", "--literal").out())
        .contains("**Strategy:** PARALLEL\n");
  }

  @ParameterizedTest
  @CsvSource({"200, 0", "201, 2"})
  void an_analysis_has_a_limit(int tasks, int code) throws IOException {
    var plan = new StringBuilder("tasks:\n");
    for (int i = 0; i < tasks; i++) {
      plan.append("  t%d: {run: x, files: f%d.c}\n".formatted(i, i));
    }
    plan(plan.toString());

    var left = type("plan", "strategy", "plan.yaml");
    assertThat(left.code()).isEqualTo(code);
    if (code != 0) {
      assertThat(left.err())
          .isEqualTo(
              """
              error: plan: too large for this analysis, found 201 tasks, must be at most 200
              hint: `continuo plan explain` looks at plans of any size
              """);
    }
  }

  @Test
  void a_command_must_be_named_and_given_what_it_needs() {
    assertThat(type("plan"))
        .isEqualTo(
            new Left(
                2,
                "",
                """
                error: `plan`: a command is missing, must be `explain`, `graph`, `size` or `strategy`
                hint: `continuo plan --help` tells of them
                """));
    assertThat(type("plan", "strategy"))
        .isEqualTo(
            new Left(
                2,
                "",
                """
                error: `continuo plan strategy`: needs either PLAN or `--check`
                hint: `continuo plan strategy --help` shows an example
                """));
    assertThat(type("plan", "explain", "none.yaml").code()).isEqualTo(2);
  }
}
