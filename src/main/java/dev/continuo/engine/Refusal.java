package dev.continuo.engine;

/**
 * An expected "no". Its code is the error code of the API, the anchor in the documentation and
 * stable for ever; its texts have no other owner.
 */
public interface Refusal {
  /** Lower snake case, unique over all features. */
  String code();

  /** One sentence, lowercase, no full stop; {@code {name}} is replaced by the fact of that name. */
  String says();

  /** What the caller can do about it, in the same form; empty when there is nothing to add. */
  String hint();
}
