package dev.continuo.cli;

import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "pause",
    footer = {"  continuo pause last", "  continuo pause last/build"},
    description = "Lets nothing more of a run start, or stops a task where it is, its process too.")
final class PauseCommand implements Verb {
  private final World world;

  @Parameters(paramLabel = "RUN|TASK", description = "r-4k2m9q, last, t-4k2m9q00012 or last/NAME.")
  private String target = "";

  @Option(names = "--now", description = "Stop the processes of the run's tasks too.")
  private boolean now;

  PauseCommand(World world) {
    this.world = world;
  }

  @Override
  public Exit run() throws IOException {
    Targets.checkAny(target);
    var api = Api.present(world);
    var found = new Targets(world, api).any(target);
    var body = Json.object();
    if (now && found.task()) {
      throw new CommandError(
          Exit.USAGE,
          "option `--now`: only for runs, a task's process is always paused with it",
          "");
    }
    if (now) {
      body.put("now", true);
    }
    api.post(found.path() + "/pause", body);
    world.output().say("paused " + found);
    world.output().hint("`continuo resume " + found.id() + "` lets it go on");
    return Exit.SUCCEEDED;
  }
}
