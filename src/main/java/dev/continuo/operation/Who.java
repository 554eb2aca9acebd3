package dev.continuo.operation;

import dev.continuo.engine.Actor;
import dev.continuo.task.TurnId;

/** Who calls. */
public sealed interface Who {
  CallerKind kind();

  /** In whose name commands stand in the log. */
  Actor actor();

  /** As a refusal names the caller. */
  String words();

  /** The owner of the data folder, or a program of theirs. */
  record Person(String name) implements Who {
    @Override
    public CallerKind kind() {
      return CallerKind.PERSON;
    }

    @Override
    public Actor actor() {
      return new Actor(Actor.Kind.PERSON, name);
    }

    @Override
    public String words() {
      return "a person";
    }
  }

  /** The process of a turn. */
  record Attempt(TurnId turn) implements Who {
    @Override
    public CallerKind kind() {
      return CallerKind.ATTEMPT;
    }

    @Override
    public Actor actor() {
      return new Actor(Actor.Kind.ATTEMPT, turn.toString());
    }

    @Override
    public String words() {
      return "the token of a turn";
    }
  }

  /** Somebody without a token. */
  record Stranger() implements Who {
    @Override
    public CallerKind kind() {
      return CallerKind.STRANGER;
    }

    @Override
    public Actor actor() {
      throw new IllegalStateException("bug: a stranger gives no command");
    }

    @Override
    public String words() {
      return "a request without a token";
    }
  }
}
