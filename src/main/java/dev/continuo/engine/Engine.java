package dev.continuo.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Decides commands, one after the other, into a batch that its host then makes durable.
 *
 * <p>A step is one command with all that follows from it: its events are applied, the events'
 * reactions are decided, and so on until nothing follows. It happens as a whole or, when it is
 * refused, needs an evicted row or hits a bug, not at all. Not thread-safe: one thread owns it.
 */
public final class Engine {
  /** More events than this from one decision are a bug: larger work is cut by a cursor. */
  public static final int DECISION_EVENTS_MAX = Budget.STEP_EVENTS;

  /** More events than this from one step are a bug: its work was not cut by {@link Budget}. */
  public static final int STEP_EVENTS_MAX = 4 * Budget.STEP_EVENTS;

  private static final Object NOTHING = "";

  private record Step(Command command, long cause) {}

  private final Tables tables;
  private final Requests requests;
  private final Quarantines quarantines;
  private final List<Feature<?, ?>> features = new ArrayList<>();
  private final Reactions reactions = new Reactions();
  private final List<Recorded> batch = new ArrayList<>();
  private long head;

  /** The command that is being decided, or the event that is being applied: whom a bug is about. */
  private Object doing = NOTHING;

  private Instant lastWall = Instant.EPOCH;

  /** {@code features} in import order: each may use those before it. */
  public Engine(Tables tables, List<? extends Feature<?, ?>> features) {
    this.tables = tables;
    this.requests = new Requests(tables);
    this.quarantines = new Quarantines(tables);
    this.features.add(requests);
    this.features.add(new Retention(tables));
    this.features.add(quarantines);
    this.features.addAll(features);
    this.features.forEach(feature -> feature.react(reactions));
  }

  /**
   * Decides a command of the outside world.
   *
   * @throws StepBug when that hits a bug
   */
  public Answer handle(Command command, Caller caller, Moment at) {
    var answer = whole(command, () -> asked(command, caller, at));
    return answer instanceof Answer.Absent(var home)
        ? quarantines.refusal(home).<Answer>map(Answer.Refused::new).orElse(answer)
        : answer;
  }

  private Answer asked(Command command, Caller caller, Moment at) {
    var key = caller.request();
    var earlier = key.flatMap(known -> requests.earlier(known, at));
    if (earlier.isPresent()) {
      return earlier.get();
    }
    var answer = cascade(command, caller.actor(), at);
    if (answer instanceof Answer.Accepted(var reply) && key.isPresent()) {
      var answered = new RequestEvent.Answered(key.get().value(), key.get().body(), reply);
      record(answered, requests, caller.actor(), 0, at);
    }
    return answer;
  }

  /**
   * Wakes one row that is due; empty when none is.
   *
   * @throws StepBug when that hits a bug
   */
  public Optional<Answer> wake(Moment at) {
    return tables.agenda().due(at).map(command -> own(command, at));
  }

  /**
   * Takes one step that no fact asks for but the state of things does; empty when all is quiet.
   *
   * @throws StepBug when that hits a bug
   */
  public Optional<Answer> settle(Moment at) {
    for (var feature : features) {
      try {
        var command = feature.settle(at);
        if (command.isPresent()) {
          return command.map(wish -> own(wish, at));
        }
      } catch (Missing missing) {
        return Optional.of(absent("settling of " + name(feature), missing.home()));
      } catch (RuntimeException | Error bug) {
        throw bug("settling of " + name(feature), tables.touched(), head, bug);
      }
    }
    return Optional.empty();
  }

  /** How long no row will be due; empty when none ever will be. */
  public Optional<Duration> idleFor(Moment at) {
    return tables.agenda().idleFor(at);
  }

  /** How many events the uncommitted batch has by now. */
  public int pending() {
    return batch.size();
  }

  public long head() {
    return head;
  }

  /** The wall clock's time of the last event: no later moment may be before it. */
  public Instant lastWall() {
    return lastWall;
  }

  /** All that was decided since the last {@link #committed} or {@link #undo}. */
  public Batch batch() {
    return new Batch(batch, tables.changes());
  }

  /** The batch is durable: its old records are forgotten, and homes without a live row evicted. */
  public void committed() {
    batch.clear();
    tables.forget();
    tables.evictIdle();
  }

  /** The batch did not become durable: everything is as it was before it. */
  public void undo() {
    undo(0, 0);
  }

  /** Sets where the log stands, before the first command. */
  public void resume(long sequence, Instant wall) {
    head = sequence;
    lastWall = wall;
  }

  /**
   * Applies an event of the log again; nothing follows from it. Answers {@link Answer.Absent} when
   * rows of an evicted home have to be loaded before the event is handed in once more.
   *
   * @throws StepBug when the rows cannot take it
   */
  public Answer replay(Recorded recorded) {
    var mark = tables.mark();
    try {
      apply(owner(recorded.event().getClass(), Feature::events), recorded.event(), recorded.wall());
    } catch (Missing missing) {
      tables.undoTo(mark);
      return new Answer.Absent(missing.home());
    } catch (RuntimeException | Error bug) {
      var touched = tables.touched();
      tables.undoTo(mark);
      throw StepBug.event(recorded, touched, bug);
    }
    head = recorded.sequence();
    lastWall = recorded.wall();
    return new Answer.Accepted(Reply.DONE);
  }

  /** Everything that the rows in memory want outside; for a host that has just started. */
  public List<Effect> wanted() {
    return tables.all().stream().flatMap(table -> table.wanted().stream()).toList();
  }

  public List<Feature<?, ?>> features() {
    return List.copyOf(features);
  }

  private Answer own(Command command, Moment at) {
    var answer =
        whole(
            command,
            () -> {
              var before = tables.mark();
              var decided = cascade(command, Actor.ENGINE, at);
              if (decided instanceof Answer.Refused(var refused)) {
                throw new IllegalStateException("bug: of our own, and refused: " + refused.text());
              }
              if (decided instanceof Answer.Accepted && tables.mark() == before) {
                throw new IllegalStateException("bug: of our own, and it changed nothing");
              }
              return decided;
            });
    return answer instanceof Answer.Absent(var home) ? absent(named(command), home) : answer;
  }

  /** What is not asked for by anybody cannot be refused either. */
  private Answer absent(String act, long home) {
    if (tables.barred(home)) {
      throw bug(
          act, home, head, new IllegalStateException("bug: needs a run that is in quarantine"));
    }
    return new Answer.Absent(home);
  }

  /** Runs a step; leaves nothing of it behind unless it was accepted. */
  private Answer whole(Command command, Supplier<Answer> step) {
    var mark = tables.mark();
    var events = batch.size();
    var after = head;
    doing = command;
    tables.touch(Schema.EVERYWHERE);
    try {
      var answer = step.get();
      if (!(answer instanceof Answer.Accepted)) {
        undo(mark, events);
      }
      return answer;
    } catch (Missing missing) {
      undo(mark, events);
      return new Answer.Absent(missing.home());
    } catch (RuntimeException | Error bug) {
      var touched = tables.touched();
      undo(mark, events);
      throw bug(named(command), home(command, touched), after, bug);
    }
  }

  /** That of the part of the step that failed, else of the step, else of the row last looked at. */
  private long home(Command command, long touched) {
    var named = Stream.of(doing, command).map(each -> Subject.of(each, tables).home());
    return Stream.concat(named, Stream.of(touched))
        .filter(home -> home != Schema.EVERYWHERE && home <= tables.highestHome())
        .findFirst()
        .orElse(Schema.EVERYWHERE);
  }

  private void undo(int mark, int events) {
    tables.undoTo(mark);
    head -= batch.size() - events;
    batch.subList(events, batch.size()).clear();
  }

  private StepBug bug(String act, long home, long after, Throwable cause) {
    return cause instanceof StepBug known
        ? known
        : new StepBug(
            act,
            home,
            after,
            tables.doubted() ? StepBug.State.IN_DOUBT : StepBug.State.INTACT,
            cause);
  }

  /** By names and keys alone: the rest of a command is not for logs. */
  private String named(Command command) {
    var at = doing == command ? "" : " at `" + Subject.named(doing, tables) + "`";
    return "command `" + Subject.named(command, tables) + "`" + at;
  }

  private static String name(Feature<?, ?> feature) {
    return "`" + feature.getClass().getSimpleName() + "`";
  }

  private Answer cascade(Command command, Actor actor, Moment at) {
    Answer answer = new Answer.Accepted(Reply.DONE);
    var steps = new ArrayDeque<Step>();
    steps.add(new Step(command, 0));
    var start = batch.size();
    while (!steps.isEmpty()) {
      var step = steps.remove();
      switch (decide(step.command, at)) {
        case Decision.Refused refused when step.command == command -> {
          return new Answer.Refused(refused);
        }
        case Decision.Refused refused ->
            throw new IllegalStateException(
                "bug: " + step.command + " followed from " + command + ": " + refused.text());
        case Decision.Accepted(var events, var then, var reply) -> {
          if (step.command == command) {
            answer = new Answer.Accepted(reply);
          }
          var owner = owner(step.command.getClass(), Feature::commands);
          var first = head + 1;
          for (var event : events) {
            record(event, owner, step.cause == 0 ? actor : Actor.ENGINE, step.cause, at);
            var cause = head;
            reactions.to(event).forEach(reaction -> steps.add(new Step(reaction, cause)));
          }
          var cause = events.isEmpty() ? step.cause : first;
          then.forEach(next -> steps.add(new Step(next, cause)));
        }
      }
      if (batch.size() - start > STEP_EVENTS_MAX) {
        throw new IllegalStateException("bug: " + command + " leads to too many events");
      }
    }
    return answer;
  }

  private Decision decide(Command command, Moment at) {
    doing = command;
    var decision = decide(owner(command.getClass(), Feature::commands), command, at);
    if (decision instanceof Decision.Accepted(var events, _, _)
        && events.size() > DECISION_EVENTS_MAX) {
      throw new IllegalStateException("bug: " + events.size() + " events from " + command);
    }
    return decision;
  }

  private static <C extends Command> Decision decide(
      Feature<C, ?> owner, Command command, Moment at) {
    return owner.decide(owner.commands().cast(command), at);
  }

  private void record(Event event, Feature<?, ?> owner, Actor actor, long cause, Moment at) {
    head++;
    lastWall = at.wall();
    doing = event;
    batch.add(new Recorded(head, at.wall(), at.awake(), actor, cause, event));
    apply(owner, event, at.wall());
  }

  private static <E extends Event> void apply(Feature<?, E> owner, Event event, Instant when) {
    owner.apply(owner.events().cast(event), when);
  }

  private Feature<?, ?> owner(Class<?> member, Function<Feature<?, ?>, Class<?>> family) {
    for (var feature : features) {
      if (family.apply(feature).isAssignableFrom(member)) {
        return feature;
      }
    }
    throw new IllegalStateException("bug: nobody owns " + member);
  }
}
