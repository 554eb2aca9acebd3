package dev.continuo.host;

import dev.continuo.engine.Moment;

/** Where the loop gets time and chance from; a test brings its own. */
@FunctionalInterface
public interface Clock {
  Moment now();
}
