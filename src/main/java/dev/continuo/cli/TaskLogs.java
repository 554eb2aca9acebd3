package dev.continuo.cli;

import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Prints the output of one task, byte by byte. */
final class TaskLogs {
  private final World world;
  private final Api api;
  private final String path;
  private final OutputReader.Extent extent;

  /** {@code path}: where the task is in the interface. */
  TaskLogs(World world, Api api, String path, OutputReader.Extent extent) {
    this.world = world;
    this.api = api;
    this.path = path;
    this.extent = extent;
  }

  /** What the turns of an attempt have written. */
  void ofAttempt(int attempt) throws IOException {
    var task = task();
    var turns = task.turns().stream().filter(turn -> turn.attempt() == attempt).toList();
    if (turns.isEmpty()) {
      throw new CommandError(
          Exit.NOT_FOUND,
          "task `" + task.id() + "`: has no attempt " + attempt + ", it had " + task.attempt(),
          "`continuo show " + task.id() + "` lists them");
    }
    var sink = new Printing();
    for (var turn : turns) {
      reader(task, turn).copy(extent, sink);
    }
    sink.sayNothing(task, attempt);
  }

  /** What the newest turn has written. */
  void newest() throws IOException {
    var task = task();
    if (task.turns().isEmpty()) {
      throw new CommandError(
          Exit.NOT_FOUND,
          "task `" + task.id() + "`: has no output, it never started",
          "`continuo why " + task.id() + "` says what it waits for");
    }
    var sink = new Printing();
    reader(task, task.turns().getLast()).copy(extent, sink);
    sink.sayNothing(task, task.turns().getLast().attempt());
  }

  /** Turn after turn, until the task has ended or only a person can move it. */
  void follow() throws IOException {
    var after = api.head();
    var task = task();
    var wanted = extent;
    var done = new HashSet<String>();
    var sink = new Printing();
    var cleared = Optional.<OutputReader.Cleared>empty();
    task.turns().stream()
        .limit(Math.max(0, task.turns().size() - 1))
        .forEach(turn -> done.add(turn.turn()));
    try (var feed = new Feed(api, task.run(), after)) {
      while (true) {
        for (var turn : task.turns()) {
          if (done.add(turn.turn())) {
            try {
              reader(task, turn).follow(wanted, sink);
            } catch (OutputReader.Cleared nothing) {
              cleared = Optional.of(nothing);
            }
            wanted = new OutputReader.Extent.All();
          }
        }
        task = task();
        if (hasMore(task, done)) {
          continue;
        }
        if (task.over() || task.state().equals("blocked")) {
          if (!sink.some && cleared.isPresent()) {
            throw cleared.get();
          }
          return;
        }
        awaitEvent(feed, task.id());
        task = task();
      }
    }
  }

  private static boolean hasMore(TaskView task, Set<String> done) {
    return task.turns().stream().anyMatch(turn -> !done.contains(turn.turn()));
  }

  private static void awaitEvent(Feed feed, String task) throws IOException {
    while (true) {
      var event = feed.next(Deadline.never());
      if (event.isPresent() && event.get().task().equals(task)) {
        return;
      }
    }
  }

  private TaskView task() throws IOException {
    return new TaskView(api.patiently(Deadline.never(), () -> api.get(path)));
  }

  private OutputReader reader(TaskView task, TaskView.Turn turn) {
    return new OutputReader(api, task.id(), turn.turn());
  }

  private final class Printing implements OutputReader.Sink {
    private boolean some;

    @Override
    public void take(byte[] bytes) {
      some |= bytes.length > 0;
      world.output().bytes(bytes);
    }

    @Override
    public void quiet() {
      world.output().flush();
    }

    /** Whoever sees nothing is told that there is nothing. */
    void sayNothing(TaskView task, int attempt) {
      if (!some && wantsSome()) {
        world.output().say("task " + task.name() + ": attempt " + attempt + " has written nothing");
      }
    }
  }

  private boolean wantsSome() {
    return !extent.equals(new OutputReader.Extent.Last(0));
  }
}
