package dev.continuo.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What only a server knows of the word that a person is typing: runs, and the tasks of a run. A
 * script of {@link CompletionScript} asks for it at each press of a key, so that it starts no
 * server and has no mistakes to tell of.
 */
final class Candidates implements Verb {
  static final String RUN = "run";
  static final String TASK = "task";

  private static final int RUNS_MAX = 50;
  private static final int TASKS_MAX = 1000;

  private final World world;
  private final String kind;
  private final String typed;

  /** {@code kind} is {@link #RUN} or {@link #TASK}. */
  Candidates(World world, String kind, String typed) {
    this.world = world;
    this.kind = kind;
    this.typed = typed;
  }

  @Override
  public Exit run() {
    try {
      var api = Api.answering(world);
      if (api.isPresent()) {
        for (var word : kind.equals(RUN) ? runs(api.get(), "") : tasks(api.get())) {
          if (word.startsWith(typed)) {
            world.output().data(word);
          }
        }
      }
    } catch (IOException | CommandError e) {
      // There is nothing to offer, and nobody to tell.
      return Exit.SUCCEEDED;
    }
    return Exit.SUCCEEDED;
  }

  private static List<String> runs(Api api, String end) throws IOException {
    var words = new ArrayList<>(List.of("last" + end));
    api.get("/v1/runs?limit=" + RUNS_MAX)
        .path("runs")
        .forEach(run -> words.add(new RunView(run).id() + end));
    return words;
  }

  /** First the run, then the task in it. */
  private List<String> tasks(Api api) throws IOException {
    var slash = typed.indexOf('/');
    if (slash < 0) {
      return runs(api, "/");
    }
    var run = typed.substring(0, slash);
    var words = new ArrayList<String>();
    new Lists(api)
        .tasks(
            new Targets(world, api).run(run),
            TASKS_MAX,
            task -> words.add(run + "/" + task.name()));
    return words;
  }
}
