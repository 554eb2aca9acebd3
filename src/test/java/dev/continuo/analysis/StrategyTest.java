package dev.continuo.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuo.analysis.StrategyAnalysis.Standing;
import dev.continuo.analysis.StrategyGate.Item;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StrategyTest {
  private static final String TEMPLATE =
      """
      ## Execution Strategy Analysis
      ### Subtask Inventory
      1. [Subtask name] - Files: [list] - Independent: [yes/no]
      2. [Subtask name] - Files: [list] - Independent: [yes/no]
      3. [Subtask name] - Files: [list] - Independent: [yes/no]
      ### Independence Assessment
      - Total subtasks: [N]
      - Independent: [M]
      - Dependencies: [describe or "none"]
      - File conflicts: [list or "none"]
      ### Strategy Decision
      **Strategy:** PARALLEL | SEQUENTIAL | HYBRID
      **Rationale:** [Explain decision based on analysis]
      ### Implementation Plan
      **Workers:** [N workers]
      **Launch:** [Single message | Sequential | Hybrid phases]
      **Coordination:** [Integration points and conflict resolution]
      """;

  private static Drafts migration() {
    var drafts = new Drafts().add("migrate").files("db/");
    for (var name : List.of("users", "orders", "items")) {
      drafts.add(name, "migrate").files("src/" + name + "/**");
    }
    return drafts;
  }

  private static Drafts apart(int tasks) {
    var drafts = new Drafts();
    for (int i = 0; i < tasks; i++) {
      drafts.add("t" + i).files("src/" + i + "/**");
    }
    return drafts;
  }

  private static StrategyAnalysis analysis(Drafts drafts) {
    return StrategyAnalysis.of(drafts.plan("p", 5), Strategy.Rule.STRICT, "");
  }

  @ParameterizedTest
  @CsvSource({
    "0, false, SEQUENTIAL, SEQUENTIAL",
    "1, true, SEQUENTIAL, SEQUENTIAL",
    "2, false, SEQUENTIAL, SEQUENTIAL",
    "2, true, HYBRID, HYBRID",
    "3, false, PARALLEL, PARALLEL",
    "3, true, HYBRID, PARALLEL",
    "4, true, HYBRID, PARALLEL"
  })
  void the_decision(int independent, boolean dependencies, Strategy strict, Strategy literal) {
    assertThat(Strategy.of(independent, dependencies, Strategy.Rule.STRICT)).isEqualTo(strict);
    assertThat(Strategy.of(independent, dependencies, Strategy.Rule.LITERAL)).isEqualTo(literal);
  }

  @Test
  void the_rationales() {
    assertThat(Strategy.PARALLEL.rationale())
        .isEqualTo("3+ independent subtasks qualify for parallel execution");
    assertThat(Strategy.HYBRID.rationale()).isEqualTo("Mix of independent and dependent subtasks");
    assertThat(Strategy.SEQUENTIAL.rationale())
        .isEqualTo("Too few independent subtasks OR strong dependencies");
  }

  @Test
  void a_migration_first_and_then_three_in_parallel() {
    var analysis = analysis(migration());

    assertThat(analysis.standing()).isEqualTo(Standing.ALLOWED);
    assertThat(String.join("\n", analysis.document().lines()) + "\n")
        .isEqualTo(
            """
            ## Execution Strategy Analysis
            ### Subtask Inventory
            1. migrate - Files: db/ - Independent: no
            2. users - Files: src/users/** - Independent: yes
            3. orders - Files: src/orders/** - Independent: yes
            4. items - Files: src/items/** - Independent: yes
            ### Independence Assessment
            - Total subtasks: 4
            - Independent: 3
            - Dependencies: users needs migrate; orders needs migrate; items needs migrate
            - File conflicts: none
            ### Strategy Decision
            **Strategy:** HYBRID
            **Rationale:** Mix of independent and dependent subtasks
            ### Implementation Plan
            **Workers:** 3 workers
            **Launch:** Hybrid phases
            **Coordination:** needs decide the order
            """);
    var literal = StrategyAnalysis.of(migration().plan("p", 5), Strategy.Rule.LITERAL, "");
    assertThat(literal.strategy()).isEqualTo(Strategy.PARALLEL);
  }

  @ParameterizedTest
  @CsvSource({
    "1, SEQUENTIAL, 1 worker",
    "2, SEQUENTIAL, 1 worker",
    "3, PARALLEL, 3 workers",
    "5, PARALLEL, 5 workers",
    "6, PARALLEL, 5 workers"
  })
  void independent_tasks_get_a_worker_each_up_to_five(int tasks, String strategy, String workers) {
    var document = analysis(apart(tasks)).document();

    assertThat(document.strategy()).isEqualTo(strategy);
    assertThat(document.workers()).isEqualTo(workers);
    assertThat(document.independent()).isEqualTo("" + tasks);
    assertThat(document.coordination()).isEqualTo("none needed, no files and no locks are shared");
  }

  @Test
  void files_and_locks_in_common_keep_tasks_apart() {
    var drafts = apart(2).add("x").files("src/0/A.java", "docs/x.md").add("y").files("docs/*.md");
    drafts.locking(List.of("db"), "m").files("m").locking(List.of("db"), "n").files("n");

    var document = analysis(drafts).document();
    assertThat(document.conflicts()).isEqualTo("t0 and x: src/0/**; x and y: docs/x.md");
    assertThat(document.dependencies()).isEqualTo("m and n share the lock db");
    assertThat(document.coordination())
        .isEqualTo(
            "locks are held by one task at a time: db; a lock or a need for each file conflict");
    assertThat(document.strategy()).isEqualTo("HYBRID");
    assertThat(document.independent()).isEqualTo("4");
  }

  @Test
  void a_task_that_does_not_say_its_files_is_independent_of_none() {
    var document = analysis(apart(3).add("x")).document();

    assertThat(document.independent()).isEqualTo("3");
    assertThat(document.subtasks().getLast())
        .isEqualTo(new StrategyDocument.Subtask("x", "unknown", "no"));
    assertThat(StrategyGate.items(document).get(1))
        .isEqualTo(new Item("Independence assessed", "nobody says which files x touches"));
  }

  @ParameterizedTest
  @CsvSource({"2, 1, ALLOWED", "3, 1, UNJUSTIFIED", "3, 2, ALLOWED"})
  void one_at_a_time_wants_a_reason_from_three_independent_ones_on(
      int tasks, int parallel, Standing standing) {
    var plan = apart(tasks).plan("p", parallel);
    assertThat(StrategyAnalysis.of(plan, Strategy.Rule.STRICT, "").standing()).isEqualTo(standing);

    var justified = StrategyAnalysis.of(plan, Strategy.Rule.STRICT, "one test database");
    assertThat(justified.standing()).isEqualTo(Standing.ALLOWED);
    if (standing == Standing.UNJUSTIFIED) {
      assertThat(justified.document().strategy()).isEqualTo("SEQUENTIAL");
      assertThat(justified.document().rationale()).isEqualTo("one test database");
    }
  }

  @Test
  void what_was_written_is_read_back_also_out_of_a_longer_page() {
    for (var drafts : List.of(migration(), apart(1), apart(6), new Drafts().add("a").add("b"))) {
      var document = analysis(drafts).document();
      var text = String.join("\n", document.lines());

      assertThat(StrategyDocument.parse(text)).contains(document);
      assertThat(
              StrategyDocument.parse(
                  "# Plan\n\n- Independent: 9\n\n" + text + "\n\n## Next\n**Strategy:** NONE\n"))
          .contains(document);
    }
  }

  @Test
  void an_analysis_that_is_done_passes_item_by_item() {
    var items = StrategyGate.items(analysis(migration()).document());

    assertThat(items)
        .extracting(Item::name)
        .containsExactly(
            "Subtasks identified and counted",
            "Independence assessed",
            "Dependencies documented",
            "Strategy determined",
            "Rationale documented",
            "Shared context conflicts identified",
            "Worker plan created");
    assertThat(items).allMatch(Item::passes);
  }

  @Test
  void the_template_as_it_stands_fails_in_all_items() {
    var document = StrategyDocument.parse(TEMPLATE).orElseThrow();

    assertThat(String.join("\n", document.lines()) + "\n").isEqualTo(TEMPLATE);
    assertThat(StrategyGate.items(document))
        .extracting(Item::missing)
        .containsExactly(
            "the inventory has 3, `Total subtasks` says `[N]`",
            "nobody says which files [Subtask name] touches",
            "`Dependencies` must be filled in, it is `[describe or \"none\"]`",
            "`Strategy` must be PARALLEL, SEQUENTIAL or HYBRID, it is `PARALLEL | SEQUENTIAL |"
                + " HYBRID`",
            "`Rationale` must be filled in, it is `[Explain decision based on analysis]`",
            "`File conflicts` must be filled in, it is `[list or \"none\"]`",
            "`Workers` must be a number of workers, it is `[N workers]`");
  }

  @Test
  void what_is_missing_or_does_not_add_up_is_named() {
    assertThat(StrategyDocument.parse("## Something else\n")).isEmpty();
    var empty = StrategyDocument.parse(StrategyDocument.HEADING).orElseThrow();
    assertThat(StrategyGate.items(empty))
        .extracting(Item::missing)
        .containsExactly(
            "the inventory is empty",
            "the inventory has 0, `Independent` says nothing",
            "`Dependencies` must be filled in, it is nothing",
            "`Strategy` must be PARALLEL, SEQUENTIAL or HYBRID, it is nothing",
            "`Rationale` must be filled in, it is nothing",
            "`File conflicts` must be filled in, it is nothing",
            "`Workers` must be a number of workers, it is nothing");
    var text = String.join("\n", analysis(apart(3)).document().lines());
    assertThat(missing(text.replace("Independent: yes", "Independent: maybe")))
        .contains("t0 is neither `yes` nor `no`, but `maybe`");
    assertThat(missing(text.replace("- Independent: 3", "- Independent: 4")))
        .contains("the inventory has 3, `Independent` says `4`");
    assertThat(missing(text.replace("3 workers", "0 workers")))
        .contains("`Workers` must be a number of workers, it is `0 workers`");
    assertThat(missing(text.replace("**Coordination:**", "Coordination:")))
        .containsExactly("`Coordination` must be filled in, it is nothing");
  }

  private static List<String> missing(String text) {
    return StrategyGate.items(StrategyDocument.parse(text).orElseThrow()).stream()
        .map(Item::missing)
        .filter(missing -> !missing.isEmpty())
        .toList();
  }
}
