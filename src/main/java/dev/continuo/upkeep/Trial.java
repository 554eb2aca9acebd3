package dev.continuo.upkeep;

import dev.continuo.engine.Answer;
import dev.continuo.engine.Decision;
import dev.continuo.engine.Moment;
import dev.continuo.engine.StepBug;
import dev.continuo.journal.StoreRefused;
import dev.continuo.journal.sqlite.Rebuild;
import dev.continuo.journal.sqlite.Snapshot;
import dev.continuo.task.RunId;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Takes the steps that a server would take next, in memory alone: nothing is written, and nothing
 * outside is made true. A run whose step hits a bug is left out of the next trial, so that all of
 * them are found at once, and it is known that the others can go on without them.
 */
final class Trial {
  /** After so many events a store is taken to be free of bugs. */
  static final int EVENTS_MAX = 20_000;

  /** Of more runs that hit a bug the first are found. */
  static final int BUGS_MAX = 20;

  private final Snapshot snapshot;
  private final Supplier<Rebuild.Core> cores;
  private final Instant now;
  private int events;

  Trial(Snapshot snapshot, Supplier<Rebuild.Core> cores, Instant now) {
    this.snapshot = snapshot;
    this.cores = cores;
    this.now = now;
  }

  /** How many events the last trial led to. */
  int events() {
    return events;
  }

  /** What stops a server, as few runs as do; empty when nothing does. */
  List<Decision.Refused> bugs() {
    var found = new LinkedHashMap<Long, Decision.Refused>();
    while (found.size() < BUGS_MAX) {
      var bug = tried(found.keySet());
      if (bug.isEmpty()) {
        return necessary(found);
      }
      var run = blamed(bug.get()).filter(it -> !found.containsKey(it));
      if (run.isEmpty()) {
        run = sought(found.keySet());
      }
      if (run.isEmpty()) {
        return Stream.concat(found.values().stream(), bug.stream()).toList();
      }
      found.put(run.get(), BugRefusal.of(bug.get(), new RunId(run.get())));
    }
    return List.copyOf(found.values());
  }

  private static Optional<Long> blamed(Decision.Refused bug) {
    return RunId.parse(bug.facts().values().getOrDefault("run", "")).map(RunId::number);
  }

  /** The run that a bug comes from which names none, or the wrong one: halves the runs. */
  private Optional<Long> sought(Set<Long> without) {
    var core = cores.get();
    without.forEach(core.tables()::bar);
    var suspects = snapshot.liveHomes(core.tables()).stream().filter(home -> home > 0).toList();
    while (suspects.size() > 1) {
      var half = suspects.subList(0, suspects.size() / 2);
      suspects =
          tried(union(without, half)).isEmpty()
              ? half
              : suspects.subList(half.size(), suspects.size());
    }
    return suspects.stream()
        .findFirst()
        .filter(run -> tried(union(without, List.of(run))).isEmpty());
  }

  private static Set<Long> union(Set<Long> some, List<Long> others) {
    return Stream.concat(some.stream(), others.stream()).collect(Collectors.toSet());
  }

  /** A step that is for several runs may have blamed one that has no part in the bug. */
  private List<Decision.Refused> necessary(Map<Long, Decision.Refused> found) {
    for (var run : List.copyOf(found.keySet())) {
      var others = new TreeSet<>(found.keySet());
      others.remove(run);
      if (tried(others).isEmpty()) {
        found.remove(run);
      }
    }
    return List.copyOf(found.values());
  }

  /** The first bug, without the runs of these numbers. */
  private Optional<Decision.Refused> tried(Set<Long> without) {
    var core = cores.get();
    without.forEach(core.tables()::bar);
    try {
      snapshot.loadLive(core.tables());
      steps(core);
      return Optional.empty();
    } catch (StepBug bug) {
      return Optional.of(BugRefusal.of(bug));
    } catch (StoreRefused unreadable) {
      return Optional.of(unreadable.refused());
    }
  }

  private void steps(Rebuild.Core core) {
    var engine = core.engine();
    var head = snapshot.head();
    engine.resume(head.sequence(), head.wall());
    engine.wanted();
    var at = moment(head.wall(), head.awake());
    while (engine.pending() < EVENTS_MAX) {
      var answer = engine.wake(at).or(() -> engine.settle(at));
      if (answer.isEmpty()) {
        break;
      }
      if (answer.get() instanceof Answer.Absent(var home)) {
        snapshot.load(core.tables(), home);
      }
    }
    var batch = engine.batch();
    events = batch.events().size();
    snapshot.rehearse(batch, core.tables());
  }

  /** At most so much of awake time has passed since the last event: whatever is due then is due. */
  private Moment moment(Instant wall, Duration awake) {
    var passed = Duration.between(wall, now);
    return passed.isNegative()
        ? new Moment(wall, awake, 0)
        : new Moment(now, awake.plus(passed), 0);
  }
}
