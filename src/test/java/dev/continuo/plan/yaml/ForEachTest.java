package dev.continuo.plan.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuo.condition.ConditionPart;
import dev.continuo.expansion.EachPart;
import dev.continuo.plan.Item;
import dev.continuo.task.GroupPart;
import dev.continuo.task.JoinPart;
import dev.continuo.task.Kind;
import dev.continuo.task.Need;
import dev.continuo.task.TaskSpec;
import dev.continuo.task.Work;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tasks that are done for each item of a list. */
class ForEachTest {
  private static final String DEPLOY =
      """
      inputs: {target: {default: all}}
      tasks:
        build: {run: make}
        deploy:
          needs: build
          for-each:
            - {name: web, port: 80}
            - {name: db, port: 5432}
          title: Deploy
          env: {WHERE: "${{ item.name }}:${{ item.port }}/${{ inputs.target }}"}
          run: [deploy, "${{ item }}", "--to=${{item.name}}"]
          retries: 1
        report: {needs: deploy, run: report}
      """;

  private static List<TaskSpec> tasks(String yaml) {
    return Plans.plan(yaml).tasks();
  }

  /**
   * What is wrong with the plan: a line for each problem, with the line of the file and the hint.
   */
  private static String told(String yaml) {
    return Plans.problems(yaml)
        .replaceAll(" plan\\.yaml:(\\d+):\\d+: ", " $1: ")
        .replace("\n  hint: ", " | ");
  }

  @Test
  void a_list_becomes_a_task_for_each_item_and_a_group_that_waits_for_them() {
    var tasks = tasks(DEPLOY);

    assertThat(tasks)
        .extracting(TaskSpec::name)
        .containsExactly("build", "deploy/1", "deploy/2", "deploy", "report");
    assertThat(tasks.get(1).needs()).containsExactly(new Need(0, Need.On.SUCCEEDED));
    assertThat(tasks.get(3))
        .isEqualTo(
            TaskSpec.sync(
                "deploy",
                List.of(new Need(1, Need.On.ENDED), new Need(2, Need.On.ENDED)),
                List.of(new GroupPart(GroupPart.Form.LIST))));
    assertThat(tasks.get(4).needs()).containsExactly(new Need(3, Need.On.SUCCEEDED));
  }

  @Test
  void each_task_has_its_item_in_its_environment_and_wherever_it_speaks_of_it() {
    var second = tasks(DEPLOY).get(2);

    assertThat(second.kind()).isEqualTo(Kind.WORK);
    assertThat(second.title()).isEqualTo("Deploy ({\"name\":\"db\",\"port\":5432})");
    assertThat(second.env())
        .containsEntry("WHERE", "db:5432/all")
        .containsEntry("CONTINUO_ITEM", "{\"name\":\"db\",\"port\":5432}")
        .containsEntry("CONTINUO_ITEM_NUMBER", "2");
    assertThat(second.work())
        .isEqualTo(
            new Work.Command(List.of("deploy", "{\"name\":\"db\",\"port\":5432}", "--to=db")));
    assertThat(second.retries().max()).isEqualTo(1);
  }

  @Test
  void items_are_texts_as_they_are_written() {
    var tasks = tasks("tasks: {x: {for-each: [a b, 1.50, true, [1, c], \"\"], run: a}}");

    assertThat(tasks.subList(0, 5))
        .extracting(task -> task.env().get("CONTINUO_ITEM"))
        .containsExactly("a b", "1.50", "true", "[1,\"c\"]", "");
    assertThat(tasks.getFirst().title()).isEqualTo("x (a b)");
  }

  @Test
  void a_value_that_looks_like_a_reference_is_none() {
    var task =
        tasks(
                """
                inputs: {odd: {default: "a"}}
                tasks: {x: {for-each: ["${{ item }}"], run: [a, "${{ item }}", "${{ inputs.odd }}"]}}
                """)
            .getFirst();
    assertThat(task.work()).isEqualTo(new Work.Command(List.of("a", "${{ item }}", "a")));
  }

  @Test
  void a_list_that_is_told_later_becomes_a_group_that_knows_what_to_do_for_each() {
    var tasks =
        tasks(
            """
            inputs: {target: {default: all}}
            tasks:
              hosts: {run: list}
              ready: {run: a}
              deploy:
                needs: [hosts, ready]
                join: any
                if: needs.hosts.state == 'succeeded'
                for-each: ${{ needs.hosts.result.hosts.filter(h, h != inputs.target) }}
                run: [deploy, "${{ item.name }}"]
                locks: [net]
            """);
    var group = tasks.get(2);

    assertThat(group.kind()).isEqualTo(Kind.SYNC);
    assertThat(group.needs()).hasSize(2);
    assertThat(group.part(JoinPart.class)).contains(new JoinPart(1));
    assertThat(group.part(ConditionPart.class)).isPresent();
    assertThat(group.part(GroupPart.class))
        .contains(new GroupPart(GroupPart.Form.LIST, GroupPart.Source.ADDED));
    var each = group.part(EachPart.class).orElseThrow();
    assertThat(each.expression())
        .isEqualTo("needs.hosts.result.hosts.filter(h, h != inputs.target)");
    assertThat(each.inputs()).containsExactly(java.util.Map.entry("target", "\"all\""));
    assertThat(each.task().name()).isEqualTo("deploy");
    assertThat(each.task().needs()).isEmpty();
    assertThat(each.task().parts()).isEmpty();
    assertThat(each.task().locks()).containsExactly("net");
    var item = new Item(7, new java.util.TreeMap<>(java.util.Map.of("", "{}", "name", "web")));
    assertThat(item.missing(each.task())).isEmpty();
    assertThat(item.of(each.task()).work()).isEqualTo(new Work.Command(List.of("deploy", "web")));
    assertThat(item.of(each.task()).name()).isEqualTo("deploy/7");
  }

  @Test
  void an_item_lacks_what_the_task_speaks_of() {
    var each = new Item(1, new java.util.TreeMap<>(java.util.Map.of("", "web")));
    var task =
        TaskSpec.of("x", new Work.Command(List.of("a", Item.reference("name.first"))))
            .inheriting(
                new java.util.TreeMap<>(java.util.Map.of("A", "b" + Item.reference("age"))));
    assertThat(each.missing(task)).containsExactly("age", "name.first");
  }

  @Test
  void batches_that_wait_for_each_other_take_a_group_with_its_last_member() {
    var tasks =
        tasks(
            """
            scheduling: strict-batches
            tasks:
              a: {run: a}
              b: {needs: a, for-each: [1, 2], run: b}
              c: {needs: b, run: c}
            """);
    assertThat(tasks)
        .extracting(TaskSpec::name)
        .containsExactly("a", "batch/2", "b/1", "b/2", "b", "batch/3", "c");
    assertThat(tasks.get(4).needs()).hasSize(2);
  }

  @Test
  void a_list_of_nothing_is_refused() {
    assertThat(told("tasks: {x: {run: a, for-each: []}}"))
        .isEqualTo(
            "each_empty 1: task `x`: `for-each` is empty, there is nothing to do it for"
                + " | name something, or remove the task\n");
  }

  @Test
  void what_is_no_list_is_refused() {
    for (var wrong : List.of("3", "abc", "{a: b}", "true")) {
      assertThat(told("tasks: {x: {run: a, for-each: %s}}".formatted(wrong)))
          .startsWith("type_wrong 1: task `x`: `for-each` has the wrong type, found ")
          .contains(", must be a list, or an expression in `${{ }}` | write it like ");
    }
    assertThat(told("tasks: {x: {run: a, for-each: [a, null]}}"))
        .isEqualTo(
            "type_wrong 1: task `x`: element 2 of `for-each` is nothing"
                + " | write `\"\"` for an empty text, or remove it\n");
    assertThat(told("tasks: {x: {run: a, for-each: \"${{ 1 + 2 }}\"}}"))
        .isEqualTo(
            "condition_invalid 1: task `x`: `for-each` cannot be told, at its character 1: it is of"
                + " type int, must be a list | write it like `for-each: [linux, mac]`\n");
  }

  @Test
  void a_list_that_is_too_long_is_refused() {
    var list = String.join(", ", Collections.nCopies(Item.ITEMS_MAX + 1, "a"));
    assertThat(told("tasks: {x: {run: a, for-each: [%s]}}".formatted(list)))
        .isEqualTo(
            "list_too_long 1: task `x`: `for-each` is too long, found 10001 elements, must be at"
                + " most 10000 | leave some out, or divide them among several tasks\n");
    var longText = "x".repeat(Item.BYTES_MAX);
    assertThat(told("tasks: {x: {run: a, for-each: [%s]}}".formatted(longText)))
        .isEqualTo(
            "text_too_long 1: task `x`: element 1 of `for-each` is too long, found 65538 bytes, must"
                + " be at most 65536 | hand over the name of a file\n");
  }

  @Test
  void tasks_that_are_too_large_together_are_refused() {
    var items = String.join(", ", Collections.nCopies(1000, "x".repeat(10_000)));
    var text = "${{ item }}".repeat(10);
    assertThat(told("tasks: {x: {run: [a, \"%s\"], for-each: [%s]}}".formatted(text, items)))
        .isEqualTo(
            "yaml_expansion_too_large 1: `for-each` makes the plan too large for 1000 items, must be"
                + " at most 64 MiB in all of them | put its long texts into files\n");
  }

  @Test
  void a_field_that_an_item_does_not_have_is_told_at_the_item() {
    assertThat(
            told(
                """
                tasks:
                  x:
                    run: [a, "${{ item.name }}"]
                    for-each:
                      - {name: web}
                      - {nam: db}
                """))
        .isEqualTo(
            "item_field_missing 6: task `x`: element 2 of `for-each` has no `name`, of which the"
                + " task speaks as `${{ item.name }}` | give it one, like `{name: value}`\n");
  }

  @Test
  void an_item_is_spoken_of_only_where_there_is_one() {
    var hint = " speaks of an item, and there is none here | `for-each` at a task gives it one\n";
    assertThat(told("tasks: {x: {run: [a, \"${{ item }}\"]}}"))
        .isEqualTo("item_unavailable 1: task `x`: element 2 of `run`" + hint);
    assertThat(told("env: {A: \"${{ item }}\"}\ntasks: {x: {run: a, for-each: [a]}}"))
        .isEqualTo("item_unavailable 1: variable `A`" + hint);
    assertThat(told("tasks: {x: {run: [a, \"${{ needs.x }}\"], for-each: [a]}}"))
        .isEqualTo(
            "expression_unavailable 1: task `x`: element 2 of `run` has an expression, found `${{`,"
                + " only `${{ inputs.NAME }}` and `${{ item }}` are available | write the value"
                + " itself\n");
  }

  @Test
  void a_list_that_speaks_of_others_than_its_needs_is_refused() {
    assertThat(told("tasks: {x: {run: a, for-each: \"${{ needs.y.result }}\"}}"))
        .isEqualTo(
            "condition_need_unknown 1: task `x`: `for-each` speaks of a task that this one does not"
                + " need, found `y` | name it under `needs` too\n");
  }
}
