package dev.continuo.server;

import dev.continuo.engine.Quarantine;
import dev.continuo.engine.Recorded;
import dev.continuo.http.Store;
import dev.continuo.journal.Reader;
import dev.continuo.run.Counts;
import dev.continuo.run.Run;
import dev.continuo.task.RunId;
import dev.continuo.task.Task;
import dev.continuo.task.TaskId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** What the HTTP interface reads: committed rows, and of the engine only how much is used. */
record Rows(Reader reader, LongSupplier archived, Supplier<Attempts> used) implements Store {
  @Override
  public long head() {
    return reader.head();
  }

  @Override
  public long floor() {
    return archived.getAsLong();
  }

  @Override
  public Attempts attempts() {
    return used.get();
  }

  @Override
  public Optional<Run> run(RunId id) {
    return reader.run(id);
  }

  @Override
  public List<Run> runs(Set<String> states, Optional<RunId> before, int max) {
    return reader.runs(new Reader.Runs(states, before.orElse(null), max));
  }

  @Override
  public Counts counts(RunId run) {
    return reader.counts(run);
  }

  @Override
  public List<Quarantine> quarantines() {
    return reader.quarantines();
  }

  @Override
  public Optional<Task> task(TaskId id) {
    return reader.task(id);
  }

  @Override
  public Optional<Task> task(RunId run, String name) {
    return reader.named(run, name);
  }

  @Override
  public List<Task> tasks(RunId run, int index, int max) {
    return reader.tasks(run, index, max);
  }

  @Override
  public List<Recorded> events(long after, int max, Optional<RunId> run) {
    return run.map(id -> reader.events(id, after, max)).orElseGet(() -> reader.events(after, max));
  }
}
