package dev.continuo.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Which facts become which commands, in the order of the features that asked. */
public final class Reactions {
  private record Reaction(Class<?> to, Function<Event, List<? extends Command>> commands) {}

  private final List<Reaction> reactions = new ArrayList<>();

  Reactions() {}

  /** Turns each event of type {@code to}, or of a type below it, into commands. */
  public <E extends Event> void on(Class<E> to, Function<E, List<? extends Command>> commands) {
    reactions.add(new Reaction(to, event -> commands.apply(to.cast(event))));
  }

  List<Command> to(Event event) {
    var commands = new ArrayList<Command>();
    for (var reaction : reactions) {
      if (reaction.to.isInstance(event)) {
        commands.addAll(reaction.commands.apply(event));
      }
    }
    return commands;
  }
}
