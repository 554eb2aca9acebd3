package dev.continuo.engine;

import java.util.Locale;

/**
 * An expected "no". Its code is the error code of the API, the anchor in the documentation and
 * stable for ever; its texts have no other owner.
 */
public interface Refusal {
  /** The constant's name; refusals are enums. */
  String name();

  /** Lower snake case, unique over all features. */
  default String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** One sentence, lowercase, no full stop; {@code {name}} is replaced by the fact of that name. */
  String says();

  /** What the caller can do about it, in the same form; empty when there is nothing to add. */
  String hint();
}
