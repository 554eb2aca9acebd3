package dev.continuo.host;

import dev.continuo.engine.Command;
import java.util.function.Consumer;

/** Where workers hand in what they have seen. It is kept until it can be decided. */
@FunctionalInterface
public interface Reports {
  void report(Command command, Consumer<Outcome> told);
}
