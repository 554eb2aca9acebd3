package dev.continuo.plan;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** What whoever runs a plan gives for its inputs. */
public sealed interface InputValues {
  /** Nothing, to a plan whose inputs all can do without. */
  InputValues NONE = new Given(Collections.emptySortedMap());

  /** These, by name; the plan's defaults stand in for the rest. */
  record Given(SortedMap<String, String> values) implements InputValues {
    public Given {
      values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    }
  }

  /** They come later: the plan is only checked. */
  record Later() implements InputValues {}
}
