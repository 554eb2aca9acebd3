package dev.continuo.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.continuo.task.RunId;
import dev.continuo.task.TaskId;
import java.io.IOException;
import java.net.URLEncoder;

/**
 * What a command line names. A run: its id, or {@code last}, the newest run of the current folder.
 * A task: its id, or {@code RUN/NAME}.
 */
final class Targets {
  private static final int PAGE = 200;

  /** How many runs of other folders are looked through for {@code last}. */
  private static final int PAGES_MAX = 50;

  private final World world;
  private final Api api;

  Targets(World world, Api api) {
    this.world = world;
    this.api = api;
  }

  /** A run or a task that a command is about. */
  record Target(String kind, String id) {
    /** Where it is in the interface. */
    String path() {
      return "/v1/" + kind + "s/" + id;
    }

    boolean task() {
      return kind.equals("task");
    }

    @Override
    public String toString() {
      return kind + " " + id;
    }
  }

  /** Whichever of both the text names. */
  Target any(String text) throws IOException {
    return namesTask(text) ? task(text) : new Target("run", run(text));
  }

  Target task(String text) throws IOException {
    return new Target("task", taskId(text));
  }

  /** Refuses what can name neither, before a server is looked for. */
  static void checkAny(String text) {
    if (namesTask(text)) {
      checkTask(text);
    } else {
      checkRun(text);
    }
  }

  static void checkRun(String text) {
    if (!text.equals("last") && RunId.parse(text).isEmpty()) {
      throw new CommandError(
          Exit.USAGE,
          "run: not an id, found `" + text + "`, must look like `r-4k2m9q` or be `last`",
          "`continuo list` shows the runs");
    }
  }

  static void checkTask(String text) {
    var slash = text.indexOf('/');
    if (slash >= 0) {
      checkRun(text.substring(0, slash));
    }
    if (slash >= 0 ? slash == text.length() - 1 : TaskId.parse(text).isEmpty()) {
      throw new CommandError(
          Exit.USAGE,
          "task: not an id, found `"
              + text
              + "`, must look like `t-4k2m9q00012`, `r-4k2m9q/NAME` or `last/NAME`",
          "`continuo status RUN` shows the tasks of a run");
    }
  }

  static boolean namesTask(String text) {
    return text.startsWith("t-") || text.contains("/");
  }

  String run(String text) throws IOException {
    checkRun(text);
    return text.equals("last") ? last() : text;
  }

  private String taskId(String text) throws IOException {
    checkTask(text);
    var slash = text.indexOf('/');
    if (slash >= 0) {
      return task(run(text.substring(0, slash)), text.substring(slash + 1)).id();
    }
    return text;
  }

  private TaskView task(String run, String name) throws IOException {
    var path = URLEncoder.encode(name, UTF_8).replace("+", "%20").replace("%2F", "/");
    return new TaskView(api.get("/v1/runs/" + run + "/tasks/" + path));
  }

  private String last() throws IOException {
    var project = world.folder().toString();
    var before = "";
    var any = false;
    for (int page = 0; page < PAGES_MAX; page++) {
      var runs = api.get("/v1/runs?limit=" + PAGE + before);
      for (var each : runs.path("runs")) {
        any = true;
        var run = new RunView(each);
        if (run.project().equals(project)) {
          return run.id();
        }
      }
      var next = runs.path("next").asString("");
      if (next.isEmpty()) {
        break;
      }
      before = "&before=" + next;
    }
    throw noneFrom(
        project,
        any ? "`continuo list` shows the runs of all folders" : "`continuo run PLAN` starts one");
  }

  /** Says that {@code last} names no run in this folder. */
  static CommandError noneFrom(String project, String hint) {
    return new CommandError(
        Exit.NOT_FOUND,
        "run `last`: no run was started from this folder, found `" + project + "`",
        hint);
  }
}
