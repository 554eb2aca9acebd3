package dev.continuo.cli;

import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "logs",
    footer = {
      "  continuo logs last/build",
      "  continuo logs -f last/build",
      "  continuo logs last --tail 20"
    },
    description =
        "Prints the output of a task's newest attempt, or that of all tasks of a run, each line"
            + " after the name of its task.")
final class LogsCommand implements Verb {
  private final World world;

  @Parameters(paramLabel = "RUN|TASK", description = "r-4k2m9q, last, t-4k2m9q00012 or last/NAME.")
  private String target = "";

  @Option(
      names = {"-f", "--follow"},
      description = "Go on with what is still to come, over retries, until task or run ends.")
  private boolean follow;

  @Option(
      names = "--tail",
      paramLabel = "N",
      defaultValue = "-1",
      description = "Begin with the last N lines of each output.")
  private long tail;

  @Option(names = "--attempt", paramLabel = "N", description = "The output of this attempt.")
  private int attempt;

  LogsCommand(World world) {
    this.world = world;
  }

  @Override
  public Exit run() throws IOException {
    Targets.checkAny(target);
    if (tail < -1) {
      throw new CommandError(
          Exit.USAGE, "option `--tail`: found `" + tail + "`, must be 0 or more", "");
    }
    var extent = tail < 0 ? new OutputReader.Extent.All() : new OutputReader.Extent.Last(tail);
    var api = Api.present(world);
    var found = new Targets(world, api).any(target);
    if (!found.task()) {
      return ofRun(api, found, extent);
    }
    var logs = new TaskLogs(world, api, found.path(), extent);
    if (attempt != 0) {
      logs.ofAttempt(attempt);
    } else if (follow) {
      try (var _ = Interrupt.says(world.output(), goesOn(found))) {
        logs.follow();
      }
    } else {
      logs.newest();
    }
    return Exit.SUCCEEDED;
  }

  private Exit ofRun(Api api, Targets.Target run, OutputReader.Extent extent) throws IOException {
    if (attempt != 0) {
      throw new CommandError(
          Exit.USAGE,
          "option `--attempt`: has no meaning for a run",
          "`continuo logs " + run.id() + "/NAME --attempt " + attempt + "` prints that of a task");
    }
    var logs = new RunLogs(world, api, run.id(), extent);
    if (follow) {
      try (var _ = Interrupt.says(world.output(), goesOn(run))) {
        logs.follow();
      }
    } else {
      logs.print();
    }
    return Exit.SUCCEEDED;
  }

  private static String goesOn(Targets.Target target) {
    return target + " goes on, `continuo logs -f " + target.id() + "` comes back to it";
  }
}
