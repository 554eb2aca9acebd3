package dev.continuo.operation;

import dev.continuo.task.Text;

/** Reads texts, wherever they stand. */
@FunctionalInterface
public interface Texts {
  /** Throws {@link java.io.UncheckedIOException} when the text cannot be read. */
  String read(Text text);
}
