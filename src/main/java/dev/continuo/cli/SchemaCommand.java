package dev.continuo.cli;

import dev.continuo.plan.Nearest;
import dev.continuo.plan.yaml.PlanSchema;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "schema",
    footer = "  continuo schema > .continuo/plan.schema.json",
    description = "Prints the JSON Schema of plans or of agent definitions, for editors.")
final class SchemaCommand implements Verb {
  private static final List<String> KINDS = List.of("plan", "agent");

  private final World world;

  @Parameters(paramLabel = "plan|agent", arity = "0..1", description = "Of what; else of plans.")
  private String kind = "plan";

  SchemaCommand(World world) {
    this.world = world;
  }

  @Override
  public Exit run() {
    world
        .output()
        .data(
            switch (kind) {
              case "plan" -> PlanSchema.plan().stripTrailing();
              case "agent" -> PlanSchema.agent().stripTrailing();
              default -> throw unknown();
            });
    return Exit.SUCCEEDED;
  }

  private CommandError unknown() {
    return new CommandError(
        Exit.USAGE,
        "schema: unknown, found `"
            + kind
            + "`"
            + Nearest.to(kind, KINDS)
                .map(near -> ", did you mean `" + near + "`?")
                .orElse(", must be `plan` or `agent`"),
        "`continuo schema --help` shows an example");
  }
}
