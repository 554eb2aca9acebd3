package dev.continuo.plan.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuo.expansion.EachPart;
import dev.continuo.task.Lease;
import dev.continuo.task.ResourcePart;
import dev.continuo.task.ResourcePart.Ask;
import dev.continuo.task.TaskSpec;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Pools of values of which tasks are given some. */
class ResourcesTest {
  private static final String POOLS =
      "resources: {port: {range: 4000-4002}, db: {values: [a, b]}}\n";
  private static final List<String> PORTS = List.of("4000", "4001", "4002");

  private static List<List<Ask>> asks(String plan) {
    return Plans.plan(plan).tasks().stream().map(ResourcePart::of).toList();
  }

  /** What is wrong with a plan of these pools, and with what a task asks of them. */
  private static String told(String pools, String asks) {
    return Plans.problems(
            "resources: " + pools + "\ntasks: {a: {run: x, resources: " + asks + "}}\n")
        .replaceAll("(?m)^(\\S+) \\S+ ", "$1 ")
        .replace("\n  hint: ", " | ");
  }

  private static String ofPool(String pool) {
    return told("{port: " + pool + "}", "port");
  }

  private static String ofAsk(String asks) {
    return told("{port: {range: 4000-4001}}", asks);
  }

  @Test
  void a_task_is_given_values_of_the_pools_that_it_names() {
    assertThat(
            asks(
                POOLS
                    + """
                    tasks:
                      a: {run: x, resources: port}
                      b: {run: x, resources: [port, db]}
                      c: {run: x, resources: {port: 2}}
                      d: {run: x}
                    """))
        .containsExactly(
            List.of(new Ask("port", 1, PORTS)),
            List.of(new Ask("db", 1, List.of("a", "b")), new Ask("port", 1, PORTS)),
            List.of(new Ask("port", 2, PORTS)),
            List.of());
  }

  @Test
  void defaults_hold_for_tasks_that_do_not_say_otherwise() {
    assertThat(
            asks(
                POOLS
                    + "defaults: {resources: db}\n"
                    + "tasks: {a: {run: x}, b: {run: x, resources: port}, c: {run: x, resources: []}}\n"))
        .containsExactly(
            List.of(new Ask("db", 1, List.of("a", "b"))),
            List.of(new Ask("port", 1, PORTS)),
            List.of());
  }

  @Test
  void each_item_of_a_list_is_given_its_own() {
    var tasks =
        Plans.plan(POOLS + "tasks: {a: {run: x, for-each: [1, 2], resources: port}}").tasks();
    assertThat(tasks.stream().map(ResourcePart::of))
        .containsExactly(
            List.of(new Ask("port", 1, PORTS)), List.of(new Ask("port", 1, PORTS)), List.of());
    TaskSpec later =
        Plans.plan(
                POOLS
                    + "tasks: {a: {run: x}, b: {run: x, needs: a, for-each: \"${{ needs.a.result.x"
                    + " }}\", resources: port}}")
            .tasks()
            .getLast();
    assertThat(ResourcePart.of(later)).isEmpty();
    assertThat(ResourcePart.of(later.part(EachPart.class).orElseThrow().task())).hasSize(1);
  }

  @Test
  void the_variable_has_all_values_that_were_given() {
    assertThat(
            ResourcePart.variables(
                List.of(
                    lease("resource", "test-db", "a"),
                    lease("resource", "port", "1"),
                    lease("resource", "port", "2"),
                    lease("lock", "port", ""))))
        .isEqualTo(java.util.Map.of("RESOURCE_TEST_DB", "a", "RESOURCE_PORT", "1 2"));
  }

  private static Lease lease(String ledger, String key, String value) {
    return new Lease(ledger, key, value, Lease.Until.SWEPT);
  }

  @Test
  void a_pool_without_values_is_refused() {
    assertThat(
            String.join(
                "",
                ofPool("{}"),
                ofPool("{range: 1-2, values: [x]}"),
                ofPool("{values: []}"),
                ofPool("{range: 4009-4000}"),
                ofPool("{range: 4000}"),
                ofPool("{range: 4000-4100}"),
                ofPool("{values: [x y]}"),
                ofPool("{values: [x, x]}"),
                ofPool("{rnge: 1-2}"),
                ofPool("[1]")))
        .isEqualTo(
            """
            resource_invalid resource `port`: must have one of `range` and `values`, found none | write it like `range: 4000-4009` or `values: [db-a, db-b]`
            resource_invalid resource `port`: must have one of `range` and `values`, found both | write it like `range: 4000-4009` or `values: [db-a, db-b]`
            resource_invalid resource `port`: `values` is empty | write it like `values: [db-a, db-b]`
            resource_invalid resource `port`: `range` is empty, found `4009-4000`, the last must not be less than the first | write `range: 4000-4009`
            resource_invalid resource `port`: `range` is no range, found `4000`, must be two whole numbers with `-` between | write it like `range: 4000-4009`
            resource_invalid resource `port`: `range` is too long, found 101 values, must be at most 100 | write `range: 4000-4099`
            resource_invalid resource `port`: element 1 of `values` is no value, found `x y`, must be 1 to 100 characters without spaces | write it like `values: [db-a, db-b]`
            resource_duplicate resource `port`: `values` has `x` twice | remove one of the two
            key_unknown resource `port`: unknown key `rnge`, did you mean `range`?
            type_wrong resource `port`: its declaration has the wrong type, found a list, must be a map with `range` or `values` | write it like `port: {range: 4000-4009}`
            """);
  }

  @Test
  void a_pool_has_up_to_100_values() {
    assertThat(ofPool("{range: 4000-4099}")).isEmpty();
  }

  @Test
  void a_pool_has_a_name_that_becomes_a_variable_of_its_own() {
    assertThat(
            String.join(
                "",
                told("{1x: {range: 1-2}}", "[]"),
                told("{a-b: {range: 1-2}, a_b: {range: 1-2}}", "a-b")))
        .isEqualTo(
            """
            name_invalid resource `1x`: has no valid name, must be 1 to 100 letters, digits, `_` or `-`, not starting with a digit or `-` | write a name like `port`
            resource_name_taken resource `a_b`: becomes the variable of resource `a-b`, found `RESOURCE_A_B` | rename one of the two
            """);
  }

  @Test
  void a_task_asks_only_for_what_there_is() {
    assertThat(
            String.join(
                "",
                ofAsk("prt"),
                ofAsk("[zzzzzz]"),
                ofAsk("{port: 3}"),
                ofAsk("{port: 0}"),
                ofAsk("[port, port]"),
                told("{db: {values: [x]}}", "{db: 2}")))
        .isEqualTo(
            """
            resource_unknown task `a`: `resources` names a resource that the plan does not declare, found `prt`, did you mean `port`?
            resource_unknown task `a`: element 1 of `resources` names a resource that the plan does not declare, found `zzzzzz` | declare it at the top of the plan, like `resources: {port: {range: 4000-4009}}`
            resource_too_small task `a`: asks for 3 of resource `port`, which has 2 values | ask for less, or give the resource more values
            number_out_of_range task `a`: the number of `port` is out of range, found `0`, must be a whole number from 1 to 100 | write `1` for the least
            resource_duplicate task `a`: `resources` has `port` twice | write how many it is given, like `resources: {port: 2}`
            resource_too_small task `a`: asks for 2 of resource `db`, which has 1 value | ask for less, or give the resource more values
            """);
  }
}
