package dev.continuo.journal.codec;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;

/** How the values of one type stand in JSON. Thread-safe. */
interface Shape {
  void write(JsonGenerator out, Object value);

  /** Reads the value that begins with the current token; leaves the parser at its last token. */
  Object read(JsonParser in);

  /** Whether a property of this shape may be left out, for {@link #absent} then. */
  default boolean omittable() {
    return false;
  }

  /** What a property stands for that is not there. */
  default @Nullable Object absent() {
    return null;
  }
}
