package dev.continuo.cli;

import dev.continuo.pattern.Advice;
import dev.continuo.pattern.Shape;
import dev.continuo.plan.Expressions;
import dev.continuo.plan.InputValues;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "suggest",
    footer = "  continuo pattern suggest plan.yaml",
    description = "Says which pattern a plan is, and what another one could bring.")
final class PatternSuggestCommand implements Verb {
  private final World world;

  @Parameters(paramLabel = "PLAN", description = "The plan file.")
  private String plan = "";

  @Mixin private final GivenTasks tasks = new GivenTasks();

  @Option(names = "--json", description = "Print the suggestion as JSON.")
  private boolean json;

  PatternSuggestCommand(World world) {
    this.world = world;
  }

  @Override
  public Exit run() {
    var references =
        CheckedPlan.references(world, new InputValues.Later(), Expressions.UNCHECKED)
            .with(tasks.file(world.folder()));
    return switch (CheckedPlan.read(world, plan, references)) {
      case CheckedPlan.Bad bad -> CheckedPlan.tell(bad, world.output());
      case CheckedPlan.Good good -> tell(Advice.of(good.tasks()));
    };
  }

  private Exit tell(Advice advice) {
    var pattern = advice.shape().map(Shape::word).orElse("none");
    if (json) {
      world
          .output()
          .data(
              Json.write(
                  Json.object()
                      .put("pattern", pattern)
                      .put("reason", advice.reason())
                      .put("gain", advice.gain())));
      return Exit.SUCCEEDED;
    }
    world.output().data("pattern  " + pattern);
    world.output().data("because  " + advice.reason());
    world.output().data("gain     " + advice.gain());
    return Exit.SUCCEEDED;
  }
}
