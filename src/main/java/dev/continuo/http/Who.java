package dev.continuo.http;

import dev.continuo.engine.Actor;
import dev.continuo.task.TurnId;

/** Who sent a request. */
sealed interface Who {
  /** In whose name its commands stand in the log. */
  Actor actor();

  /** The owner of the data folder, or a program of theirs. */
  record Person(String name) implements Who {
    @Override
    public Actor actor() {
      return new Actor(Actor.Kind.PERSON, name);
    }
  }

  /** The process of a turn that holds the fence. */
  record Attempt(TurnId turn) implements Who {
    @Override
    public Actor actor() {
      return new Actor(Actor.Kind.ATTEMPT, turn.toString());
    }
  }
}
