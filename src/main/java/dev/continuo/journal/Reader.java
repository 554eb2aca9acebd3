package dev.continuo.journal;

import dev.continuo.engine.Quarantine;
import dev.continuo.engine.Recorded;
import dev.continuo.run.Counts;
import dev.continuo.run.Run;
import dev.continuo.task.RunId;
import dev.continuo.task.Task;
import dev.continuo.task.TaskId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads rows and events as they were committed, without the engine. Each call sees one moment of
 * the store. Thread-safe; every method may throw {@link Journal.Unavailable}.
 */
public interface Reader extends AutoCloseable {
  /** A read answers at most so many rows or events, whatever is asked for. */
  int ROWS_MAX = 10_000;

  /**
   * Which runs are wanted.
   *
   * @param states the words of their states; empty for all
   * @param before only runs that are older than this one; null for the newest
   */
  record Runs(Set<String> states, @Nullable RunId before, int limit) {
    public Runs {
      states = Set.copyOf(states);
    }
  }

  Optional<Run> run(RunId id);

  /** The newest first. */
  List<Run> runs(Runs wanted);

  /** The run's tasks from this index on, in order. */
  List<Task> tasks(RunId run, int fromIndex, int limit);

  Optional<Task> task(TaskId id);

  /** The run's task of this name. */
  Optional<Task> named(RunId run, String name);

  /** How many tasks of the run stand where, as {@link dev.continuo.run.Standing#of} says. */
  Counts counts(RunId run);

  /** The quarantines that are in force, the oldest first. */
  List<Quarantine> quarantines();

  /** Like {@link Journal#events}. */
  List<Recorded> events(long after, int max);

  /** The events of one run among them. */
  List<Recorded> events(RunId run, long after, int max);

  /** The number of the newest event. */
  long head();

  @Override
  void close();
}
