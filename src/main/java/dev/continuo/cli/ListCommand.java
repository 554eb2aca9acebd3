package dev.continuo.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "list",
    footer = {"  continuo list", "  continuo list --state running --json"},
    description = "Lists the newest runs of all folders, at most 50.")
final class ListCommand implements Verb {
  /** The states of a run. */
  static final class States implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return List.of(
              "accepting",
              "running",
              "paused",
              "ending",
              "reopening",
              "succeeded",
              "failed",
              "cancelled")
          .iterator();
    }
  }

  private final World world;

  @Option(
      names = "--state",
      paramLabel = "STATE",
      completionCandidates = States.class,
      description = "Only runs in this state: ${COMPLETION-CANDIDATES}.")
  private String state = "";

  @Option(names = "--json", description = "Print the runs as JSON.")
  private boolean json;

  ListCommand(World world) {
    this.world = world;
  }

  ListCommand(World world, String state, boolean json) {
    this(world);
    this.state = state;
    this.json = json;
  }

  @Override
  public Exit run() throws IOException {
    var filter = state.isEmpty() ? "" : "&state=" + URLEncoder.encode(state, UTF_8);
    var columns = world.terminal().columns();
    var runs = Api.present(world).get("/v1/runs?limit=50" + filter);
    if (json) {
      world.output().data(Json.write(runs));
      return Exit.SUCCEEDED;
    }
    if (runs.path("runs").isEmpty()) {
      world.output().say(state.isEmpty() ? "no runs" : "no runs are " + state);
      world
          .output()
          .hint(
              state.isEmpty()
                  ? "`continuo run PLAN` starts one"
                  : "`continuo list` shows the runs in all states");
      return Exit.SUCCEEDED;
    }
    var table = new Tables("RUN", "STATE", "DONE", "AGE", "NAME", "FOLDER");
    var now = world.clock().instant();
    for (var each : runs.path("runs")) {
      var run = new RunView(each);
      table.row(
          run.id(),
          state(run),
          run.count("succeeded") + "/" + run.total(),
          Times.age(Duration.between(run.submittedAt(), now)),
          run.name(),
          run.project());
    }
    table.lines(4, columns.getAsInt()).forEach(world.output()::data);
    return Exit.SUCCEEDED;
  }

  private static String state(RunView run) {
    if (run.quarantined()) {
      return run.state() + " (quarantine)";
    }
    return run.stuck() ? run.state() + " (waits)" : run.state();
  }
}
