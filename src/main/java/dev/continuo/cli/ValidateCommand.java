package dev.continuo.cli;

import dev.continuo.expression.Cel;
import dev.continuo.plan.Cycle;
import dev.continuo.plan.InputValues;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

@Command(
    name = "validate",
    footer = "  continuo validate plan.yaml",
    description =
        "Checks a plan without running it; needs no server. Ends with 2 when it is wrong.")
final class ValidateCommand implements Verb {
  private final World world;

  @Parameters(paramLabel = "PLAN", description = "The plan file, - for standard input.")
  private String plan = "";

  @Mixin private final GivenTasks tasks = new GivenTasks();

  @Option(names = "--json", description = "Print what was found as JSON.")
  private boolean json;

  ValidateCommand(World world) {
    this.world = world;
  }

  @Override
  public Exit run() {
    var references =
        CheckedPlan.references(world, new InputValues.Later(), new Cel())
            .with(tasks.file(world.folder()));
    return switch (CheckedPlan.read(world, plan, references)) {
      case CheckedPlan.Bad bad when json -> print(bad);
      case CheckedPlan.Bad bad -> CheckedPlan.tell(bad, world.output());
      case CheckedPlan.Good good when json -> {
        var found = Json.object().put("valid", true).put("tasks", good.work());
        found.putArray("problems");
        world.output().data(Json.write(found));
        yield Exit.SUCCEEDED;
      }
      case CheckedPlan.Good good -> {
        var count = good.work();
        var words = count + (count == 1 ? " task" : " tasks");
        world.output().say(CheckedPlan.file(plan) + ": valid, " + words);
        good.notes().forEach(world.output()::say);
        yield Exit.SUCCEEDED;
      }
    };
  }

  private Exit print(CheckedPlan.Bad bad) {
    var found = Json.object().put("valid", false);
    var problems = found.putArray("problems");
    for (var problem : bad.problems()) {
      var node =
          problems
              .addObject()
              .put("code", problem.code())
              .put("place", problem.place().toString())
              .put("message", problem.message())
              .put("hint", problem.hint());
      if (problem.cycle() != null) {
        add(node.putObject("cycle"), problem.cycle());
      }
    }
    found.put("more", bad.more());
    world.output().data(Json.write(found));
    return Exit.USAGE;
  }

  private static void add(ObjectNode node, Cycle cycle) {
    var tasks = node.putArray("tasks");
    cycle.members().forEach(member -> tasks.add(member.name()));
    node.putObject("remove").put("task", cycle.from().name()).put("need", cycle.to().name());
  }
}
