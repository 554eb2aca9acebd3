package dev.continuo.cli;

import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "answer",
    footer = "  continuo answer last/optimize 3",
    description = {
      "Answers the question of a task with the number of a choice.",
      "",
      "`continuo show TASK` lists the choices. The first answer counts."
    })
final class AnswerCommand implements Verb {
  private final World world;

  @Parameters(index = "0", paramLabel = "TASK", description = "t-4k2m9q00012 or last/NAME.")
  private String target = "";

  @Parameters(index = "1", paramLabel = "N", description = "The number of a choice.")
  private String number = "";

  AnswerCommand(World world) {
    this.world = world;
  }

  @Override
  public Exit run() throws IOException {
    Targets.checkTask(target);
    if (!number.matches("\\d{1,9}")) {
      throw new CommandError(
          Exit.USAGE,
          "answer: not a number, found `" + number + "`",
          "`continuo show " + target + "` lists the choices");
    }
    var api = Api.present(world);
    var found = new Targets(world, api).task(target);
    api.post(found.path() + "/answer", Json.object().put("answer", Integer.parseInt(number)));
    world.output().say(found + ": answered with " + new TaskView(api.get(found.path())).answer());
    return Exit.SUCCEEDED;
  }
}
