package dev.continuo.plan.yaml;

import dev.continuo.plan.Flaw;
import dev.continuo.plan.InputValues;
import dev.continuo.plan.Place;
import dev.continuo.plan.Problem;
import dev.continuo.plan.Problems;
import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where the values of a plan's inputs come from. */
sealed interface InputSource permits InputSource.Caller, Gifts {
  /** What is given by name. */
  Set<String> names();

  /** The value, and where it is given; null when there is none. */
  Tree.@Nullable Scalar find(String name, Place declared);

  /** Whether the value is not known before the plan is run. */
  boolean later(String name);

  /** Tells of a value for an input that the plan does not declare. */
  void tellUnknown(String name, @Nullable String near, Collection<String> declared);

  /** Tells that an input is required, and not given. */
  void tellMissing(Subject input, String name, Place declared);

  /**
   * Whoever runs the plan.
   *
   * @param file that of the plan
   */
  record Caller(InputValues values, Place file, Problems problems) implements InputSource {
    @Override
    public Set<String> names() {
      return switch (values) {
        case InputValues.Given(var given) -> given.keySet();
        case InputValues.Later _ -> Set.of();
      };
    }

    @Override
    public Tree.@Nullable Scalar find(String name, Place declared) {
      var value = values instanceof InputValues.Given(var given) ? given.get(name) : null;
      return value == null ? null : new Tree.Scalar(declared, value, Tree.Kind.TEXT);
    }

    @Override
    public boolean later(String name) {
      return values instanceof InputValues.Later;
    }

    @Override
    public void tellUnknown(String name, @Nullable String near, Collection<String> declared) {
      problems.add(
          new Problem(
              Flaw.INPUT_UNKNOWN,
              file,
              "unknown input "
                  + Quote.of(name)
                  + (near == null ? "" : ", did you mean `" + near + "`?"),
              declared.isEmpty()
                  ? "the plan has no inputs"
                  : "it has " + Section.listed(declared)));
    }

    @Override
    public void tellMissing(Subject input, String name, Place declared) {
      input.tell(
          Flaw.INPUT_MISSING,
          declared,
          "is required, and has no value",
          "give it one with `--input " + name + "=VALUE`");
    }
  }
}
