package dev.continuo.cli;

import dev.continuo.analysis.Drawing;
import dev.continuo.analysis.Picture;
import dev.continuo.plan.Nearest;
import dev.continuo.plan.Plan;
import dev.continuo.plan.Reading;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "graph",
    footer = {
      "  continuo plan graph plan.yaml",
      "  continuo plan graph plan.yaml --format svg > plan.svg"
    },
    description = "Prints who needs whom, for Markdown pages, for Graphviz or as a picture.")
final class PlanGraphCommand implements Verb {
  private static final List<String> FORMATS = List.of("mermaid", "dot", "svg");

  private final World world;

  @Parameters(paramLabel = "PLAN", description = "The plan file.")
  private String plan = "";

  @Option(
      names = "--format",
      paramLabel = "mermaid|dot|svg",
      description = "As what; else mermaid. A picture has at most 500 tasks.")
  private String format = "mermaid";

  PlanGraphCommand(World world) {
    this.world = world;
  }

  @Override
  public Exit run() {
    if (!FORMATS.contains(format)) {
      throw unknown();
    }
    return switch (CheckedPlan.model(world, plan)) {
      case Reading.Bad bad -> CheckedPlan.tell(bad, world.output());
      case Reading.Good(var read) -> {
        world.output().data(drawn(read).stripTrailing());
        yield Exit.SUCCEEDED;
      }
    };
  }

  private String drawn(Plan read) {
    return switch (format) {
      case "dot" -> Drawing.dot(read);
      case "svg" -> svg(read);
      default -> Drawing.mermaid(read);
    };
  }

  private static String svg(Plan read) {
    if (read.tasks().size() > Picture.TASKS_MAX) {
      throw new CommandError(
          Exit.USAGE,
          "plan: too large for a picture, found "
              + read.tasks().size()
              + " tasks, must be at most "
              + Picture.TASKS_MAX,
          "`--format dot` has no limit, Graphviz draws it");
    }
    return Picture.svg(read);
  }

  private CommandError unknown() {
    return new CommandError(
        Exit.USAGE,
        "option `--format`: unknown, found `"
            + format
            + "`"
            + Nearest.to(format, FORMATS)
                .map(near -> ", did you mean `" + near + "`?")
                .orElse(", must be `mermaid`, `dot` or `svg`"),
        "`continuo plan graph --help` shows an example");
  }
}
