package dev.continuo.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "list",
    footer = {"  continuo batch list last", "  continuo batch list last --tasks"},
    description = "Shows the batches of a run and how far each is.")
final class BatchListCommand implements Verb {
  private final World world;

  @Parameters(paramLabel = "RUN", description = "r-4k2m9q or last.")
  private String target = "";

  @Option(names = "--tasks", description = "Name the tasks of each batch too.")
  private boolean tasks;

  @Option(names = "--json", description = "Print the batches as JSON.")
  private boolean json;

  BatchListCommand(World world) {
    this.world = world;
  }

  @Override
  public Exit run() throws IOException {
    Targets.checkRun(target);
    var api = Api.present(world);
    var run = new Targets(world, api).run(target);
    var all = new ArrayList<TaskView>();
    new Lists(api).tasks(run, Integer.MAX_VALUE, all::add);
    var batches = Batches.of(all);
    if (json) {
      print(batches);
      return Exit.SUCCEEDED;
    }
    batches.forEach(this::show);
    batches.stream()
        .filter(Batches.Batch::unlaunched)
        .findFirst()
        .ifPresent(
            next ->
                world
                    .output()
                    .hint(
                        "batch "
                            + next.number()
                            + " waits for `continuo batch launch "
                            + run
                            + "`"));
    return Exit.SUCCEEDED;
  }

  private void show(Batches.Batch batch) {
    world.output().data(batch.line());
    if (tasks) {
      batch.tasks().forEach(task -> world.output().data("  " + task.state() + " " + task.name()));
    }
  }

  private void print(List<Batches.Batch> batches) {
    var document = Json.object();
    var array = document.putArray("batches");
    for (var batch : batches) {
      var node = array.addObject().put("batch", batch.number());
      node.put("complete", batch.complete()).put("total", batch.tasks().size());
      node.put("unlaunched", batch.unlaunched());
      var names = node.putArray("tasks");
      batch.tasks().forEach(task -> names.add(task.name()));
    }
    world.output().data(Json.write(document));
  }
}
