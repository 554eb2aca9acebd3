package dev.continuo.dispatch;

import dev.continuo.engine.Watch;
import dev.continuo.run.Run;
import dev.continuo.run.RunState;
import dev.continuo.task.Priority;
import dev.continuo.task.RunId;
import dev.continuo.task.State;
import dev.continuo.task.Task;
import dev.continuo.task.TaskId;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The queued tasks in the order in which they should start.
 *
 * <p>Each run has a lane for every set of claims; a lane is open when all its claims are free, and
 * a run when it may start something. The best head of the open lanes of the open runs is next, so
 * that no task is looked at in vain, however many wait.
 */
final class Queue implements Watch<TaskId, Task>, Ledger.Listener {
  /** A place in the queue: the most urgent first, of these the longest path, then the oldest. */
  record Place(Priority priority, State.Place end, int path, Instant submitted, TaskId id)
      implements Comparable<Place> {
    @Override
    public int compareTo(Place other) {
      // spelled out: every entering, leaving and choosing compares
      var order = other.priority.compareTo(priority);
      order = order != 0 ? order : end.compareTo(other.end);
      order = order != 0 ? order : Integer.compare(other.path, path);
      order = order != 0 ? order : submitted.compareTo(other.submitted);
      return order != 0 ? order : id.compareTo(other.id);
    }
  }

  /** The queued tasks of one run that have the same claims. */
  private static final class Lane {
    final RunId run;
    final List<Ledger.Claim> claims;
    final TreeSet<Place> places = new TreeSet<>();

    Lane(RunId run, List<Ledger.Claim> claims) {
      this.run = run;
      this.claims = claims;
    }
  }

  /** Where a queued task is: the lane of what it claimed when it was last looked at. */
  private record Waiting(Place place, Lane lane) {}

  private static final class Lanes {
    final Map<List<Ledger.Claim>, Lane> all = new HashMap<>();
    final NavigableMap<Place, Lane> open = new TreeMap<>();
    int used;
    boolean running;
    int limit;
    @Nullable Place head;
  }

  private final Ledgers ledgers;
  private final Ranks ranks;
  private final Function<TaskId, @Nullable Task> tasks;
  private final Map<RunId, Lanes> runs = new HashMap<>();
  private final Map<TaskId, Waiting> waiting = new HashMap<>();
  private final Map<Ledger.Account, Set<Lane>> claimants = new HashMap<>();
  private final NavigableMap<Place, RunId> heads = new TreeMap<>();
  private int used;

  Queue(Ledgers ledgers, Ranks ranks, Function<TaskId, @Nullable Task> tasks) {
    this.ledgers = ledgers;
    this.ranks = ranks;
    this.tasks = tasks;
  }

  /** Living attempts in the whole store. */
  int used() {
    return used;
  }

  /** Living attempts of one run. */
  int used(RunId run) {
    var lanes = runs.get(run);
    return lanes == null ? 0 : lanes.used;
  }

  /** The task that should start next, if capacity were all that is missing. */
  Optional<TaskId> next() {
    rerank();
    return heads.isEmpty() ? Optional.empty() : Optional.of(heads.firstKey().id());
  }

  /** How many tasks of open runs and lanes are before this one. */
  long before(TaskId id) {
    rerank();
    // a run that may not start is sorted only when somebody asks
    rerank(id.run());
    var found = waiting.get(id);
    return found == null
        ? 0
        : runs.values().stream()
            .filter(lanes -> lanes.running)
            .flatMap(lanes -> lanes.open.values().stream())
            .mapToLong(lane -> lane.places.headSet(found.place()).size())
            .sum();
  }

  @Override
  public void changed(TaskId id, @Nullable Task before, @Nullable Task after) {
    var living = alive(after) - alive(before);
    if (living != 0) {
      used += living;
      var lanes = lanes(id.run());
      lanes.used += living;
      refresh(id.run(), lanes);
    }
    file(id, after);
  }

  /** Puts the task where its rank and its claims say; nowhere, while it cannot start. */
  private void file(TaskId id, @Nullable Task task) {
    var was = waiting.get(id);
    if (task == null || !startable(task)) {
      if (was != null) {
        leave(was);
      }
      return;
    }
    var place = place(task);
    var claims = ledgers.claims(task);
    if (was == null) {
      enter(place, claims);
    } else if (!was.place().equals(place) || !was.lane().claims.equals(claims)) {
      leave(was);
      enter(place, claims);
    }
  }

  void runChanged(RunId id, @Nullable Run after) {
    var lanes = lanes(id);
    lanes.running = after != null && after.state() instanceof RunState.Running;
    lanes.limit = after == null ? 0 : after.spec().parallel();
    refresh(id, lanes);
  }

  @Override
  public void claimsChanged(TaskId id) {
    if (waiting.containsKey(id)) {
      file(id, tasks.apply(id));
    }
  }

  @Override
  public void accountChanged(Ledger.Account account) {
    for (var lane : claimants.getOrDefault(account, Set.of())) {
      var lanes = lanes(lane.run);
      lanes.open.remove(lane.places.first());
      open(lanes, lane);
      refresh(lane.run, lanes);
    }
  }

  private void enter(Place place, List<Ledger.Claim> claims) {
    var run = place.id().run();
    var lanes = lanes(run);
    var lane = lanes.all.computeIfAbsent(claims, _ -> added(new Lane(run, claims)));
    if (!lane.places.isEmpty()) {
      lanes.open.remove(lane.places.first());
    }
    lane.places.add(place);
    waiting.put(place.id(), new Waiting(place, lane));
    open(lanes, lane);
    refresh(run, lanes);
  }

  private void leave(Waiting was) {
    var lane = was.lane();
    var lanes = lanes(lane.run);
    lanes.open.remove(lane.places.first());
    lane.places.remove(was.place());
    waiting.remove(was.place().id());
    if (lane.places.isEmpty()) {
      lanes.all.remove(lane.claims);
      lane.claims.forEach(claim -> removed(lane, claim.account()));
    } else {
      open(lanes, lane);
    }
    refresh(lane.run, lanes);
  }

  private void removed(Lane lane, Ledger.Account account) {
    claimants.computeIfPresent(account, (_, all) -> all.remove(lane) && all.isEmpty() ? null : all);
  }

  private Lane added(Lane lane) {
    lane.claims.forEach(
        claim -> claimants.computeIfAbsent(claim.account(), _ -> new LinkedHashSet<>()).add(lane));
    return lane;
  }

  private void open(Lanes lanes, Lane lane) {
    for (var claim : lane.claims) {
      if (!ledgers.free(claim)) {
        return;
      }
    }
    lanes.open.put(lane.places.first(), lane);
  }

  /** Puts the run where its best open lane belongs, or nowhere while it may start nothing. */
  private void refresh(RunId run, Lanes lanes) {
    if (lanes.head != null) {
      heads.remove(lanes.head);
    }
    var may = lanes.running && lanes.used < lanes.limit && !lanes.open.isEmpty();
    lanes.head = may ? lanes.open.firstKey() : null;
    if (lanes.head != null) {
      heads.put(lanes.head, run);
    }
    if (lanes.all.isEmpty() && lanes.used == 0 && !lanes.running) {
      runs.remove(run);
    }
  }

  /** Sorts the open runs anew in which tasks were added or cancelled. */
  private void rerank() {
    if (ranks.outdated().isEmpty()) {
      return;
    }
    for (var run : List.copyOf(ranks.outdated())) {
      var lanes = runs.get(run);
      if (lanes != null && lanes.running) {
        rerank(run);
      }
    }
  }

  private void rerank(RunId run) {
    var lanes = runs.get(run);
    if (lanes == null || !ranks.outdated().contains(run)) {
      return;
    }
    ranks.compute(run);
    var queued = new TreeSet<Place>();
    lanes.all.values().forEach(lane -> queued.addAll(lane.places));
    queued.forEach(this::moved);
  }

  private void moved(Place was) {
    if (waiting.containsKey(was.id())) {
      file(was.id(), tasks.apply(was.id()));
    }
  }

  private Lanes lanes(RunId run) {
    return runs.computeIfAbsent(run, _ -> new Lanes());
  }

  private Place place(Task task) {
    var rank = ranks.of(task);
    var end = task.state() instanceof State.Queued(_, var place, _) ? place : State.Place.TAIL;
    return new Place(rank.priority(), end, rank.path(), task.submitted(), task.id());
  }

  private static boolean startable(Task task) {
    return task.state() instanceof State.Queued
        && task.unswept().isEmpty()
        && task.heldBy().isEmpty();
  }

  private static int alive(@Nullable Task task) {
    return task != null && task.turn().isPresent() ? 1 : 0;
  }
}
