package dev.continuo.cli;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "approve",
    footer = {"  continuo approve last/deploy", "  continuo approve last/deploy --note 'tested'"},
    description = {
      "Approves the start or the work of a task.",
      "",
      "Only a person can approve: a task cannot approve itself or another task."
    })
final class ApproveCommand implements Verb {
  private final World world;

  @Parameters(paramLabel = "TASK", description = "t-4k2m9q00012 or last/NAME.")
  private String target = "";

  @Option(
      names = "--note",
      paramLabel = "TEXT",
      description = "A note that is stored with the decision.")
  private String note = "";

  @Option(
      names = "--round",
      paramLabel = "N",
      description = "Decide only if `continuo approvals` still shows this round.")
  private @Nullable Integer round;

  ApproveCommand(World world) {
    this.world = world;
  }

  @Override
  public Exit run() throws IOException {
    var body = Json.object();
    if (!note.isEmpty()) {
      body.put("note", note);
    }
    return ApprovalDecision.APPROVE.send(world, target, body, round);
  }
}
