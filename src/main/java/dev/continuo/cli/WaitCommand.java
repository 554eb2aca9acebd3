package dev.continuo.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "wait",
    footer = {"  continuo wait last", "  continuo wait r-4k2m9q r-8s1d0x --timeout 15m"},
    description = {
      "Waits until runs have ended, or nothing of them can move without a person.",
      "",
      "Ends as run does; of several runs, with the gravest: 4 before 1 before 6 before 5 before 0."
    })
final class WaitCommand implements Verb {
  private final World world;

  @Parameters(paramLabel = "RUN", arity = "1..*", description = "r-4k2m9q or last.")
  private List<String> runs = new ArrayList<>();

  @Option(
      names = "--timeout",
      paramLabel = "DURATION",
      description = "Wait no longer than this, such as 90s or 15m.")
  private String timeout = "";

  @Option(names = "--json", description = "Print the runs as JSON.")
  private boolean json;

  WaitCommand(World world) {
    this.world = world;
  }

  @Override
  public Exit run() throws IOException {
    var deadline = Options.deadline("--timeout", timeout);
    runs.forEach(Targets::checkRun);
    var api = Api.present(world);
    var targets = new Targets(world, api);
    var ids = new ArrayList<String>();
    for (var run : runs) {
      ids.add(targets.run(run));
    }
    var exit = Exit.SUCCEEDED;
    var document = Json.object();
    var views = document.putArray("runs");
    for (var id : ids) {
      var run = new Following(api).wait(id, deadline);
      tell(api, run);
      views.add(run.json());
      exit = exit.or(run.exit());
    }
    if (json) {
      world.output().data(Json.write(document));
    }
    return exit;
  }

  private void tell(Api api, RunView run) throws IOException {
    if (run.settled()) {
      new Summary(world, api).tell(run);
      return;
    }
    world.output().say("run " + run.id() + " still runs after " + timeout + " and goes on");
  }
}
