package dev.continuo.cli;

import dev.continuo.analysis.Estimates;
import dev.continuo.analysis.ProjectFiles;
import dev.continuo.plan.Reading;
import dev.continuo.plan.yaml.ProjectListing;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "explain",
    footer = {"  continuo plan explain plan.yaml", "  continuo plan explain plan.yaml --json"},
    description = {
      "Says what a plan will do: what runs beside what, and how long it will take.",
      "",
      "Names tasks that may touch the same files at the same time, have no time limit or do not say"
          + " how long they take. Where a server answers, that is learnt from earlier runs."
    })
final class PlanExplainCommand implements Verb {
  private final World world;

  @Parameters(paramLabel = "PLAN", description = "The plan file.")
  private String plan = "";

  @Option(names = "--json", description = "Print all of it as JSON.")
  private boolean json;

  PlanExplainCommand(World world) {
    this.world = world;
  }

  private Estimates estimates() {
    return new Estimates(new ProjectFiles(() -> ProjectListing.of(world.folder())));
  }

  @Override
  public Exit run() throws IOException {
    return switch (CheckedPlan.model(world, plan)) {
      case Reading.Bad bad -> CheckedPlan.tell(bad, world.output());
      case Reading.Good(var read) -> {
        var explained = new ExplainedPlan(read, LearntDurations.of(read, world), estimates());
        if (json) {
          world.output().data(Json.write(explained.json()));
        } else {
          explained.lines().forEach(world.output()::data);
        }
        yield Exit.SUCCEEDED;
      }
    };
  }
}
