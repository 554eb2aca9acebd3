package dev.continuo.routing;

/** What happens with a task whose tags call for nobody. */
public enum Fallback {
  /** A person says who does it. */
  ASK_USER,
  /** The default specialist does it. */
  USE_DEFAULT
}
