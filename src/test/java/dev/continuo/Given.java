package dev.continuo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuo.dispatch.Dispatch;
import dev.continuo.engine.Actor;
import dev.continuo.engine.Answer;
import dev.continuo.engine.Caller;
import dev.continuo.engine.Command;
import dev.continuo.engine.Decision;
import dev.continuo.engine.Engine;
import dev.continuo.engine.Event;
import dev.continuo.engine.Moment;
import dev.continuo.engine.Recorded;
import dev.continuo.engine.Refusal;
import dev.continuo.engine.Reply;
import dev.continuo.engine.Tables;
import dev.continuo.gate.Gates;
import dev.continuo.run.OnFailure;
import dev.continuo.run.RunEvent;
import dev.continuo.run.RunLimit;
import dev.continuo.run.RunSpec;
import dev.continuo.run.Runs;
import dev.continuo.task.RunId;
import dev.continuo.task.TaskEvent;
import dev.continuo.task.TaskSpec;
import dev.continuo.task.Tasks;
import dev.continuo.task.Text;
import dev.continuo.task.Work;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;

/** A real engine with all features and a history, for sentences: given events, when, then. */
public final class Given {
  /** The run that most histories tell of. */
  public static final RunId RUN = new RunId(1);

  public static final Instant WALL = Instant.parse("2030-01-01T00:00:00Z");
  private static final Duration AWAKE = Duration.ofMinutes(1);

  public final Features features = Features.create();
  public final Tables tables = features.tables();
  public final Tasks tasks = features.tasks();
  public final Runs runs = features.runs();
  public final Dispatch dispatch = features.dispatch();
  public final Gates gates = features.gates();
  public final Engine engine = features.engine();
  private Duration awake = AWAKE;

  private Given() {}

  public static Given nothing() {
    return new Given();
  }

  public static Given events(List<? extends Event> events) {
    return new Given().and(events);
  }

  public Given and(List<? extends Event> events) {
    for (var event : events) {
      var recorded = new Recorded(engine.head() + 1, WALL, awake, Actor.ENGINE, 0, event);
      if (engine.replay(recorded) instanceof Answer.Absent(var home)) {
        tables.admit(home);
        engine.replay(recorded);
      }
    }
    return this;
  }

  public Given and(Event... events) {
    return and(List.of(events));
  }

  /** An open run of these tasks. */
  public static Given run(TaskSpec... specs) {
    return run(spec(specs.length, OnFailure.CONTINUE), specs);
  }

  public static Given run(RunSpec spec, TaskSpec... specs) {
    var given = nothing().and(new RunEvent.Submitted(RUN, spec), new RunEvent.Opened(RUN));
    for (int i = 0; i < specs.length; i++) {
      given.and(new TaskEvent.Submitted(RUN.task(i), specs[i]));
    }
    return given;
  }

  public static RunSpec spec(int total, OnFailure policy) {
    return new RunSpec(
        "plan",
        "/project",
        Collections.emptySortedMap(),
        Collections.emptySortedMap(),
        Text.EMPTY,
        RunLimit.USUAL,
        policy,
        total,
        0);
  }

  public static TaskSpec task(String name) {
    return TaskSpec.of(name, new Work.Inline());
  }

  /** The awake clock stands here when the command comes. */
  public Given awake(Duration now) {
    awake = now;
    return this;
  }

  public Moment moment() {
    return new Moment(WALL, awake, 7);
  }

  public Then when(Command command) {
    return new Then(engine.handle(command, Caller.ENGINE, moment()));
  }

  /** Lets everything happen that the state of things asks for. */
  public Then whenSettled() {
    for (var next = engine.settle(moment()); next.isPresent(); next = engine.settle(moment())) {
      assertThat(next.get()).isInstanceOf(Answer.Accepted.class);
    }
    return new Then(new Answer.Accepted(Reply.DONE));
  }

  /** Lets every due row wake. */
  public Then whenAwoken() {
    for (var next = engine.wake(moment()); next.isPresent(); next = engine.wake(moment())) {
      assertThat(next.get()).isInstanceOf(Answer.Accepted.class);
    }
    return new Then(new Answer.Accepted(Reply.DONE));
  }

  /** What came of it. */
  public final class Then {
    private final Answer answer;

    private Then(Answer answer) {
      this.answer = answer;
    }

    public List<Event> events() {
      return engine.batch().events().stream().map(Recorded::event).toList();
    }

    /** The short names of the events, with {@code !} before it a refusal's code. */
    public String brief() {
      return switch (answer) {
        case Answer.Refused(var refused) -> "!" + refused.why().code();
        case Answer.Absent(var home) -> "absent " + home;
        case Answer.Accepted _ ->
            String.join(
                " ", events().stream().map(event -> event.getClass().getSimpleName()).toList());
      };
    }

    public Given then(Event... expected) {
      assertThat(answer).isInstanceOf(Answer.Accepted.class);
      assertThat(events()).containsExactly(expected);
      return Given.this;
    }

    public Given brief(String expected) {
      assertThat(brief()).isEqualTo(expected);
      return Given.this;
    }

    public Decision.Refused refused(Refusal why) {
      assertThat(answer).isInstanceOf(Answer.Refused.class);
      var decision = ((Answer.Refused) answer).decision();
      assertThat(decision.why()).isEqualTo(why);
      assertThat(events()).isEmpty();
      return decision;
    }

    public Reply reply() {
      assertThat(answer).isInstanceOf(Answer.Accepted.class);
      return ((Answer.Accepted) answer).reply();
    }
  }
}
