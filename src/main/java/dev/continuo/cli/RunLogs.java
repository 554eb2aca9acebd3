package dev.continuo.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Prints the output of all tasks of a run, line by line, each after the name of its task. The turns
 * that are alive are read by a thread each, and only the caller's thread prints.
 */
final class RunLogs {
  private static final int TASKS_MAX = 100_000;
  private static final int NEWS_WAITING_MAX = 1_000;

  /** Longer names push their lines to the right. */
  private static final int NAME_COLUMNS_MAX = 20;

  private static final List<Line.Ink> INKS =
      List.of(Line.Ink.CYAN, Line.Ink.YELLOW, Line.Ink.GREEN, Line.Ink.PLAIN);

  private record Name(String text, Line.Ink ink) {}

  /** What the threads that read have for the one that prints. */
  private sealed interface News {
    record Written(String task, String line) implements News {}

    record TurnOver() implements News {}

    record Happened(EventView event) implements News {}

    record Failed(CommandError failure) implements News {}
  }

  /** A thread's work that hands over news. */
  private interface Reading {
    void read() throws IOException, InterruptedException;
  }

  private final World world;
  private final Api api;
  private final String run;
  private final OutputReader.Extent extent;
  private final Map<String, Name> names = new HashMap<>();
  private final Set<String> turns = new HashSet<>();
  private final BlockingQueue<News> news = new ArrayBlockingQueue<>(NEWS_WAITING_MAX);
  private final List<CommandError> cleared = new ArrayList<>();
  private boolean some;
  private int columns;
  private int living;

  RunLogs(World world, Api api, String run, OutputReader.Extent extent) {
    this.world = world;
    this.api = api;
    this.run = run;
    this.extent = extent;
  }

  /** What the newest turn of each task has written, task after task. */
  void print() throws IOException {
    for (var task : meet()) {
      if (!task.turns().isEmpty()) {
        print(task);
      }
    }
    world.output().flush();
    tellWhatIsMissing();
  }

  /** The same, and what is still to come, until the run can move no further without a person. */
  void follow() throws IOException {
    var after = api.head();
    for (var task : meet()) {
      if (task.turns().isEmpty()) {
        continue;
      }
      var newest = task.turns().getLast();
      if (newest.ended()) {
        turns.add(newest.turn());
        print(task);
      } else {
        begin(task.id(), newest.turn(), extent);
      }
    }
    world.output().flush();
    reading(() -> readEvents(after));
    try {
      printNews();
      tellWhatIsMissing();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whoever sees little or nothing is told why. */
  private void tellWhatIsMissing() {
    if (!cleared.isEmpty() && !some) {
      var hint = cleared.getFirst().hint();
      throw new CommandError(
          Exit.NOT_FOUND, "run `" + run + "`: its output is not kept any more", hint);
    }
    if (!cleared.isEmpty()) {
      var tasks = cleared.size() + (cleared.size() == 1 ? " task" : " tasks");
      world.output().say("the output of " + tasks + " is not kept any more");
    } else if (!some && !extent.equals(new OutputReader.Extent.Last(0))) {
      world.output().say("run " + run + ": no task has written anything");
    }
  }

  private List<TaskView> meet() throws IOException {
    var tasks = new ArrayList<TaskView>();
    new Lists(api).tasks(run, TASKS_MAX, tasks::add);
    tasks.forEach(task -> name(task.id(), task.name()));
    return tasks;
  }

  private void name(String task, String name) {
    columns = Math.max(columns, Math.min(Columns.of(name), NAME_COLUMNS_MAX));
    names.putIfAbsent(task, new Name(name, INKS.get(names.size() % INKS.size())));
  }

  private void print(TaskView task) throws IOException {
    var lines = new OutputLines(line -> print(task.id(), line));
    try {
      new OutputReader(api, task.id(), task.turns().getLast().turn()).copy(extent, lines);
    } catch (OutputReader.Cleared nothing) {
      cleared.add(nothing);
    }
    lines.end();
  }

  private void print(String task, String line) {
    some = true;
    var name = names.getOrDefault(task, new Name(task, Line.Ink.PLAIN));
    var padded = Columns.padded(Output.printable(name.text()), columns);
    var head = name.ink().paint(padded, world.output().outStyle());
    world.output().bytes((head + " | " + Output.coloured(line) + "\n").getBytes(UTF_8));
  }

  private void begin(String task, String turn, OutputReader.Extent wanted) {
    if (turns.add(turn)) {
      living++;
      reading(
          () -> {
            var lines = new OutputLines(line -> news.put(new News.Written(task, line)));
            try {
              new OutputReader(api, task, turn).follow(wanted, lines);
            } catch (OutputReader.Cleared nothing) {
              // It ended before it had a place to write to.
              lines.quiet();
            }
            lines.end();
            news.put(new News.TurnOver());
          });
    }
  }

  private void readEvents(long after) throws IOException, InterruptedException {
    try (var feed = new Feed(api, run, after)) {
      while (true) {
        var event = feed.next(Deadline.never());
        if (event.isPresent()) {
          news.put(new News.Happened(event.get()));
        }
      }
    }
  }

  private void reading(Reading work) {
    Background.start(
        () -> {
          try {
            work.read();
          } catch (CommandError failure) {
            failed(failure);
          } catch (IOException failure) {
            failed(new CommandError(Exit.NOT_FOUND, "server: " + failure.getMessage(), ""));
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
  }

  private void failed(CommandError failure) {
    try {
      news.put(new News.Failed(failure));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void printNews() throws IOException, InterruptedException {
    var settled = run().settled();
    while (!settled || living > 0 || !news.isEmpty()) {
      if (news.isEmpty()) {
        world.output().flush();
      }
      switch (news.take()) {
        case News.Written(var task, var line) -> print(task, line);
        case News.TurnOver() -> living--;
        case News.Failed(var failure) -> throw failure;
        case News.Happened(var event) -> {
          happened(event);
          settled = Following.moves(event) ? run().settled() : settled;
        }
      }
    }
    world.output().flush();
  }

  private void happened(EventView event) {
    switch (event.type()) {
      case "task.submitted" ->
          name(event.task(), event.body().path("spec").path("name").asString(event.task()));
      case "task.started" -> begin(event.task(), event.turn(), new OutputReader.Extent.All());
      default -> {}
    }
  }

  private RunView run() throws IOException {
    return new RunView(api.patiently(Deadline.never(), () -> api.get("/v1/runs/" + run)));
  }
}
