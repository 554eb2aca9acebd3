package dev.continuo.simulation;

import dev.continuo.dispatch.DispatchCommand;
import dev.continuo.dispatch.DispatchReply;
import dev.continuo.engine.Answer;
import dev.continuo.engine.Caller;
import dev.continuo.engine.Engine;
import dev.continuo.engine.Moment;
import dev.continuo.engine.Recorded;
import dev.continuo.engine.Row;
import dev.continuo.engine.Snapshot;
import dev.continuo.journal.MemoryJournal;
import dev.continuo.task.Need;
import dev.continuo.task.ResourcePart;
import dev.continuo.task.RunId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Judges a life where it stands still: what waits, what agrees, what is left. */
final class EndCheckers {
  private final Life life;
  private final Machine machine;
  private final MemoryJournal disk;
  private @Nullable Told told;

  EndCheckers(Life life, Machine machine, MemoryJournal disk) {
    this.life = life;
    this.machine = machine;
    this.disk = disk;
  }

  /** Nothing moves, and nobody makes anything fail any more. */
  void atRest() {
    everyWaitHasAReason();
    everythingMovesOn();
    life.receivers().atRest();
    onlyLivingTurnsHaveProcesses();
    if (life.chance().once(4)) {
      replayGivesTheRows();
      undoLeavesNothing(life.server());
    }
  }

  /** Every run has been brought to its end. */
  void atTheEnd() {
    var moves = Invariant.EVERYTHING_MOVES_ON;
    life.history()
        .runs
        .values()
        .forEach(
            run ->
                moves.holds(run.stand == History.Stand.ENDED, () -> run.id + " is " + run.stand));
    for (var task : life.history().tasks.values()) {
      moves.holds(task.stand.ended(), () -> task + " has not ended");
      moves.holds(task.unswept == null, () -> task + " is not swept");
      moves.holds(task.turn == null, () -> task + " has a turn");
    }
    Invariant.NOTHING_IS_LEFT_ALIVE.holds(
        machine.living().isEmpty(), () -> machine.living() + " live");
    life.receivers().atRest();
    life.clients().everythingOnce();
    if (life.chance().once(4)) {
      replayGivesTheRows();
    }
  }

  private void onlyLivingTurnsHaveProcesses() {
    for (var turn : machine.living()) {
      var task = life.history().task(turn.task());
      Invariant.NOTHING_IS_LEFT_ALIVE.holds(
          turn.equals(task.turn), () -> turn + " lives, its task has the turn " + task.turn);
    }
  }

  private void everyWaitHasAReason() {
    var engine = life.server().engine();
    var at = now(engine);
    for (var task : life.history().tasks.values()) {
      if (!task.stand.ended()) {
        var answer = engine.handle(new DispatchCommand.Explain(task.id), Caller.ENGINE, at);
        var said =
            answer instanceof Answer.Accepted(DispatchReply.Reasons(var reasons))
                && !reasons.isEmpty()
                && reasons.stream().allMatch(reason -> !reason.text().isBlank())
                && reasons.stream().noneMatch(reason -> reason.code().equals("settling"))
                && reasons.stream().noneMatch(reason -> reason.code().equals("queue"));
        Invariant.EVERY_WAIT_HAS_A_REASON.holds(
            said, () -> task + " waits, and why says " + answer);
      }
    }
    life.history().runs.keySet().forEach(run -> everyTaskIsInAGroup(engine, run, at));
  }

  /** The answer about a whole run speaks of each of its unfinished tasks, once. */
  private static void everyTaskIsInAGroup(Engine engine, RunId run, Moment at) {
    var answer = engine.handle(new DispatchCommand.ExplainRun(run), Caller.ENGINE, at);
    Invariant.EVERY_WAIT_HAS_A_REASON.holds(
        !(answer instanceof Answer.Accepted(DispatchReply.RunReasons why))
            || why.groups().stream().mapToInt(DispatchReply.Group::count).sum() + why.unexplained()
                == why.unfinished(),
        () -> "why of " + run + " says " + answer);
  }

  /**
   * Whatever has not ended waits for a person, directly or by way of others that do. What is not
   * reached that way waits for itself, or was forgotten.
   */
  private void everythingMovesOn() {
    var grounded = new HashSet<Seen>();
    var grew = true;
    while (grew) {
      grew = false;
      for (var task : life.history().tasks.values()) {
        if (!task.stand.ended() && !grounded.contains(task) && waits(task, grounded)) {
          grew = grounded.add(task);
        }
      }
    }
    for (var task : life.history().tasks.values()) {
      Invariant.EVERYTHING_MOVES_ON.holds(
          task.stand.ended() || grounded.contains(task),
          () -> task + " waits for nobody; it has " + task.latches + ", held " + task.held);
      Invariant.EVERYTHING_MOVES_ON.holds(task.unswept == null, () -> task + " is never swept");
    }
    for (var run : life.history().runs.values()) {
      var stuck = run.tasks.stream().anyMatch(grounded::contains);
      Invariant.EVERYTHING_MOVES_ON.holds(
          run.stand == History.Stand.ENDED || stuck,
          () -> run.id + " is " + run.stand + " for ever");
    }
  }

  /** Whether a person, or one that waits for a person, keeps the task from moving. */
  private boolean waits(Seen task, Set<Seen> grounded) {
    var run = life.history().run(task.id.run());
    return switch (task.stand) {
      case PAUSED, BLOCKED -> true;
      case PENDING ->
          task.held
              || task.unlaunched()
              || life.history().items(task).anyMatch(grounded::contains)
              || task.unanswered()
              || task.unapproved()
              || blocked(task, run, grounded);
      case SUSPENDED -> task.held || blocked(task, run, grounded);
      case QUEUED ->
          task.held
              || run.stand == History.Stand.PAUSED
              || task.spec.locks().stream().anyMatch(lock -> held(lock, grounded))
              || ResourcePart.of(task.spec).stream().anyMatch(ask -> held(ask, grounded))
              || (Folders.wants(task.id, task.spec) && !task.resumes && folders(grounded))
              || full(run.tasks, run.spec.parallel(), grounded)
              || full(life.history().tasks.values(), life.history().limit, grounded);
      case VERIFYING ->
          task.unapproved()
              || life.history().checks.entrySet().stream()
                  .filter(check -> check.getValue().gate().task().equals(task.id))
                  .map(check -> life.history().task(check.getKey()))
                  .anyMatch(grounded::contains);
      case RUNNING -> false;
      case SUCCEEDED, FAILED, CANCELLED, SKIPPED -> true;
    };
  }

  private boolean blocked(Seen task, History.SeenRun run, Set<Seen> grounded) {
    return !life.history().met(task)
        && task.spec.needs().stream().anyMatch(need -> blocks(task, need, run, grounded));
  }

  /** A need that is not satisfied: by one that waits, or by one that ended badly in an open run. */
  private boolean blocks(Seen task, Need need, History.SeenRun run, Set<Seen> grounded) {
    var needed = life.history().needed(task, need.index());
    if (needed == null || needed.done()) {
      return false;
    }
    if (!needed.stand.ended()) {
      return grounded.contains(needed);
    }
    var open = run.stand == History.Stand.PAUSED || run.tasks.stream().anyMatch(grounded::contains);
    return need.on() == Need.On.SUCCEEDED && open;
  }

  private boolean held(String lock, Set<Seen> grounded) {
    var holders = life.history().locks.getOrDefault(lock, List.of());
    return !holders.isEmpty() && grounded.containsAll(holders);
  }

  /** Too many of the values are with those who never give them back. */
  private boolean held(ResourcePart.Ask ask, Set<Seen> grounded) {
    return left(ResourcePart.LEDGER, ask.pool(), ask.values(), grounded) < ask.count();
  }

  private boolean folders(Set<Seen> grounded) {
    return left(Folders.NAME, Folders.KEY, Folders.VALUES, grounded) < 1;
  }

  private long left(String ledger, String key, List<String> values, Set<Seen> grounded) {
    return values.stream()
        .map(value -> life.history().leases.get(new History.Share(ledger, key, value)))
        .filter(held -> held == null || !grounded.contains(held.task()))
        .count();
  }

  private static boolean full(Iterable<Seen> tasks, int limit, Set<Seen> grounded) {
    var living = new ArrayList<Seen>();
    tasks.forEach(
        task -> {
          if (task.turn != null) {
            living.add(task);
          }
        });
    return living.size() >= limit && grounded.containsAll(living);
  }

  /** Log, stored rows and rows in memory are three tellings of one story. */
  private void replayGivesTheRows() {
    var told = told();
    told.catchUp();
    var homes = Snapshot.homes(told.core.tables());
    homes.addAll(told.asked);
    for (var table : told.core.tables().all()) {
      for (var home : homes) {
        agree(
            "the log gives other rows than the store has",
            Snapshot.rows(table, home),
            disk.rows(table.schema(), home));
      }
    }
    var live = life.server().core().tables();
    for (var table : live.all()) {
      for (var home : Snapshot.resident(live, homes)) {
        agree(
            "memory has other rows than the store",
            Snapshot.rows(table, home),
            disk.rows(table.schema(), home));
      }
    }
  }

  private Told told() {
    var known = told;
    if (known == null) {
      known = new Told();
      told = known;
    }
    return known;
  }

  private static void agree(
      String otherwise, SortedMap<?, ? extends Row> one, SortedMap<?, ? extends Row> two) {
    Invariant.REPLAY_GIVES_THE_ROWS.holds(
        one.equals(two), () -> otherwise + ":\n" + Snapshot.difference(one, two));
  }

  /** What the log alone says, applied to empty tables; each event once, as the log only grows. */
  private final class Told {
    final Assembly.Core core = Assembly.Core.create();
    final Engine engine = new Engine(core.tables(), life.assembly().features(core));

    /** Homes that an event asked for, whether or not they still have a row. */
    final Set<Long> asked = new TreeSet<>();

    void catchUp() {
      disk.events(engine.head(), Integer.MAX_VALUE).forEach(this::take);
    }

    private void take(Recorded event) {
      while (engine.replay(event) instanceof Answer.Absent(var home)) {
        core.tables().admit(home); // nothing is ever evicted here: there is no row of it yet
        asked.add(home);
      }
    }
  }

  /** An engine that has undone something goes on exactly like one that was loaded just now. */
  void undoLeavesNothing(Server undone) {
    var fresh = Assembly.Core.create();
    var engine = new Engine(fresh.tables(), life.assembly().features(fresh));
    var head = disk.head();
    engine.resume(head.sequence(), head.wall());
    disk.loadLive(fresh.tables());
    var homes = Snapshot.known(undone.core().tables());
    for (var home : homes) {
      if (!Snapshot.resident(fresh.tables(), Set.of(home)).contains(home)) {
        disk.load(fresh.tables(), home);
      }
    }
    var at = now(engine);
    var expected = behaviour(engine, homes, at);
    var found = behaviour(undone.engine(), homes, at);
    if (!expected.equals(found)) {
      Invariant.UNDO_LEAVES_NOTHING.holds(
          false, () -> "freshly loaded:\n  " + expected + "\nafter the undo:\n  " + found);
    }
  }

  /** What the engine would do and say next; leaves it as it was. */
  private List<Object> behaviour(Engine engine, Set<Long> homes, Moment at) {
    var shown = new ArrayList<>();
    shown.add(engine.idleFor(at));
    for (var next = engine.settle(at); next.isPresent(); next = engine.settle(at)) {
      shown.add(next.get());
      if (next.get() instanceof Answer.Absent) {
        break;
      }
    }
    engine.batch().events().forEach(recorded -> shown.add(recorded.event()));
    for (var task : life.history().tasks.values()) {
      if (homes.contains(task.id.run().number())) {
        var why = engine.handle(new DispatchCommand.Explain(task.id), Caller.ENGINE, at);
        shown.add(task.id);
        shown.add(why);
      }
    }
    engine.undo();
    return shown;
  }

  private Moment now(Engine engine) {
    var at = life.time().now();
    var wall = at.wall().isBefore(engine.lastWall()) ? engine.lastWall() : at.wall();
    return new Moment(wall, at.awake(), at.seed());
  }
}
