package dev.continuo.plan.yaml;

import static dev.continuo.plan.yaml.UsesGrammar.WITH;

import dev.continuo.plan.Flaw;
import dev.continuo.plan.Place;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a task gives for the inputs of the plan that it uses: {@code with}. */
final class Gifts implements InputSource {
  private final Subject task;
  private final Place at;
  private final String file;
  private final Map<String, Tree.Scalar> given = new TreeMap<>();
  private final Map<String, Place> keys = new TreeMap<>();
  private final Set<String> later = new HashSet<>();

  /**
   * @param at the place of what names the plan
   * @param file that of the plan
   */
  private Gifts(Subject task, Place at, String file) {
    this.task = task;
    this.at = at;
    this.file = file;
  }

  /** Reads what the section says; {@code inputs} are those of the plan that it stands in. */
  static Gifts read(Section section, Place at, String file, Inputs inputs) {
    var gifts = new Gifts(section.subject(), at, file);
    for (var field : section.read(WITH, List.<Tree.Field>of(), Gifts::fields)) {
      gifts.add(field, inputs);
    }
    return gifts;
  }

  private static @Nullable List<Tree.Field> fields(Value value) {
    var form = WITH.form();
    var section = value.named(form, value.subject().part(value.what()), form.max(), "inputs");
    return section == null ? null : section.fields();
  }

  private void add(Tree.Field field, Inputs inputs) {
    var name = ((Tree.Scalar) field.key()).text();
    var value = new Value(task, "input " + Quote.of(name), WITH.example(), field.value());
    var written = value.scalar(UsesGrammar.GIVEN);
    var text = written == null ? null : inputs.resolve(value, written);
    keys.put(name, field.key().at());
    if (written == null || text == null || inputs.awaits(written)) {
      later.add(name);
    } else {
      given.put(name, new Tree.Scalar(field.value().at(), text, Tree.Kind.TEXT));
    }
  }

  @Override
  public Set<String> names() {
    return keys.keySet();
  }

  @Override
  public Tree.@Nullable Scalar find(String name, Place declared) {
    return given.get(name);
  }

  /** What was wrong has been told, and counts as given. */
  @Override
  public boolean later(String name) {
    return later.contains(name);
  }

  @Override
  public void tellUnknown(String name, @Nullable String near, Collection<String> declared) {
    task.tell(
        Flaw.INPUT_UNKNOWN,
        keys.getOrDefault(name, at),
        "gives an unknown input, found "
            + Quote.of(name)
            + (near == null ? "" : ", did you mean `" + near + "`?"),
        declared.isEmpty()
            ? Quote.of(file) + " has no inputs"
            : Quote.of(file) + " has " + Section.listed(declared));
  }

  @Override
  public void tellMissing(Subject input, String name, Place declared) {
    task.tell(
        Flaw.INPUT_MISSING,
        at,
        "gives nothing for " + input.words() + ", which " + Quote.of(file) + " requires",
        "write it like `with: {" + name + ": VALUE}`");
  }
}
