package dev.continuo.upkeep;

import dev.continuo.blob.Blobs;
import dev.continuo.journal.EventHomes;
import dev.continuo.journal.sqlite.Rebuild;
import dev.continuo.journal.sqlite.Snapshot;
import dev.continuo.operation.Documents;
import dev.continuo.operation.EventJson;
import dev.continuo.run.Run;
import dev.continuo.task.RunId;
import dev.continuo.task.State;
import dev.continuo.task.Task;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Writes runs for other programs, a JSON object a line, as they stood at one moment: what it is,
 * then each run with its tasks and what they said, then all that happened, the oldest first.
 */
public final class Export {
  /** Grows when a program that reads the older ones could not read a newer one. */
  static final int VERSION = 1;

  private final Layout layout;
  private final Rebuild.Core core;
  private final Documents documents;

  public Export(Path home, Rebuild.Core core, EventJson events) {
    this.layout = new Layout(home);
    this.core = core;
    this.documents = new Documents(events, Blobs.beside(layout.blobs())::read);
  }

  /** Writes one run, or all of them; returns whether the run is there. */
  public boolean write(Optional<RunId> only, Consumer<String> to) {
    try (var snapshot = Snapshot.of(layout.store(), core.codec())) {
      var runs = only.isPresent() ? snapshot.run(only.get()).stream().toList() : snapshot.runs();
      if (only.isPresent() && runs.isEmpty()) {
        return false;
      }
      to.accept(head(snapshot));
      runs(snapshot, runs, to);
      var homes = new EventHomes(core.tables());
      snapshot.events(
          event -> {
            if (only.isEmpty() || homes.of(event.event()) == only.get().number()) {
              to.accept(documents.event(event));
            }
          });
      return true;
    }
  }

  /** The newest run of a project's folder. */
  public Optional<RunId> newest(String project) {
    try (var snapshot = Snapshot.of(layout.store(), core.codec())) {
      return snapshot.runs().reversed().stream()
          .filter(run -> run.spec().project().equals(project))
          .findFirst()
          .map(Run::id);
    }
  }

  private static String head(Snapshot snapshot) {
    return "{\"export\":{\"version\":%d,\"head\":%d}}"
        .formatted(VERSION, snapshot.head().sequence());
  }

  private void runs(Snapshot snapshot, List<Run> runs, Consumer<String> to) {
    for (var run : runs) {
      to.accept(documents.run(run, snapshot.counts(run.id())));
      snapshot.tasks(run.id(), task -> task(task, to));
    }
  }

  private void task(Task task, Consumer<String> to) {
    to.accept(documents.task(task));
    if (task.state() instanceof State.Succeeded || task.state() instanceof State.Verifying) {
      to.accept(documents.result(task));
    }
  }
}
