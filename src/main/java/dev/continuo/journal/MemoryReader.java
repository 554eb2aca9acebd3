package dev.continuo.journal;

import dev.continuo.engine.Quarantine;
import dev.continuo.engine.Recorded;
import dev.continuo.engine.Row;
import dev.continuo.run.Counts;
import dev.continuo.run.Run;
import dev.continuo.run.Standing;
import dev.continuo.task.RunId;
import dev.continuo.task.Task;
import dev.continuo.task.TaskId;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads what a {@link MemoryJournal} keeps. Thread-safe. */
public final class MemoryReader implements Reader {
  private final MemoryJournal journal;
  private final EventHomes homes;

  public MemoryReader(MemoryJournal journal, EventHomes homes) {
    this.journal = journal;
    this.homes = homes;
  }

  private <R extends Row> Stream<R> rows(Class<R> type) {
    return journal.rows().stream().filter(type::isInstance).map(type::cast);
  }

  private Stream<Task> tasksOf(RunId run) {
    return rows(Task.class)
        .filter(task -> task.id().run().equals(run))
        .sorted(Comparator.comparing(Task::id));
  }

  @Override
  public Optional<Run> run(RunId id) {
    return rows(Run.class).filter(run -> run.id().equals(id)).findFirst();
  }

  @Override
  public List<Run> runs(Runs wanted) {
    var before = wanted.before();
    return rows(Run.class)
        .filter(run -> wanted.states().isEmpty() || wanted.states().contains(run.state().word()))
        .filter(run -> before == null || run.id().compareTo(before) < 0)
        .sorted(Comparator.comparing(Run::id).reversed())
        .limit(Math.min(wanted.limit(), ROWS_MAX))
        .toList();
  }

  @Override
  public List<Task> tasks(RunId run, int fromIndex, int limit) {
    return tasksOf(run)
        .filter(task -> task.id().index() >= fromIndex)
        .limit(Math.min(limit, ROWS_MAX))
        .toList();
  }

  @Override
  public Optional<Task> task(TaskId id) {
    return tasksOf(id.run()).filter(task -> task.id().equals(id)).findFirst();
  }

  @Override
  public Optional<Task> named(RunId run, String name) {
    return tasksOf(run).filter(task -> task.spec().name().equals(name)).findFirst();
  }

  @Override
  public Counts counts(RunId run) {
    var counts = new EnumMap<Standing, Integer>(Standing.class);
    tasksOf(run).forEach(task -> counts.merge(Standing.of(task), 1, Integer::sum));
    return Counts.by(standing -> counts.getOrDefault(standing, 0));
  }

  @Override
  public List<Quarantine> quarantines() {
    return rows(Quarantine.class)
        .filter(Quarantine::inForce)
        .sorted(Comparator.comparing(Quarantine::since))
        .toList();
  }

  @Override
  public List<Recorded> events(long after, int max) {
    return journal.events(after, Math.min(max, ROWS_MAX));
  }

  @Override
  public List<Recorded> events(RunId run, long after, int max) {
    return journal.events(after, Integer.MAX_VALUE).stream()
        .filter(event -> homes.of(event.event()) == run.number())
        .limit(Math.min(max, ROWS_MAX))
        .toList();
  }

  @Override
  public long head() {
    return journal.head().sequence();
  }

  @Override
  public void close() {}
}
