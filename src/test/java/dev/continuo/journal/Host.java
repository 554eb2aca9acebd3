package dev.continuo.journal;

import dev.continuo.engine.Actor;
import dev.continuo.engine.Answer;
import dev.continuo.engine.Batch;
import dev.continuo.engine.Caller;
import dev.continuo.engine.Command;
import dev.continuo.engine.Effect;
import dev.continuo.engine.Moment;
import dev.continuo.journal.Journal.Appended;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** A host as small as can be: decides, appends, and keeps its own clock. */
public final class Host {
  private static final Instant START = Instant.parse("2026-03-01T10:00:00.123456789Z");
  private final Core core;
  private final Journal journal;
  private Duration awake = Duration.ofMillis(5);
  private long ticks;

  public Host(Core core, Journal journal) {
    this.core = core;
    this.journal = journal;
    var head = journal.head();
    core.engine().resume(head.sequence(), head.wall());
    journal.loadLive(core.tables());
    awake = awake.plus(head.awake());
    ticks = Math.max(0, Duration.between(START, head.wall()).toMillis());
  }

  public Journal journal() {
    return journal;
  }

  public Core core() {
    return core;
  }

  public Moment now() {
    return new Moment(START.plusMillis(ticks), awake, ticks);
  }

  public void pass(Duration time) {
    awake = awake.plus(time);
    ticks += time.toMillis();
  }

  /** Decides a command with all that follows, without a word to the journal. */
  public Answer decide(Command command, Optional<Caller.Key> key) {
    pass(Duration.ofMillis(7));
    var caller = new Caller(new Actor(Actor.Kind.PERSON, "ada"), key);
    return loaded(() -> Optional.of(core.engine().handle(command, caller, now()))).orElseThrow();
  }

  public void settle() {
    while (loaded(() -> core.engine().wake(now())).isPresent()
        || loaded(() -> core.engine().settle(now())).isPresent()) {
      // until all is quiet
    }
  }

  private Optional<Answer> loaded(Supplier<Optional<Answer>> step) {
    var answer = step.get();
    while (answer.isPresent() && answer.get() instanceof Answer.Absent(var home)) {
      journal.load(core.tables(), home);
      answer = step.get();
    }
    return answer;
  }

  public Batch batch() {
    return core.engine().batch();
  }

  /** Appends what was decided and takes note of the outcome. */
  public Appended append() {
    var batch = batch();
    if (batch.isEmpty()) {
      core.engine().committed();
      return new Appended.Committed();
    }
    var appended = journal.append(batch);
    if (appended instanceof Appended.Committed) {
      core.engine().committed();
    }
    return appended;
  }

  /** Does it all, and expects that it works. */
  public Answer submit(Command command) {
    return submit(command, Optional.empty());
  }

  public Answer submit(Command command, Optional<Caller.Key> key) {
    var answer = decide(command, key);
    settle();
    var appended = append();
    if (!(appended instanceof Appended.Committed)) {
      throw new AssertionError(appended.toString());
    }
    return answer;
  }

  public List<Effect> wanted() {
    return core.engine().wanted();
  }
}
