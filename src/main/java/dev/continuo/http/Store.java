package dev.continuo.http;

import dev.continuo.engine.Quarantine;
import dev.continuo.engine.Recorded;
import dev.continuo.journal.Journal;
import dev.continuo.run.Counts;
import dev.continuo.run.Run;
import dev.continuo.task.RunId;
import dev.continuo.task.Task;
import dev.continuo.task.TaskId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads committed rows and events, past the engine. Safe for any thread; every method may throw
 * {@link Journal.Unavailable}.
 */
public interface Store {
  /** Living attempts of the whole store, and how many there may be. */
  record Attempts(int limit, int used) {}

  /** The number of the last event. */
  long head();

  /** The number of the last event that is only in the archive; 0 when all are here. */
  long floor();

  Attempts attempts();

  Optional<Run> run(RunId id);

  /**
   * Runs, the newest first.
   *
   * @param states words of {@link dev.continuo.run.RunState#word}; empty for all
   * @param before only runs that are older than this one
   */
  List<Run> runs(Set<String> states, Optional<RunId> before, int max);

  Counts counts(RunId run);

  /** The runs that an administrator set aside because of a bug. */
  List<Quarantine> quarantines();

  Optional<Task> task(TaskId id);

  /** The task of this name in the run. */
  Optional<Task> task(RunId run, String name);

  /** The run's tasks from {@code index} on, in order. */
  List<Task> tasks(RunId run, int index, int max);

  /**
   * The events after {@code after}, in order, at most {@code max}.
   *
   * @param run only those of this run and its tasks
   * @throws Journal.Archived when {@code after} is before {@link #floor}
   */
  List<Recorded> events(long after, int max, Optional<RunId> run);
}
