package dev.continuo.host;

import dev.continuo.engine.Answer;
import dev.continuo.engine.Batch;
import dev.continuo.engine.Engine;
import dev.continuo.engine.Moment;
import dev.continuo.engine.StepBug;
import dev.continuo.engine.Tables;
import dev.continuo.host.Submission.Patience;
import dev.continuo.journal.Journal;
import dev.continuo.journal.Journal.Appended;
import dev.continuo.journal.Journal.Resolved;
import dev.continuo.journal.StoreRefused;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/**
 * Feeds the engine: decide a batch, make it durable, then tell.
 *
 * <p>{@link #offer} and what takes it back may be called by any thread, everything else by one. It
 * never waits: its owner calls {@link #step} as long as that says there is more, and otherwise
 * sleeps until something is offered or {@link #idleFor} is over. There is no pipelining: nothing is
 * decided on top of a batch whose fate is not known.
 */
public final class Loop {
  static final int BATCH_COMMANDS_MAX = 256;

  /** After so many events a batch is closed, so that nobody waits long for its commit. */
  static final int BATCH_EVENTS_MAX = 2_000;

  /** A command that touches more evicted homes than this is a bug. */
  static final int LOADS_MAX = 16;

  /** So many batches are written before others are told that the server is there. */
  static final int FIRST_STEPS_MAX = 50;

  static final Duration PROBE_FIRST = Duration.ofMillis(50);
  static final Duration PROBE_MAX = Duration.ofSeconds(5);

  private record Decided(Submission submission, Outcome outcome) {}

  /** What the loop can do at the moment. */
  private sealed interface Mode {
    record Serving() implements Mode {}

    /** Appending failed; the next attempt is made at {@code next} of the awake clock. */
    record Probing(Duration next, Duration gap, String reason) implements Mode {}

    /** A batch was perhaps written; nothing else can be decided before that is known. */
    record Uncertain(Batch batch, List<Decided> decided, Duration next, Duration gap, String reason)
        implements Mode {}

    record Deposed(String by) implements Mode {}
  }

  private final Tables tables;
  private final Engine engine;
  private final Journal journal;
  private final Clock clock;
  private final Outside outside;
  private final ConcurrentLinkedQueue<Submission> offered = new ConcurrentLinkedQueue<>();
  private final Deque<Submission> kept = new ArrayDeque<>();
  private final BrokenReports broken = new BrokenReports();
  private Mode mode = new Mode.Serving();
  private boolean draining;

  public Loop(Tables tables, Engine engine, Journal journal, Clock clock, Outside outside) {
    this.tables = tables;
    this.engine = engine;
    this.journal = journal;
    this.clock = clock;
    this.outside = outside;
  }

  /** Loads what is live and releases all that it wants outside. Call it once, first. */
  public void start() {
    var head = journal.head();
    engine.resume(head.sequence(), head.wall());
    journal.loadLive(tables);
    outside.resume(engine.wanted());
  }

  /**
   * Decides what was handed in by now, before anything is due: an attempt that ended while there
   * was no server to count its time is not overdue. Call it once, after {@link #start}.
   */
  public void catchUp() {
    var left = offered.size();
    while (left > 0 && !offered.isEmpty() && serving()) {
      var at = now();
      var decided = new ArrayList<Decided>();
      if (decideOffered(decided, at)) {
        commit(decided, at);
      }
      left -= decided.size();
    }
  }

  /**
   * Does what there is to do at once, before anybody is told that the server is there: a bug that
   * would end each server after its start is told by the start. Call it once, after the others.
   */
  public void firstSteps() {
    var left = FIRST_STEPS_MAX;
    while (left > 0 && serving() && step()) {
      left--;
    }
  }

  /** Hands in a command; its outcome is told later. */
  public void offer(Submission submission) {
    offered.add(submission);
  }

  /** Takes a command back; false when it was taken up before. Any thread may call it. */
  boolean withdraw(Submission submission) {
    return offered.remove(submission);
  }

  /** Whether commands are being decided and written just now. */
  public boolean serving() {
    return mode instanceof Mode.Serving;
  }

  /** How long {@link #step} has nothing to do unless something is offered; empty for ever. */
  public Optional<Duration> idleFor() {
    var at = now();
    return switch (mode) {
      case Mode.Serving _ ->
          kept.isEmpty() ? broken.idleFor(engine.idleFor(at), at) : Optional.of(Duration.ZERO);
      case Mode.Probing(var next, _, _) -> Optional.of(until(next, at));
      case Mode.Uncertain(_, _, var next, _, _) -> Optional.of(until(next, at));
      case Mode.Deposed _ -> Optional.empty();
    };
  }

  /**
   * Does one batch of what there is to do; returns whether there may be more at once.
   *
   * @throws StepBug when that hits a bug after which the engine cannot go on; nothing of the batch
   *     is written
   */
  public boolean step() {
    var at = now();
    return switch (mode) {
      case Mode.Serving _ -> serve(at);
      case Mode.Probing(var next, var wait, var reason) -> {
        turnAway("the store cannot be written: " + reason);
        yield at.awake().compareTo(next) >= 0 && probe(at, wait);
      }
      case Mode.Uncertain uncertain -> {
        turnAway("the store does not answer: " + uncertain.reason);
        yield at.awake().compareTo(uncertain.next) >= 0 && settleDoubt(uncertain, at);
      }
      case Mode.Deposed(var by) -> {
        turnAway("another server leads this store: " + by);
        yield false;
      }
    };
  }

  private boolean serve(Moment at) {
    var decided = new ArrayList<Decided>();
    broken.due(at, kept);
    if (!decideOffered(decided, at)) {
      return false;
    }
    var quiet = true;
    try {
      quiet = follow(() -> engine.wake(at)) && (draining || follow(() -> engine.settle(at)));
    } catch (Journal.Unavailable unavailable) {
      unreadable(decided, unavailable, at);
      return false;
    } catch (StepBug bug) {
      throw ended(decided, bug, at);
    }
    commit(decided, at);
    return !quiet || !offered.isEmpty() || !kept.isEmpty();
  }

  /** Decides as much of what was handed in as fits into a batch; returns whether it could. */
  private boolean decideOffered(List<Decided> decided, Moment at) {
    while (decided.size() < BATCH_COMMANDS_MAX && engine.pending() < BATCH_EVENTS_MAX) {
      var submission = kept.isEmpty() ? offered.poll() : kept.poll();
      if (submission == null) {
        return true;
      }
      try {
        decide(submission, at).ifPresent(outcome -> decided.add(new Decided(submission, outcome)));
      } catch (StepBug bug) {
        if (submission.patience() == Patience.REFUSE) {
          submission.told().accept(new Outcome.Broken(String.valueOf(bug.getMessage())));
        }
        throw ended(decided, bug, at);
      } catch (Journal.Unavailable unavailable) {
        // this one too is kept, or its caller told
        decided.add(new Decided(submission, new Outcome.Unavailable("the store cannot be read")));
        unreadable(decided, unavailable, at);
        return false;
      }
    }
    return true;
  }

  /** Rows that a decision needs cannot be read: the whole batch is as if it had not been. */
  private void unreadable(List<Decided> decided, Journal.Unavailable why, Moment at) {
    giveUp(decided, "the store cannot be read: " + why.getMessage(), at, PROBE_FIRST);
  }

  /** What became of it; empty when it is a report that hit a bug, which is kept. */
  private Optional<Outcome> decide(Submission submission, Moment at) {
    try {
      var outcome =
          switch (loaded(() -> engine.handle(submission.command(), submission.caller(), at))) {
            case Answer.Accepted(var reply) -> new Outcome.Accepted(reply, engine.head());
            case Answer.Refused(var refused) -> new Outcome.Refused(refused);
            case Answer.Absent(var home) -> new Outcome.Broken("bug: home " + home + " stays away");
          };
      broken.decided(submission);
      return Optional.of(outcome);
    } catch (StepBug bug) {
      if (!bug.survivable()) {
        throw bug;
      }
      return broken.hit(submission, bug, at, outside);
    } catch (StoreRefused unreadable) {
      return submission.patience() == Patience.REFUSE
          ? Optional.of(new Outcome.Refused(unreadable.refused()))
          : broken.hit(submission, unreadable, at, outside);
    }
  }

  /** Nothing of the batch is written; what a worker reported it reports again after a start. */
  private StepBug ended(List<Decided> decided, StepBug bug, Moment at) {
    giveUp(decided, "the server hit a bug and stops", at, PROBE_FIRST);
    return bug;
  }

  /** Takes steps until there is none or the batch is full; returns whether there is none. */
  private boolean follow(Supplier<Optional<Answer>> next) {
    while (engine.pending() < BATCH_EVENTS_MAX) {
      var answer = next.get();
      if (answer.isEmpty()) {
        return true;
      }
      if (answer.get() instanceof Answer.Absent(var home)) {
        journal.load(tables, home);
      }
    }
    return false;
  }

  private Answer loaded(Supplier<Answer> step) {
    var answer = step.get();
    for (int i = 0; i < LOADS_MAX && answer instanceof Answer.Absent(var home); i++) {
      journal.load(tables, home);
      answer = step.get();
    }
    return answer;
  }

  private void commit(List<Decided> decided, Moment at) {
    Batch batch;
    Appended appended;
    try {
      batch = engine.batch();
      if (batch.isEmpty()) {
        engine.committed();
        tell(decided);
        return;
      }
      appended = journal.append(batch);
    } catch (StepBug bug) {
      throw ended(decided, bug, at);
    }
    switch (appended) {
      case Appended.Committed _ -> committed(batch, decided);
      case Appended.Failed(var reason) -> giveUp(decided, reason, at, PROBE_FIRST);
      case Appended.Unknown(var reason) ->
          mode =
              new Mode.Uncertain(batch, decided, at.awake().plus(PROBE_FIRST), PROBE_FIRST, reason);
      case Appended.Fenced(var by) -> {
        giveUp(decided, by, at, PROBE_FIRST);
        mode = new Mode.Deposed(by);
        outside.fenced(by);
      }
    }
  }

  private void committed(Batch batch, List<Decided> decided) {
    var effects = batch.effects();
    engine.committed();
    tell(decided);
    outside.committed(batch);
    if (!effects.isEmpty()) {
      outside.release(effects);
    }
  }

  /** Undoes the batch, keeps what must not be lost and tells the others. */
  private void giveUp(List<Decided> decided, String reason, Moment at, Duration wait) {
    engine.undo();
    for (var each : decided.reversed()) {
      if (each.submission.patience() == Patience.KEEP) {
        kept.addFirst(each.submission);
      }
    }
    for (var each : decided) {
      if (each.submission.patience() == Patience.REFUSE) {
        each.submission.told().accept(new Outcome.Unavailable(reason));
      }
    }
    mode = new Mode.Probing(at.awake().plus(wait), wait, reason);
  }

  private boolean probe(Moment at, Duration wait) {
    try {
      journal.head();
      mode = new Mode.Serving();
      return true;
    } catch (Journal.Unavailable unavailable) {
      var longer = longer(wait);
      mode =
          new Mode.Probing(
              at.awake().plus(longer), longer, String.valueOf(unavailable.getMessage()));
      return false;
    }
  }

  private boolean settleDoubt(Mode.Uncertain doubt, Moment at) {
    return switch (journal.resolve(doubt.batch)) {
      case Resolved.In _ -> {
        mode = new Mode.Serving();
        committed(doubt.batch, doubt.decided);
        yield true;
      }
      case Resolved.Out _ -> {
        giveUp(doubt.decided, "the store did not take it", at, Duration.ZERO);
        yield true;
      }
      case Resolved.Unavailable _ -> {
        var longer = longer(doubt.gap);
        mode =
            new Mode.Uncertain(
                doubt.batch, doubt.decided, at.awake().plus(longer), longer, doubt.reason);
        yield false;
      }
    };
  }

  /** Tells everybody who still waits that nothing will be decided; for the end of the loop. */
  void turnAwayAll(String reason) {
    turnAway(reason);
    kept.clear();
    broken.clear();
  }

  /** From now on nothing is started any more; what runs goes on to be decided. */
  public void drain() {
    draining = true;
  }

  private void turnAway(String reason) {
    for (var next = offered.poll(); next != null; next = offered.poll()) {
      switch (next.patience()) {
        case KEEP -> kept.add(next);
        case REFUSE -> next.told().accept(new Outcome.Unavailable(reason));
      }
    }
  }

  private static void tell(List<Decided> decided) {
    decided.forEach(each -> each.submission.told().accept(each.outcome));
  }

  private Moment now() {
    var at = clock.now();
    return at.wall().isBefore(engine.lastWall())
        ? new Moment(engine.lastWall(), at.awake(), at.seed())
        : at;
  }

  private static Duration longer(Duration wait) {
    var twice = wait.isZero() ? PROBE_FIRST : wait.multipliedBy(2);
    return twice.compareTo(PROBE_MAX) > 0 ? PROBE_MAX : twice;
  }

  private static Duration until(Duration next, Moment at) {
    var wait = next.minus(at.awake());
    return wait.isNegative() ? Duration.ZERO : wait;
  }
}
