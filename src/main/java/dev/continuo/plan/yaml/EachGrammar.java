package dev.continuo.plan.yaml;

import dev.continuo.plan.Item;
import dev.continuo.plan.yaml.Form.Anything;
import dev.continuo.plan.yaml.Form.Either;
import dev.continuo.plan.yaml.Form.Expression;
import dev.continuo.plan.yaml.Form.Items;

/** For what a task is done several times. */
final class EachGrammar {
  static final Items LIST =
      new Items("a list, or an expression in `${{ }}`", new Anything(), Item.ITEMS_MAX);
  static final Key<Either> FOR_EACH =
      new Key<>(
          "for-each",
          new Either(LIST.allowed(), java.util.List.of(LIST, new Expression())),
          "`for-each: [linux, mac]`",
          "a list, or an expression over `inputs` and `needs` that is one: the task is done for each"
              + " item, as the tasks `NAME/1`, `NAME/2`, … with the item in `$CONTINUO_ITEM`;"
              + " whoever needs it waits for all of them",
          "it is done once");

  private EachGrammar() {}
}
