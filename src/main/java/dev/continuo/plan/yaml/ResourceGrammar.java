package dev.continuo.plan.yaml;

import dev.continuo.plan.yaml.Form.Either;
import dev.continuo.plan.yaml.Form.Fields;
import dev.continuo.plan.yaml.Form.Items;
import dev.continuo.plan.yaml.Form.Name;
import dev.continuo.plan.yaml.Form.Named;
import dev.continuo.plan.yaml.Form.Naming;
import dev.continuo.plan.yaml.Form.Text;
import dev.continuo.plan.yaml.Form.Whole;
import dev.continuo.task.ResourcePart;
import java.util.List;

/** What a plan has only so much of, and what a task is given of it. */
final class ResourceGrammar {
  /** How many pools a plan may declare. */
  static final int POOLS_MAX = 100;

  static final Key<Text> RANGE =
      new Key<>(
          "range",
          new Text("a range like `4000-4009`"),
          "`range: 4000-4009`",
          "the whole numbers from the first to the last, at most " + ResourcePart.VALUES_MAX,
          "one of `range`, `values` is required");
  static final Key<Items> VALUES =
      new Key<>(
          "values",
          new Items("a list of values", new Text("a text"), ResourcePart.VALUES_MAX),
          "`values: [db-a, db-b]`",
          "the values, at most "
              + ResourcePart.VALUES_MAX
              + ", each of 1 to 100 characters without spaces",
          "one of `range`, `values` is required");
  static final Fields POOL =
      Fields.of("a map with `range` or `values`", List.of(RANGE, VALUES)).one(RANGE, VALUES);
  static final Key<Named> POOLS =
      new Key<>(
          "resources",
          new Named("a map of pools by name", Naming.INPUTS, POOL, 0, POOLS_MAX),
          "`resources: {port: {range: 4000-4009}}`",
          "pools of values by name, such as ports, of which its tasks are given some; see below",
          "none");

  static final Whole COUNT = new Whole(1, ResourcePart.VALUES_MAX);
  static final Items ASK_LIST =
      new Items(
          "a name, a list of names or a map of names and numbers",
          new Name(),
          ResourcePart.ASKS_MAX);
  static final Key<Either> RESOURCES =
      new Key<>(
          "resources",
          new Either(
              ASK_LIST.allowed(),
              List.of(
                  ASK_LIST.each(),
                  ASK_LIST,
                  new Named(
                      "a map of names and numbers",
                      Naming.INPUTS,
                      COUNT,
                      0,
                      ResourcePart.ASKS_MAX))),
          "`resources: [port]`",
          "names of pools, or a map `name: number`: each of its turns is given so many values of"
              + " them for itself alone, in the variable `$RESOURCE_NAME`",
          "none");

  private ResourceGrammar() {}
}
