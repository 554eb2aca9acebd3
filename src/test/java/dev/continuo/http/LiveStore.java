package dev.continuo.http;

import dev.continuo.engine.Event;
import dev.continuo.engine.Quarantine;
import dev.continuo.engine.Recorded;
import dev.continuo.gate.GateEvent;
import dev.continuo.host.LiveEngine;
import dev.continuo.journal.Journal;
import dev.continuo.run.Counts;
import dev.continuo.run.Run;
import dev.continuo.run.RunEvent;
import dev.continuo.run.Standing;
import dev.continuo.task.RunId;
import dev.continuo.task.Task;
import dev.continuo.task.TaskEvent;
import dev.continuo.task.TaskId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Reads what a {@link LiveEngine} has committed. */
final class LiveStore implements Store {
  private final LiveEngine engine;
  final AtomicInteger runReads = new AtomicInteger();
  final AtomicInteger eventReads = new AtomicInteger();
  volatile long floor;
  volatile boolean away;

  LiveStore(LiveEngine engine) {
    this.engine = engine;
  }

  @Override
  public long head() {
    if (away) {
      throw new Journal.Unavailable("gone", new IllegalStateException("gone"));
    }
    return engine.commits().head();
  }

  @Override
  public long floor() {
    return floor;
  }

  @Override
  public Attempts attempts() {
    return new Attempts(engine.limit(), engine.used());
  }

  @Override
  public Optional<Run> run(RunId id) {
    head();
    runReads.incrementAndGet();
    return Optional.ofNullable(engine.runs().get(id));
  }

  @Override
  public List<Run> runs(Set<String> states, Optional<RunId> before, int max) {
    return engine.runs().descendingMap().values().stream()
        .filter(run -> states.isEmpty() || states.contains(run.state().word()))
        .filter(run -> before.isEmpty() || run.id().compareTo(before.get()) < 0)
        .limit(max)
        .toList();
  }

  @Override
  public List<Quarantine> quarantines() {
    return List.of();
  }

  @Override
  public Counts counts(RunId run) {
    var tasks = tasks(run, 0, Integer.MAX_VALUE);
    return Counts.by(
        standing -> (int) tasks.stream().filter(task -> Standing.of(task) == standing).count());
  }

  @Override
  public Optional<Task> task(TaskId id) {
    return Optional.ofNullable(engine.tasks().get(id));
  }

  @Override
  public Optional<Task> task(RunId run, String name) {
    return tasks(run, 0, Integer.MAX_VALUE).stream()
        .filter(task -> task.spec().name().equals(name))
        .findFirst();
  }

  @Override
  public List<Task> tasks(RunId run, int index, int max) {
    return engine.tasks().values().stream()
        .filter(task -> task.id().run().equals(run) && task.id().index() >= index)
        .limit(max)
        .toList();
  }

  @Override
  public List<Recorded> events(long after, int max, Optional<RunId> run) {
    eventReads.incrementAndGet();
    if (after < floor) {
      throw new Journal.Archived(floor);
    }
    var head = engine.commits().head();
    return engine.journal().events(after, Integer.MAX_VALUE >> 1).stream()
        .filter(event -> event.sequence() <= head)
        .filter(event -> run.isEmpty() || run.get().equals(home(event.event())))
        .limit(max)
        .toList();
  }

  private static @Nullable RunId home(Event event) {
    return switch (event) {
      case RunEvent of -> of.run();
      case TaskEvent of -> of.task().run();
      case GateEvent of -> of.gate().task().run();
      default -> null;
    };
  }
}
