package dev.continuo.simulation;

import dev.continuo.Features;
import dev.continuo.dispatch.DispatchCommand;
import dev.continuo.dispatch.Limit;
import dev.continuo.engine.Caller;
import dev.continuo.engine.Command;
import dev.continuo.engine.Recorded;
import dev.continuo.host.Outcome;
import dev.continuo.host.Submission;
import dev.continuo.journal.Journal;
import dev.continuo.journal.MemoryJournal;
import dev.continuo.task.RunId;
import dev.continuo.task.Task;
import dev.continuo.task.TaskEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One life of a store, from nothing to the end of all its runs; everything in it follows from its
 * seed. First come faults and meddling people, then peace, in which whatever can move must, and
 * last somebody who brings every run to its end.
 */
final class Life {
  private static final long HOUSEKEEPING_MILLIS = 50_000;
  private static final int STEPS_MAX = 20_000;
  private static final long HOUR = 3_600_000;

  private final Chance chance;
  private final Trace trace;
  private final Exercised exercised;
  private final Assembly assembly;
  private final VirtualTime time;
  private final Faults faults;
  private final Fates fates;
  private final MemoryJournal disk = new MemoryJournal(Features.create().tables());
  private final FaultyJournal journal;
  private final History history = new History();
  private final LogCheckers logCheckers;
  private final EndCheckers endCheckers;
  private final Machine machine;
  private final Plans plans;
  private final Clients clients;
  private final People people;
  private final Receivers receivers;
  private final boolean jumpsFar;
  private @Nullable Server server;
  private int steps;

  private Life(long seed, Trace trace, Exercised exercised, Assembly assembly) {
    this.chance = new Chance(seed);
    this.trace = trace;
    this.exercised = exercised;
    this.assembly = assembly;
    time = new VirtualTime(chance);
    faults = new Faults(chance, exercised, trace, chance.pick(List.of(0, 1, 1, 2, 4)));
    fates = new Fates(chance, faults);
    machine = new Machine(time, trace);
    logCheckers = new LogCheckers(history, machine);
    endCheckers = new EndCheckers(this, machine, disk);
    journal = new FaultyJournal(disk, time, chance, faults, this::written);
    plans = new Plans(chance);
    clients = new Clients(this);
    people = new People(this);
    receivers = new Receivers(this, seed);
    jumpsFar = chance.once(10);
  }

  /** Lives the life of this seed; throws what it finds broken. */
  static void live(long seed, Exercised exercised, Assembly assembly) {
    live(seed, Trace.off(), exercised, assembly);
  }

  static void live(long seed, Trace trace, Exercised exercised, Assembly assembly) {
    var life = new Life(seed, trace, exercised, assembly);
    try {
      life.live();
    } catch (RuntimeException bug) {
      var violation = new Invariant.Violation(Invariant.NO_BUG, String.valueOf(bug.getMessage()));
      violation.initCause(bug);
      throw violation;
    }
  }

  private void live() {
    start();
    schedule();
    var end = chance.between(20_000, 150_000);
    var busy = true;
    while (busy && time.awake() < end && steps < STEPS_MAX) {
      misfortune();
      busy = one();
    }
    drain();
  }

  private void schedule() {
    for (int i = chance.pick(List.of(1, 1, 1, 2, 2, 3)); i > 0; i--) {
      time.after(chance.below(20_000), () -> clients.submit(plans.next()));
    }
    for (int i = chance.below(7); i > 0; i--) {
      time.after(chance.between(500, 80_000), people::meddle);
    }
    if (chance.once(4)) {
      clients.wish(new DispatchCommand.SetLimit(Limit.ATTEMPTS, chance.between(0, 3)));
    }
    if (chance.once(10)) {
      time.after(chance.between(5_000, 60_000), people::interruptAll);
    }
    time.after(HOUSEKEEPING_MILLIS, this::forget);
    receivers.schedule();
  }

  /** What housekeeping does now and then: rows leave that were kept for long enough. */
  private void forget() {
    if (up()) {
      for (var expired : disk.reader().expired(time.wall(), 3)) {
        exercised.count(expired.getClass());
        offer(new Submission(expired, Caller.ENGINE, Submission.Patience.REFUSE, _ -> {}));
      }
    }
  }

  /** Does one step: of the loop if it has anything to do, else of the clocks. */
  private boolean one() {
    steps++;
    try {
      var up = server;
      var more = up != null && up.step();
      if (up != null && up.workers().fenced()) {
        die(Fault.FENCED);
      }
      return more || advance();
    } catch (ServerDied death) {
      die(death.how());
      return true;
    }
  }

  /** Lets the next thing happen; false when nothing ever will. */
  private boolean advance() {
    var next = time.next();
    if (server != null) {
      var idle = server.loop().idleFor();
      if (idle.isPresent()) {
        next = Math.min(next, time.awake() + idle.get().toMillis());
      }
    }
    if (next == VirtualTime.NEVER) {
      return false;
    }
    var slack = chance.once(4) ? chance.below(100) : 0;
    time.pass(Math.max(0, next - time.awake()) + slack);
    time.happen();
    return true;
  }

  private void misfortune() {
    if (server != null && faults.strikes(Fault.DIED_BETWEEN_STEPS, 150)) {
      die(Fault.DIED_BETWEEN_STEPS);
    }
    if (faults.strikes(Fault.MACHINE_REBOOTED, 600)) {
      die(Fault.MACHINE_REBOOTED);
      machine.reboot();
    }
    if (faults.strikes(Fault.MACHINE_SLEPT, 400)) {
      time.jump(chance.between(1, 4) * HOUR);
    }
    if (faults.strikes(Fault.CLOCK_FORWARD, 400)) {
      time.jump(jumpsFar ? 14 * 24 * HOUR : chance.below(1_000_000));
    }
    if (faults.strikes(Fault.CLOCK_BACK, 400)) {
      time.jump(-chance.below(2_000_000));
    }
  }

  private void start() {
    var next = Server.assemble(this, journal, new Workers(this, machine));
    try {
      next.start();
      server = next;
      trace.say(() -> "server: starts at event " + history.head);
    } catch (Journal.Unavailable unavailable) {
      time.after(1_000, this::start);
    } catch (ServerDied death) {
      next.workers().die();
      time.after(1_000, this::start);
    }
  }

  private void die(Fault how) {
    var gone = server;
    if (gone != null) {
      trace.say(() -> "server: dies, " + how.says());
      gone.workers().die();
      server = null;
      clients.serverDied();
      time.after(chance.below(8_000), this::start);
    }
  }

  /** No faults any more: all that can move moves, and the rest is brought to its end. */
  private void drain() {
    trace.say(() -> "peace");
    faults.heal();
    receivers.heal();
    journal.heal();
    die(Fault.DIED_BETWEEN_STEPS);
    rest();
    people.openLatches();
    rest();
    endCheckers.atRest();
    for (int i = chance.below(3); i > 0; i--) {
      people.encourage();
      receivers.encourage();
      rest();
      endCheckers.atRest();
    }
    people.endAll();
    rest();
    endCheckers.atTheEnd();
  }

  private void rest() {
    var deadline = steps + STEPS_MAX;
    while (one()) {
      Invariant.EVERYTHING_MOVES_ON.holds(steps < deadline, () -> "nothing comes to rest");
    }
    Invariant.EVERYTHING_MOVES_ON.holds(clients.content(), () -> "somebody never got an answer");
    Invariant.EVERYTHING_MOVES_ON.holds(server != null, () -> "no server is up");
  }

  private void written(List<Recorded> events) {
    for (var recorded : events) {
      trace.say(() -> "log: " + recorded.sequence() + " " + brief(recorded));
      logCheckers.check(recorded);
      history.apply(recorded);
      receivers.written(recorded);
    }
  }

  private static String brief(Recorded recorded) {
    return recorded.event() instanceof TaskEvent.Submitted(var id, var spec)
        ? "Submitted[" + id + ", " + spec.name() + ", needs " + spec.needs() + "]"
        : recorded.event().toString();
  }

  /** Every outcome of every command comes by here. */
  void heard(Command command, Outcome outcome) {
    switch (outcome) {
      case Outcome.Refused(var refused) -> exercised.count(refused.why());
      case Outcome.Broken(var detail) ->
          Invariant.NO_BUG.holds(false, () -> command + ": " + detail);
      case Outcome.Accepted _, Outcome.Unavailable _ -> {}
    }
  }

  /** The commit failed; once in a while it is worth looking what the undo has left. */
  void undone(Server undone) {
    if (chance.once(3)) {
      endCheckers.undoLeavesNothing(undone);
    }
  }

  boolean up() {
    return server != null;
  }

  Server server() {
    var up = server;
    if (up == null) {
      throw new IllegalStateException("no server is up");
    }
    return up;
  }

  void offer(Submission submission) {
    if (server != null) {
      server.loop().offer(submission);
    }
  }

  Chance chance() {
    return chance;
  }

  Trace trace() {
    return trace;
  }

  Exercised exercised() {
    return exercised;
  }

  Assembly assembly() {
    return assembly;
  }

  VirtualTime time() {
    return time;
  }

  Faults faults() {
    return faults;
  }

  Fates fates() {
    return fates;
  }

  History history() {
    return history;
  }

  /** The rows of a run's tasks, as they were committed. */
  List<Task> tasksOf(RunId run) {
    var schema = Assembly.Core.create().tasks().table().schema();
    return disk.rows(schema, run.number()).values().stream().map(schema.row()::cast).toList();
  }

  Plans plans() {
    return plans;
  }

  People people() {
    return people;
  }

  Receivers receivers() {
    return receivers;
  }

  Clients clients() {
    return clients;
  }

  boolean jumpsFar() {
    return jumpsFar;
  }
}
