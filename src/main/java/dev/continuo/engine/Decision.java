package dev.continuo.engine;

import java.util.List;

/** What a feature says to a command. */
public sealed interface Decision {
  /**
   * The wish is granted.
   *
   * @param events what happened, at most {@link Engine#DECISION_EVENTS_MAX}
   * @param then commands to this feature or to features on its left, decided next in the same step;
   *     a refused one is a bug
   * @param reply what the caller is told once the events are durable
   */
  record Accepted(List<? extends Event> events, List<? extends Command> then, Reply reply)
      implements Decision {
    public Accepted {
      events = List.copyOf(events);
      then = List.copyOf(then);
    }

    public Accepted then(Command... commands) {
      return then(List.of(commands));
    }

    public Accepted then(List<? extends Command> commands) {
      return new Accepted(events, commands, reply);
    }

    public Accepted replying(Reply answer) {
      return new Accepted(events, then, answer);
    }
  }

  record Refused(Refusal why, Facts facts) implements Decision {
    public String text() {
      return facts.fill(why.says());
    }

    public String hint() {
      return facts.fill(why.hint());
    }
  }

  static Accepted accept(Event... events) {
    return accept(List.of(events));
  }

  static Accepted accept(List<? extends Event> events) {
    return new Accepted(events, List.of(), Reply.DONE);
  }

  static Refused refuse(Refusal why, Facts facts) {
    return new Refused(why, facts);
  }
}
