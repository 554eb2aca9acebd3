package dev.continuo.plan.yaml;

import dev.continuo.plan.Flaw;
import dev.continuo.task.SecretPart;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads {@code secrets}: the names of secrets, whose values stand in no plan. */
final class SecretsReader {
  private SecretsReader() {}

  static @Nullable List<String> read(Value value) {
    var items =
        value.tree() instanceof Tree.Scalar ? List.of(value) : value.items(Grammar.SECRET_LIST);
    if (items == null) {
      return null;
    }
    var names = new LinkedHashSet<String>();
    for (var item : items) {
      var name = item.text(Grammar.SECRET_LIST.each());
      if (name != null && !SecretPart.isName(name)) {
        item.tell(
            Flaw.SECRET_NAME_INVALID,
            "is not the name of a secret, found " + Quote.of(name) + ", " + SecretPart.RULE,
            "write the name alone, `continuo secret set` keeps its value");
      } else if (name != null && !names.add(name)) {
        value.tell(
            Flaw.SECRET_DUPLICATE, "has " + Quote.of(name) + " twice", "remove one of the two");
      }
    }
    return List.copyOf(names);
  }
}
